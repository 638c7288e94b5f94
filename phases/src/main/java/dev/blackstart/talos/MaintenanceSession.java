package dev.blackstart.talos;

import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.talos.api.resource.definitions.runtime.MachineStatusSpec;
import dev.talos.api.resource.definitions.runtime.VersionSpec;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Optional;

/**
 * A machine in maintenance. It has no events and no Version call; its resources tell (Talos 1.12).
 */
final class MaintenanceSession extends Session {
  private static final NodeKnowledge.Status LEAVING =
      new NodeKnowledge.Status(MachineStage.INSTALLING, false, List.of());
  private static final String LEAVING_NOTE = "took its machine config, leaves maintenance";

  private final NodeKnowledge knowledge;
  private final String fingerprint;
  private final Cosi cosi;

  /** Set once the machine took a config: what it says of its stage is about to be over. */
  private boolean leaving;

  MaintenanceSession(
      ManagedChannel channel, NodeKnowledge knowledge, String fingerprint, boolean leaving) {
    super(channel);
    this.knowledge = knowledge;
    this.fingerprint = fingerprint;
    this.leaving = leaving;
    this.cosi = new Cosi(channel, CALL);
  }

  @Override
  void open() {
    Optional<String> version = cosi.get(Resources.VERSION, "version").map(VersionSpec::getVersion);
    Optional<MachineStatusSpec> status = cosi.get(Resources.MACHINE_STATUS, "machine");
    synchronized (this) {
      knowledge.answers(
          Reach.MAINTENANCE,
          Optional.of(fingerprint),
          version,
          leaving ? LEAVING : status.map(Resources::status).orElse(NodeKnowledge.Status.UNKNOWN),
          List.of(),
          leaving ? LEAVING_NOTE : "waits for a machine config");
    }
    cosi.watch(Resources.MACHINE_STATUS, "machine", LONGEST_WATCH, this::tell, this::end);
  }

  @Override
  void beat() {
    cosi.get(Resources.VERSION, "version");
  }

  /** The machine took its config; it drains, closes its port and installs. */
  synchronized void leave() {
    leaving = true;
    knowledge.status(LEAVING);
    knowledge.note(LEAVING_NOTE);
  }

  private synchronized void tell(MachineStatusSpec status) {
    if (!leaving) {
      knowledge.status(Resources.status(status));
    }
  }
}
