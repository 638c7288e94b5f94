package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.blackstart.world.MachineStage;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import dev.talos.api.machine.RebootRequest;
import dev.talos.api.machine.ResetPartitionSpec;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.SequenceEvent;
import dev.talos.api.machine.TaskEvent;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What survives reboots, resets and cut power. */
class NodePowerTest {
  @Test
  void aRebootKeepsEtcdAndTellsItsFollowersUntilTheEnd() throws InvalidProtocolBufferException {
    try (FleetWorld world = new FleetWorld("91.15", 1, 600)) {
      running(world);
      String before = world.node(0).bootId().orElseThrow();
      TalosClient admin = world.admin(0);
      Iterator<Event> events =
          admin.machine().events(EventsRequest.newBuilder().setTailEvents(0).build());
      events.next();
      String actor =
          admin.machine().reboot(RebootRequest.getDefaultInstance()).getMessages(0).getActorId();
      List<String> seen = new ArrayList<>();
      try {
        while (events.hasNext()) {
          Event event = events.next();
          if (event.getActorId().equals(actor) && event.getData().is(SequenceEvent.class)) {
            SequenceEvent sequence = event.getData().unpack(SequenceEvent.class);
            seen.add(sequence.getSequence() + " " + sequence.getAction());
          }
          if (event.getActorId().equals(actor) && event.getData().is(TaskEvent.class)) {
            TaskEvent task = event.getData().unpack(TaskEvent.class);
            seen.add(task.getTask() + " " + task.getAction());
          }
        }
      } catch (StatusRuntimeException e) {
        assertEquals(io.grpc.Status.Code.UNAVAILABLE, e.getStatus().getCode());
      }
      assertEquals("reboot START", seen.getFirst());
      assertTrue(seen.contains("stopAllServices START"), seen.toString());
      world.await(
          "it is back",
          () -> world.node(0).etcdHealthy() && world.node(0).stage() == MachineStage.RUNNING);
      assertNotEquals(before, world.node(0).bootId().orElseThrow());
      assertEquals(1, world.fleet.bootstraps().size());
    }
  }

  @Test
  void aResetOfConfigAndEtcdLeadsBackToMaintenance() {
    try (FleetWorld world = new FleetWorld("91.16", 1, 600)) {
      running(world);
      world
          .admin(0)
          .machine()
          .reset(
              ResetRequest.newBuilder()
                  .setReboot(true)
                  .addSystemPartitionsToWipe(wipe("STATE"))
                  .addSystemPartitionsToWipe(wipe("EPHEMERAL"))
                  .build());
      world.await("it is in maintenance", () -> world.node(0).maintenanceFingerprint().isPresent());
      assertEquals(MachineStage.MAINTENANCE, world.node(0).stage());
      assertEquals("v1.12.9", world.node(0).version(), "still installed");
      String boot = world.node(0).bootId().orElseThrow();
      world.maintenance(0).apply(world.config("controlplane", "again"));
      world.await("it needs no installation", () -> world.node(0).kubeletRunning());
      assertEquals(boot, world.node(0).bootId().orElseThrow());
      world.admin(0).bootstrap();
      world.await("a new etcd", () -> world.node(0).etcdHealthy());
      assertEquals(2, world.fleet.bootstraps().size());
    }
  }

  @Test
  void theLastEtcdMemberCannotLeaveSoAGracefulResetFails() {
    try (FleetWorld world = new FleetWorld("91.17", 1, 600)) {
      running(world);
      String before = world.node(0).bootId().orElseThrow();
      world
          .admin(0)
          .machine()
          .reset(ResetRequest.newBuilder().setGraceful(true).setReboot(true).build());
      world.await(
          "it reboots as it was",
          () ->
              world.node(0).etcdHealthy() && !world.node(0).bootId().orElseThrow().equals(before));
      assertEquals("node-0", world.node(0).nodeName());
    }
  }

  @Test
  void etcdNeedsMoreThanHalfOfItsMembers() {
    try (FleetWorld world = new FleetWorld("91.18", 3, 600)) {
      world.configureAll(3);
      world.await(
          "all wait", () -> world.fleet.nodes().stream().allMatch(SimulatedNode::kubeletRunning));
      world.admin(0).bootstrap();
      world.await(
          "three members", () -> world.fleet.nodes().stream().allMatch(SimulatedNode::etcdHealthy));
      world.node(2).powerOff();
      assertEquals(MachineStage.UNKNOWN, world.node(2).stage());
      assertTrue(world.node(0).etcdHealthy());
      world.node(1).powerOff();
      world.await("no quorum", () -> !world.node(0).etcdHealthy());
      world.node(1).powerOn();
      world.await("quorum again", () -> world.node(0).etcdHealthy() && world.node(1).etcdHealthy());
      assertFalse(world.node(2).isPowered());
      assertEquals(1, world.fleet.bootstraps().size());
    }
  }

  @Test
  void whoFollowsOneNodeThroughAnotherThatGoesDownSeesItUnavailable() {
    try (FleetWorld world = new FleetWorld("91.14", 2, 600)) {
      world.configureAll(1);
      world.await(
          "both", () -> world.fleet.nodes().stream().allMatch(SimulatedNode::kubeletRunning));
      Iterator<Event> events =
          world
              .admin(0)
              .machine("node", world.node(1).address())
              .events(EventsRequest.getDefaultInstance());
      events.next();
      world.node(0).powerOff();
      StatusRuntimeException broken =
          assertThrows(StatusRuntimeException.class, () -> events.forEachRemaining(any -> {}));
      assertEquals(io.grpc.Status.Code.UNAVAILABLE, broken.getStatus().getCode());
      assertTrue(world.node(1).kubeletRunning());
    }
  }

  /** Several times: who still looked for a cluster to join once found the other's now and then. */
  @RepeatedTest(4)
  void bootstrapsOnTwoNodesMakeTwoClusters() {
    try (FleetWorld world = new FleetWorld("91.19", 2, 600)) {
      world.configureAll(2);
      world.await(
          "all wait", () -> world.fleet.nodes().stream().allMatch(SimulatedNode::kubeletRunning));
      world.clock.speed(1);
      world.admin(0).bootstrap();
      world.admin(1).bootstrap();
      world.clock.speed(600);
      world.await(
          "both are healthy, alone",
          () -> world.fleet.nodes().stream().allMatch(SimulatedNode::etcdHealthy));
      assertEquals(2, world.fleet.bootstraps().size());
    }
  }

  private static void running(FleetWorld world) {
    world.configureAll(1);
    world.await("the kubelet runs", () -> world.node(0).kubeletRunning());
    world.admin(0).bootstrap();
    world.await(
        "it runs",
        () -> world.node(0).apiServerRunning() && world.node(0).stage() == MachineStage.RUNNING);
  }

  private static ResetPartitionSpec wipe(String label) {
    return ResetPartitionSpec.newBuilder().setLabel(label).setWipe(true).build();
  }
}
