package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.etcd.SnapshotFile;
import dev.blackstart.world.MachineStage;
import dev.talos.api.common.Data;
import dev.talos.api.machine.BootstrapRequest;
import dev.talos.api.machine.EtcdRecoverResponse;
import dev.talos.api.machine.EtcdSnapshotRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.machine.ResetPartitionSpec;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.ServiceInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A snapshot leaves one cluster and founds the next. */
class EtcdRecoveryTest {
  private static final EtcdDatabase KEPT =
      new EtcdDatabase(
          4711,
          List.of(
              new EtcdDatabase.Entry(
                  "/registry/namespaces/kept",
                  "{}".getBytes(StandardCharsets.UTF_8),
                  12,
                  4700,
                  3)));

  @Test
  void aSnapshotIsRecoveredIntoEmptyMachinesAndTheOthersJoin() throws Exception {
    try (FleetWorld world = new FleetWorld("92.11", 3, 600)) {
      running(world);
      byte[] snapshot = snapshot(world);
      assertEquals(32, snapshot.length % 512);
      wipe(world, 0, 1, 2);
      for (int i = 0; i < 3; i++) {
        int index = i;
        world.await("etcd waits", () -> state(world, index, "etcd").equals("Preparing"));
      }
      upload(world, 1, snapshot);
      recover(world, 1, false);
      world.await("etcd is whole again", () -> healthy(world));
      assertArrayEquals(snapshot, snapshot(world), "what it holds is what was saved");
      assertEquals(2, world.fleet.bootstraps().size());
    }
  }

  @Test
  void whatIsNoSnapshotFailsTheServiceAndAnotherMayBeTried() throws Exception {
    try (FleetWorld world = new FleetWorld("92.12", 1, 600)) {
      waiting(world);
      upload(world, 0, "garbage".getBytes(StandardCharsets.UTF_8));
      recover(world, 0, false);
      world.await("etcd fails", () -> state(world, 0, "etcd").equals("Failed"));
      assertEquals(
          "Failed to run pre stage: error verifying snapshot: invalid database",
          service(world, 0, "etcd").getEvents().getEventsList().getLast().getMsg());
      upload(world, 0, SnapshotFile.sealed(SnapshotFile.write(KEPT)));
      recover(world, 0, false);
      world.await("etcd comes up", () -> world.node(0).etcdHealthy());
      assertEquals(KEPT.revision(), world.node(0).etcdCluster().orElseThrow().origin().revision());
    }
  }

  @Test
  void anotherHashIsRefusedUnlessItIsSkipped() throws Exception {
    try (FleetWorld world = new FleetWorld("92.13", 1, 600)) {
      waiting(world);
      byte[] snapshot = SnapshotFile.sealed(SnapshotFile.write(KEPT));
      snapshot[snapshot.length - 1]++;
      upload(world, 0, snapshot);
      recover(world, 0, false);
      world.await("etcd fails", () -> state(world, 0, "etcd").equals("Failed"));
      String said = service(world, 0, "etcd").getEvents().getEventsList().getLast().getMsg();
      assertTrue(said.contains("error recovering from the snapshot: expected sha256 ["), said);
      StatusRuntimeException e =
          assertThrows(StatusRuntimeException.class, () -> recover(world, 0, true));
      assertEquals(
          Status.Code.ALREADY_EXISTS, e.getStatus().getCode(), "half a database lies there");
      wipe(world, 0);
      world.await("etcd waits", () -> state(world, 0, "etcd").equals("Preparing"));
      upload(world, 0, snapshot);
      recover(world, 0, true);
      world.await("etcd comes up", () -> world.node(0).etcdHealthy());
    }
  }

  @Test
  void aRecoveryWithoutAnUploadFails() {
    try (FleetWorld world = new FleetWorld("92.14", 1, 600)) {
      waiting(world);
      recover(world, 0, false);
      world.await("etcd fails", () -> state(world, 0, "etcd").equals("Failed"));
    }
  }

