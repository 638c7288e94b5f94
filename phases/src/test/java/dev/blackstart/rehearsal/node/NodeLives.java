package dev.blackstart.rehearsal.node;

import dev.blackstart.cluster.Role;
import dev.blackstart.world.MachineStage;
import dev.talos.api.machine.EtcdRemoveMemberByIDRequest;

/** What tests of a node's life do over and over. */
final class NodeLives {
  private NodeLives() {}

  /** All nodes are configured, etcd is bootstrapped, and everything runs. */
  static void running(FleetWorld world, int controlPlanes) {
    world.configureAll(controlPlanes);
    world.await("the kubelet runs", () -> world.node(0).kubeletRunning());
    world.admin(0).bootstrap();
    world.await(
        "they run",
        () ->
            world.fleet.nodes().stream()
                .allMatch(node -> node.stage() == MachineStage.RUNNING && settled(node)));
  }

  private static boolean settled(SimulatedNode node) {
    return node.role().filter(role -> role == Role.WORKER).isPresent()
        || node.apiServerRunning() && node.etcdHealthy();
  }

  /** Acts and waits until the machine runs in another boot. */
  static void rebooting(FleetWorld world, int index, Runnable act) {
    SimulatedNode node = world.node(index);
    String boot = node.bootId().orElseThrow();
    act.run();
    world.await(
        "it runs again",
        () ->
            node.stage() == MachineStage.RUNNING
                && node.bootId().filter(id -> !id.equals(boot)).isPresent());
  }

  /** Takes a member out of etcd. */
  static void remove(FleetWorld world, int asked, String hexId) {
    world
        .admin(asked)
        .machine()
        .etcdRemoveMemberByID(
            EtcdRemoveMemberByIDRequest.newBuilder()
                .setMemberId(Long.parseUnsignedLong(hexId, 16))
                .build());
  }
}
