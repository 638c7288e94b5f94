package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.cosi.StateService;
import io.grpc.BindableService;
import java.util.List;

/** The services a node serves, in maintenance and configured. */
final class Apis {
  private Apis() {}

  static List<BindableService> inMaintenance(Boot boot) {
    return List.of(new MaintenanceApi(boot), new StorageApi(boot), state(boot));
  }

  static List<BindableService> configured(Boot boot) {
    return List.of(
        new MachineApi(boot),
        new StorageApi(boot),
        new TimeApi(boot),
        new InspectApi(),
        new ClusterApi(boot),
        state(boot));
  }

  private static StateService state(Boot boot) {
    return new StateService(
        boot.resources(),
        boot.feeds(),
        kind -> boot.machinery().turn().take(() -> boot.publish(kind)));
  }
}
