package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Empty;
import dev.blackstart.world.MachineStage;
import dev.talos.api.machine.RollbackRequest;
import dev.talos.api.machine.UpgradeRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

/** Another Talos takes the place of the one that runs. */
class NodeUpgradeTest {
  private static final String IMAGE = "factory.talos.dev/metal-installer/376567988ad370138ad8b269:";

  @Test
  void theNewVersionRunsAfterARebootAndCanBeRolledBack() {
    try (FleetWorld world = new FleetWorld("92.21", 1, 600)) {
      NodeLives.running(world, 1);
      assertEquals("v1.12.9", world.node(0).version());
      NodeLives.rebooting(world, 0, () -> upgrade(world, 0, "v1.12.11", false));
      assertEquals("v1.12.11", world.admin(0).version());
      NodeLives.rebooting(
          world, 0, () -> world.admin(0).machine().rollback(RollbackRequest.getDefaultInstance()));
      assertEquals("v1.12.9", world.admin(0).version());
      NodeLives.rebooting(
          world, 0, () -> world.admin(0).machine().rollback(RollbackRequest.getDefaultInstance()));
      assertEquals("v1.12.11", world.admin(0).version(), "the newer one is still there");
      world.await("etcd is as it was", () -> world.node(0).etcdHealthy());
      assertEquals(1, world.fleet.bootstraps().size());
    }
  }

  @Test
  void whereNothingWasBeforeNothingIsRolledBackTo() {
    try (FleetWorld world = new FleetWorld("92.22", 1, 600)) {
      NodeLives.running(world, 1);
      StatusRuntimeException e =
          assertThrows(
              StatusRuntimeException.class,
              () -> world.admin(0).machine().rollback(RollbackRequest.getDefaultInstance()));
      assertEquals("previous UKI not found", e.getStatus().getDescription());
    }
  }

  @Test
  void aStagedUpgradeIsInstalledByTheNextBoot() {
    try (FleetWorld world = new FleetWorld("92.23", 1, 600)) {
      NodeLives.running(world, 1);
      NodeLives.rebooting(
          world,
          0,
          () ->
              world
                  .admin(0)
                  .machine()
                  .upgrade(
                      UpgradeRequest.newBuilder()
                          .setImage(IMAGE + "v1.12.10")
                          .setStage(true)
                          .build()));
      world.await("it installs", () -> world.node(0).version().equals("v1.12.10"));
      world.await("it runs", () -> world.node(0).stage() == MachineStage.RUNNING);
      assertEquals("v1.12.10", world.admin(0).version());
    }
  }

  @Test
  void anInstallerThatDoesNotComeFromThisVersionIsRefusedAndTheMachineStays() {
    try (FleetWorld world = new FleetWorld("92.24", 1, 600)) {
      NodeLives.running(world, 1);
      NodeLives.rebooting(world, 0, () -> upgrade(world, 0, "v1.15.0", false));
      assertEquals("v1.12.9", world.admin(0).version());
    }
  }

  @Test
  void anImageNobodyHasIsRefusedAtOnce() {
    try (FleetWorld world = new FleetWorld("92.25", 1, 600)) {
      NodeLives.running(world, 1);
      StatusRuntimeException e =
          assertThrows(StatusRuntimeException.class, () -> upgrade(world, 0, "newest", false));
      assertEquals(Status.Code.UNKNOWN, e.getStatus().getCode());
      String said = e.getStatus().getDescription();
      assertEquals(true, said.endsWith("newest: not found"), said);
    }
  }

  @Test
  void etcdMustBearTheLossOfAMember() {
    try (FleetWorld world = new FleetWorld("92.26", 3, 600)) {
      NodeLives.running(world, 3);
      world.node(2).powerOff();
      StatusRuntimeException down =
          assertThrows(StatusRuntimeException.class, () -> upgrade(world, 0, "v1.12.11", false));
      String id =
          world.fleet.nodes().get(2).etcdCluster().orElseThrow().members().stream()
              .filter(member -> !member.isRunning())
              .findFirst()
              .orElseThrow()
              .hexId();
      assertEquals(
          "error validating etcd for upgrade: etcd member "
              + id
              + " is not healthy; all members"
              + " must be healthy to perform an upgrade: context deadline exceeded",
          down.getStatus().getDescription());
      NodeLives.remove(world, 0, id);
      StatusRuntimeException two =
          assertThrows(StatusRuntimeException.class, () -> upgrade(world, 0, "v1.12.11", false));
      assertEquals(
          "error validating etcd for upgrade: etcd member count(2) is insufficient to maintain"
              + " quorum if upgrade commences",
          two.getStatus().getDescription());
      NodeLives.rebooting(world, 0, () -> upgrade(world, 0, "v1.12.11", true));
      assertEquals("v1.12.11", world.node(0).version());
      assertNotEquals("v1.12.11", world.node(1).version());
    }
  }

  @Test
  void whoComesSecondWaitsAMinuteAndIsLockedOut() {
    try (FleetWorld world = new FleetWorld("92.27", 1, 600)) {
      NodeLives.running(world, 1);
      world.clock.speed(1);
      upgrade(world, 0, "v1.12.11", false);
      world.await("it upgrades", () -> world.node(0).stage() == MachineStage.UPGRADING);
      // Another operator's image: the first one's is installed all the same.
      upgrade(world, 0, "v1.12.10", false);
      world.clock.speed(600);
      world.await("it reboots", () -> world.node(0).stage() != MachineStage.UPGRADING);
      world.await("it runs", () -> world.node(0).stage() == MachineStage.RUNNING);
      assertEquals("v1.12.11", world.node(0).version());
      assertFalse(
          world.admin(0).machine().version(Empty.getDefaultInstance()).getMessagesList().isEmpty());
    }
  }

  private static void upgrade(FleetWorld world, int index, String version, boolean force) {
    world
        .admin(index)
        .machine()
        .upgrade(UpgradeRequest.newBuilder().setImage(IMAGE + version).setForce(force).build());
  }
}
