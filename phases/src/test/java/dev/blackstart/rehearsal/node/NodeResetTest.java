package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.hardware.Signature;
import dev.blackstart.world.MachineStage;
import dev.talos.api.machine.MetaWriteRequest;
import dev.talos.api.machine.ResetPartitionSpec;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.ResetRequest.WipeMode;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

/** What a reset takes and what it leaves. */
class NodeResetTest {
  @Test
  void aGracefulResetLeavesEtcdFirst() {
    try (FleetWorld world = new FleetWorld("92.31", 3, 600)) {
      NodeLives.running(world, 3);
      reset(world, 2, request("STATE", "EPHEMERAL").setGraceful(true));
      world.await("it is empty", () -> world.node(2).stage() == MachineStage.MAINTENANCE);
      assertEquals(2, world.node(0).etcdCluster().orElseThrow().members().size());
      assertTrue(world.node(0).etcdHealthy());
    }
  }

  @Test
  void whereTheQuorumWouldBreakAGracefulResetFails() {
    try (FleetWorld world = new FleetWorld("92.32", 3, 600)) {
      NodeLives.running(world, 3);
      world.node(2).powerOff();
      NodeLives.rebooting(
          world, 1, () -> reset(world, 1, request("STATE", "EPHEMERAL").setGraceful(true)));
      assertEquals(3, world.node(0).etcdCluster().orElseThrow().members().size());
      assertEquals("node-1", world.node(1).nodeName(), "it kept its config");
    }
  }

  @Test
  void userDisksAloneLeaveTalosAsItIs() {
    try (FleetWorld world = new FleetWorld("92.33", 1, 600)) {
      NodeLives.running(world, 1);
      world.node(0).leave("nvme0n1", Signature.of("bluestore"));
      NodeLives.rebooting(
          world,
          0,
          () ->
              reset(
                  world,
                  0,
                  request().setMode(WipeMode.USER_DISKS).addUserDisksToWipe("/dev/nvme0n1")));
      assertTrue(world.node(0).media().leftovers.isEmpty());
      assertEquals("node-0", world.node(0).nodeName());
      assertEquals(1, world.fleet.bootstraps().size());
    }
  }

  @Test
  void everythingGoesAndTheMachineBootsItsMedia() {
    try (FleetWorld world = new FleetWorld("92.34", 1, 600)) {
      NodeLives.running(world, 1);
      world.node(0).leave("nvme0n1", Signature.of("ext4:data"));
      meta(world);
      reset(world, 0, request().setMode(WipeMode.ALL).addUserDisksToWipe("/dev/nvme0n1"));
      world.await("it is empty", () -> world.node(0).stage() == MachineStage.MAINTENANCE);
      assertEquals(NodeFleet.TALOS, world.node(0).version(), "that of the boot media");
      assertTrue(world.node(0).media().systemDisk.isEmpty());
      assertTrue(world.node(0).media().leftovers.isEmpty());
      assertTrue(world.node(0).media().meta.isEmpty());
    }
  }

  @Test
  void metaStaysUnlessItIsNamed() {
    try (FleetWorld world = new FleetWorld("92.35", 1, 600)) {
      NodeLives.running(world, 1);
      meta(world);
      reset(world, 0, request("STATE", "EPHEMERAL"));
      world.await("it is empty", () -> world.node(0).stage() == MachineStage.MAINTENANCE);
      assertEquals("kept", world.node(0).media().meta.get(12));
      assertTrue(world.node(0).media().systemDisk.isPresent());
    }
  }

  @Test
  void withoutMetaTalosIsInstalledAgain() {
    try (FleetWorld world = new FleetWorld("92.36", 1, 600)) {
      NodeLives.running(world, 1);
      meta(world);
      NodeLives.rebooting(world, 0, () -> reset(world, 0, request("META")));
      assertFalse(world.node(0).media().meta.containsKey(12));
      assertTrue(world.node(0).media().systemDisk.isPresent());
      assertEquals("v1.12.9", world.node(0).version());
    }
  }

  @Test
  void withoutRebootItStaysOff() {
    try (FleetWorld world = new FleetWorld("92.37", 1, 600)) {
      NodeLives.running(world, 1);
      reset(world, 0, request("STATE").setReboot(false));
      world.await("it is off", () -> !world.node(0).isPowered());
    }
  }

  @Test
  void whatCannotBeWipedIsRefused() {
    try (FleetWorld world = new FleetWorld("92.38", 1, 600)) {
      NodeLives.running(world, 1);
      assertEquals(
          "reset user disk failed: device /dev/sdx wasn't found",
          refusal(world, request().addUserDisksToWipe("/dev/sdx")));
      assertEquals(
          "reset user disk failed: device /dev/sda is the system disk",
          refusal(world, request().addUserDisksToWipe("/dev/sda")));
      assertEquals(
          "failed to get volume status with label \"BOOT\": resource"
              + " VolumeStatuses.block.talos.dev(runtime/BOOT@undefined) doesn't exist",
          refusal(world, request("BOOT")));
      assertEquals(
          "reset failed: invalid input, wipe mode USER_DISKS doesn't support"
              + " SystemPartitionsToWipe parameter",
          refusal(world, request("STATE").setMode(WipeMode.USER_DISKS)));
      assertEquals(
          "reset failed: invalid input, wipe mode SYSTEM_DISK doesn't support UserDisksToWipe"
              + " parameter",
          refusal(
              world, request().setMode(WipeMode.SYSTEM_DISK).addUserDisksToWipe("/dev/nvme0n1")));
      assertEquals(MachineStage.RUNNING, world.node(0).stage());
    }
  }

  private static String refusal(FleetWorld world, ResetRequest.Builder request) {
    return assertThrows(StatusRuntimeException.class, () -> reset(world, 0, request))
        .getStatus()
        .getDescription();
  }

  private static void reset(FleetWorld world, int index, ResetRequest.Builder request) {
    world.admin(index).machine().reset(request.build());
  }

  private static ResetRequest.Builder request(String... labels) {
    ResetRequest.Builder request = ResetRequest.newBuilder().setReboot(true);
    for (String label : labels) {
      request.addSystemPartitionsToWipe(
          ResetPartitionSpec.newBuilder().setLabel(label).setWipe(true));
    }
    return request;
  }

  private static void meta(FleetWorld world) {
    world
        .admin(0)
        .machine()
        .metaWrite(
            MetaWriteRequest.newBuilder()
                .setKey(12)
                .setValue(ByteString.copyFromUtf8("kept"))
                .build());
  }
}
