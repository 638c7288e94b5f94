package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.MachineStatusEvent.MachineStatus.UnmetCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Talos's own conditions of readiness, in its order and words. */
final class Readiness {
  private static final List<String> REQUIRED = List.of("apid", "machined", "kubelet");
  private static final List<String> REQUIRED_OF_CONTROL_PLANES = List.of("etcd", "trustd");

  private Readiness() {}

  static List<UnmetCondition> unmet(Boot boot) {
    List<UnmetCondition> unmet = new ArrayList<>();
    if (!boot.isTimeSynced()) {
      add(unmet, "time", "time is not synced");
    }
    if (!boot.isNetworkReady()) {
      add(unmet, "network", "waiting on: address, connectivity, hostname");
    }
    List<String> services = services(boot);
    if (!services.isEmpty()) {
      add(unmet, "services", String.join(", ", services));
    }
    List<String> pods = boot.staticPods().problems();
    if (!pods.isEmpty()) {
      add(unmet, "staticPods", String.join(", ", pods));
    }
    boot.registration().problem().ifPresent(problem -> add(unmet, "nodeReady", problem));
    return unmet;
  }

  private static List<String> services(Boot boot) {
    List<String> problems = new ArrayList<>();
    for (Service service : boot.services().all()) {
      if (!service.isRunning()) {
        problems.add(service.id() + " not running");
      } else if (!service.isHealthUnknown() && !service.isHealthy()) {
        problems.add(service.id() + " not healthy");
      }
    }
    List<String> required = new ArrayList<>(REQUIRED);
    if (boot.isControlPlane()) {
      required.addAll(REQUIRED_OF_CONTROL_PLANES);
    }
    for (String id : required) {
      Optional<Service> service = boot.services().get(id);
      if (!service.map(Service::isRunning).orElse(false)) {
        problems.add(id + " not running");
      }
    }
    return problems;
  }

  private static void add(List<UnmetCondition> unmet, String name, String reason) {
    unmet.add(UnmetCondition.newBuilder().setName(name).setReason(reason).build());
  }
}
