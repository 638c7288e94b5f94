package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Empty;
import dev.blackstart.world.MachineStage;
import dev.talos.api.machine.EtcdMember;
import dev.talos.api.machine.EtcdMemberListRequest;
import dev.talos.api.machine.ServiceInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** From bare machines to a control plane that answers, over real gRPC. */
class NodeLifeTest {
  @Test
  void aClusterComesUpFromMaintenance() throws IOException {
    try (FleetWorld world = new FleetWorld("91.11", 4, 400)) {
      String before = world.node(0).bootId().orElseThrow();
      world.clock.speed(20);
      world.configureAll(3);
      world.await("installing", () -> world.node(0).stage() == MachineStage.INSTALLING);
      world.clock.speed(1);
      assertEquals(Status.Code.UNAVAILABLE, code(() -> world.admin(0).version()));
      world.clock.speed(400);

      world.await("etcd waits for a bootstrap", () -> preparing(world, 0) && preparing(world, 1));
      assertEquals("v1.12.9", world.admin(0).version());
      assertFalse(before.equals(world.node(0).bootId().orElseThrow()));

      TalosClient first = world.admin(0);
      first.bootstrap();
      world.await("etcd is healthy", () -> world.node(0).etcdHealthy());
      assertEquals(Status.Code.ALREADY_EXISTS, code(first::bootstrap));
      assertEquals(1, world.fleet.bootstraps().size());

      world.await("three voters", () -> voters(first).size() == 3);
      assertEquals(
          List.of("node-0", "node-1", "node-2"),
          voters(first).stream().map(EtcdMember::getHostname).sorted().toList());
      world.await("API servers run", () -> world.node(0).apiServerRunning());
      world.await(
          "all run",
          () ->
              world.fleet.nodes().stream()
                  .allMatch(node -> node.stage() == MachineStage.RUNNING && node.kubeletRunning()));
      assertFalse(world.node(0).ready());
      world.node(0).kubernetesReady(true, "");
      world.await("ready", () -> world.node(0).ready());
      assertEquals(1, world.fleet.bootstraps().size());
      assertTrue(kubeconfig(first).contains("server: https://10.25.11.10:6443"));
    }
  }

  @Test
  void aWorkersApiWaitsForATrustd() {
    try (FleetWorld world = new FleetWorld("91.12", 2, 600)) {
      world.maintenance(1).apply(world.config("worker", "worker-1"));
      world.await(
          "the worker boots from disk",
          () ->
              world.node(1).machineConfig().isPresent()
                  && world.node(1).stage() == MachineStage.BOOTING);
      world.await("its kubelet runs", () -> world.node(1).kubeletRunning());
      assertEquals(Status.Code.UNAVAILABLE, code(() -> world.admin(1).version()));

      world.maintenance(0).apply(world.config("controlplane", "cp-0"));
      world.await("the worker runs", () -> world.node(1).stage() == MachineStage.RUNNING);
      assertEquals("v1.12.9", world.admin(1).version());
      assertEquals(Status.Code.FAILED_PRECONDITION, code(() -> world.admin(1).bootstrap()));
    }
  }

  private static boolean preparing(FleetWorld world, int index) {
    try {
      return world
          .admin(index)
          .machine()
          .serviceList(Empty.getDefaultInstance())
          .getMessages(0)
          .getServicesList()
          .stream()
          .filter(service -> service.getId().equals("etcd"))
          .map(ServiceInfo::getState)
          .anyMatch("Preparing"::equals);
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static List<EtcdMember> voters(TalosClient client) {
    return client
        .machine()
        .etcdMemberList(EtcdMemberListRequest.getDefaultInstance())
        .getMessages(0)
        .getMembersList()
        .stream()
        .filter(member -> !member.getIsLearner())
        .toList();
  }

  private static String kubeconfig(TalosClient client) throws IOException {
    byte[] frame =
        client.machine().kubeconfig(Empty.getDefaultInstance()).next().getBytes().toByteArray();
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(frame)).readAllBytes();
    int size = Integer.parseInt(text(tar, 124, 11), 8);
    assertEquals("kubeconfig", text(tar, 0, 10));
    assertEquals("0000600", text(tar, 100, 7));
    assertEquals(512 + size, tar.length, "no padding and no end");
    return text(tar, 512, size);
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.US_ASCII);
  }

  private static Status.Code code(Runnable call) {
    return assertThrows(StatusRuntimeException.class, call::run).getStatus().getCode();
  }
}
