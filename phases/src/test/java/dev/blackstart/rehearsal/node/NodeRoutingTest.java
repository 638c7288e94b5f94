package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.MaintenanceTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.Empty;
import dev.talos.api.common.Data;
import dev.talos.api.machine.LogsRequest;
import dev.talos.api.machine.Version;
import io.grpc.Status;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls through one node to others: a control plane, a worker, and one still in maintenance. */
class NodeRoutingTest {
  private static FleetWorld world;
  private static TalosClient admin;

  @BeforeAll
  static void start() {
    world = new FleetWorld("91.21", 3, 600);
    world.maintenance(0).apply(world.config("controlplane", "cp"));
    world.maintenance(1).apply(world.config("worker", "worker"));
    world.await(
        "both are up",
        () ->
            world.node(0).kubeletRunning()
                && world.node(1).stage() == dev.blackstart.world.MachineStage.RUNNING);
    admin = world.admin(0);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void repliesOfSeveralNodesSayWhoseTheyAreAndWhatFailed() {
    String self = world.node(0).address();
    String worker = world.node(1).address();
    String bare = world.node(2).address();
    List<Version> versions =
        admin
            .machine("nodes", self, worker, bare, "10.9.9.9")
            .version(Empty.getDefaultInstance())
            .getMessagesList();
    assertEquals(
        Set.of(self, worker, bare, "10.9.9.9"),
        new TreeSet<>(versions.stream().map(one -> one.getMetadata().getHostname()).toList()));
    for (Version version : versions) {
      String host = version.getMetadata().getHostname();
      boolean up = host.equals(self) || host.equals(worker);
      assertEquals(up ? "v1.12.9" : "", version.getVersion().getTag());
      assertEquals(up ? 0 : 14, version.getMetadata().getStatus().getCode());
      assertEquals(up, version.getMetadata().getError().isEmpty());
    }
    Version one = admin.machine("node", worker).version(Empty.getDefaultInstance()).getMessages(0);
    assertFalse(one.hasMetadata());
    assertEquals(
        "worker",
        admin
            .machine("node", worker)
            .hostname(Empty.getDefaultInstance())
            .getMessages(0)
            .getHostname());
  }

  @Test
  void aNodeIsFoundByTheAddressItHasOnThisMachine() {
    var address = world.node(1).place().getAddress();
    assertFalse(address.getHostName().isEmpty(), "from now on it knows its name");
    assertEquals(
        "worker",
        admin
            .machine("node", address.getHostAddress())
            .hostname(Empty.getDefaultInstance())
            .getMessages(0)
            .getHostname());
  }

  @Test
  void routingRefusesWhatItCannotDo() {
    String worker = world.node(1).address();
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "node metadata must be single-valued",
        () -> admin.machine("node", worker, worker).version(Empty.getDefaultInstance()));
    assertRefused(
        Status.Code.INTERNAL,
        "invalid target",
        () -> admin.machine("nodes", worker + ":50000").version(Empty.getDefaultInstance()));
    assertRefused(
        Status.Code.PERMISSION_DENIED,
        "no request forwarding",
        () ->
            world
                .admin(1)
                .machine("nodes", world.node(0).address())
                .version(Empty.getDefaultInstance()));
    assertEquals(
        "v1.12.9",
        world
            .admin(1)
            .machine("nodes", worker)
            .version(Empty.getDefaultInstance())
            .getMessages(0)
            .getVersion()
            .getTag());
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "one-2-many proxying is not supported for COSI methods",
        () ->
            admin
                .state()
                .withInterceptors(TalosClient.to("nodes", worker))
                .get(dev.talos.api.cosi.resource.GetRequest.getDefaultInstance()));
  }

  @Test
  void aStreamOfSeveralNodesInterleavesAndNamesThem() {
    Iterator<Data> frames =
        admin
            .machine("nodes", world.node(0).address(), world.node(1).address(), "10.9.9.9")
            .logs(
                LogsRequest.newBuilder()
                    .setNamespace("system")
                    .setId("machined")
                    .setTailLines(-1)
                    .build());
    Set<String> hosts = new TreeSet<>();
    Set<String> failed = new TreeSet<>();
    frames.forEachRemaining(
        frame -> {
          hosts.add(frame.getMetadata().getHostname());
          if (!frame.getMetadata().getError().isEmpty()) {
            failed.add(frame.getMetadata().getHostname());
          }
        });
    assertEquals(Set.of(world.node(0).address(), world.node(1).address(), "10.9.9.9"), hosts);
    assertEquals(Set.of("10.9.9.9"), failed);
  }
}
