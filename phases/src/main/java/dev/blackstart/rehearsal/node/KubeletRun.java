package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.config.NodeConfig;
import java.util.Optional;

/**
 * Which kubelet runs: it is started anew when its part of the config changes (Talos 1.12,
 * k8s.KubeletServiceController). Changes only within a turn.
 */
final class KubeletRun {
  private final Boot boot;
  private Optional<String> spec = Optional.empty();
  private String version = "";

  KubeletRun(Boot boot) {
    this.boot = boot;
  }

  /** Such as {@code v1.35.0}; empty before the first one has been started. */
  String version() {
    return version;
  }

  void settle() {
    Optional<Service> service = boot.services().get("kubelet");
    if (service.isEmpty() || boot.config().isEmpty()) {
      return;
    }
    boolean begun = service.get().state() != ServiceState.INITIALIZED;
    if (!begun || service.get().state().isOver()) {
      return;
    }
    NodeConfig config = boot.config().get();
    String wanted = config.meaning("machine.kubelet");
    if (spec.isEmpty()) {
      spec = Optional.of(wanted);
      version = config.kubernetesVersion();
    } else if (!spec.get().equals(wanted)) {
      boolean same = version.equals(config.kubernetesVersion());
      spec = Optional.of(wanted);
      version = config.kubernetesVersion();
      service.get().stop("Service finished successfully", ServiceState.FINISHED);
      boot.services().start(Plans.kubelet(same));
    }
  }
}