  @Test
  void throughAnotherNodeASnapshotIsTheSame() throws Exception {
    try (FleetWorld world = new FleetWorld("92.15", 2, 600)) {
      world.configureAll(1);
      world.await("CRI", () -> world.node(0).kubeletRunning());
      world.admin(0).bootstrap();
      world.await("etcd", () -> world.node(0).etcdHealthy());
      world.await("worker", () -> world.node(1).kubeletRunning());
      ByteArrayOutputStream proxied = new ByteArrayOutputStream();
      world
          .admin(0)
          .machine("nodes", world.node(0).address())
          .etcdSnapshot(EtcdSnapshotRequest.getDefaultInstance())
          .forEachRemaining(
              piece -> {
                assertEquals(world.node(0).address(), piece.getMetadata().getHostname());
                proxied.writeBytes(piece.getBytes().toByteArray());
              });
      assertArrayEquals(snapshot(world), proxied.toByteArray());
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  world
                      .admin(1)
                      .machine()
                      .etcdSnapshot(EtcdSnapshotRequest.getDefaultInstance())
                      .hasNext());
      assertEquals(
          "etcd snapshot is only available on control plane nodes",
          refused.getStatus().getDescription());
    }
  }

  private static void waiting(FleetWorld world) {
    world.configureAll(1);
    world.await("CRI", () -> world.node(0).kubeletRunning());
  }

  private static void running(FleetWorld world) {
    world.configureAll(3);
    world.await("CRI", () -> world.node(0).kubeletRunning());
    world.admin(0).bootstrap();
    world.await("etcd", () -> healthy(world));
  }

  private static boolean healthy(FleetWorld world) {
    return world.fleet.nodes().stream()
        .allMatch(node -> node.etcdHealthy() && node.stage() == MachineStage.RUNNING);
  }

  /** All at once: one that comes back alone would join what is left. */
  private static void wipe(FleetWorld world, int... indexes) {
    List<String> before =
        IntStream.of(indexes).mapToObj(world::node).map(EtcdRecoveryTest::boot).toList();
    ResetRequest request =
        ResetRequest.newBuilder()
            .setReboot(true)
            .addSystemPartitionsToWipe(
                ResetPartitionSpec.newBuilder().setLabel("EPHEMERAL").setWipe(true))
            .build();
    // The first must not be back, and join the rest, before the last has heard of it.
    world.clock.speed(1);
    for (int index : indexes) {
      world.admin(index).machine().reset(request);
    }
    world.clock.speed(600);
    world.await(
        "they are up again",
        () ->
            IntStream.of(indexes)
                .mapToObj(world::node)
                .allMatch(node -> node.kubeletRunning() && !before.contains(boot(node))));
  }

  private static String boot(SimulatedNode node) {
    return node.bootId().orElse("");
  }

  private static byte[] snapshot(FleetWorld world) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    world
        .admin(0)
        .machine()
        .etcdSnapshot(EtcdSnapshotRequest.getDefaultInstance())
        .forEachRemaining(piece -> all.writeBytes(piece.getBytes().toByteArray()));
    return all.toByteArray();
  }

  private static void recover(FleetWorld world, int index, boolean skipHashCheck) {
    world
        .admin(index)
        .machine()
        .bootstrap(
            BootstrapRequest.newBuilder()
                .setRecoverEtcd(true)
                .setRecoverSkipHashCheck(skipHashCheck)
                .build());
  }

  private static void upload(FleetWorld world, int index, byte[] snapshot) throws Exception {
    CompletableFuture<EtcdRecoverResponse> answer = new CompletableFuture<>();
    StreamObserver<Data> up =
        MachineServiceGrpc.newStub(world.admin(index).channel)
            .etcdRecover(
                new StreamObserver<>() {
                  @Override
                  public void onNext(EtcdRecoverResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    for (int at = 0; at < snapshot.length; at += 4096) {
      int end = Math.min(snapshot.length, at + 4096);
      up.onNext(Data.newBuilder().setBytes(ByteString.copyFrom(snapshot, at, end - at)).build());
    }
    up.onCompleted();
    assertEquals(1, answer.get(60, TimeUnit.SECONDS).getMessagesCount());
  }

  private static String state(FleetWorld world, int index, String id) {
    return service(world, index, id).getState();
  }

  private static ServiceInfo service(FleetWorld world, int index, String id) {
    return world
        .admin(index)
        .machine()
        .serviceList(Empty.getDefaultInstance())
        .getMessages(0)
        .getServicesList()
        .stream()
        .filter(service -> service.getId().equals(id))
        .findFirst()
        .orElse(ServiceInfo.getDefaultInstance());
  }
}
