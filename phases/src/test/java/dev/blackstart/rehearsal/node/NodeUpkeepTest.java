package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Empty;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import dev.blackstart.rehearsal.node.etcd.EtcdCluster;
import dev.blackstart.rehearsal.node.etcd.EtcdDatabases;
import dev.talos.api.machine.EtcdDowngradeEnableRequest;
import dev.talos.api.machine.EtcdDowngradeValidateRequest;
import dev.talos.api.machine.EtcdMemberStatus;
import dev.talos.api.machine.MachineServiceGrpc.MachineServiceBlockingStub;
import dev.talos.api.machine.ServiceRestartRequest;
import dev.talos.api.machine.ServiceStartRequest;
import dev.talos.api.machine.ServiceStopRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The upkeep of etcd and of services. */
class NodeUpkeepTest {
  private static final Empty NOTHING = Empty.getDefaultInstance();

  /** Somebody has written a lot. */
  private static final EtcdDatabases BUSY =
      new EtcdDatabases() {
        @Override
        public byte[] file(EtcdCluster cluster) {
          throw new UnsupportedOperationException();
        }

        @Override
        public long revision(EtcdCluster cluster) {
          return EtcdDatabase.EMPTY.revision() + 10_000;
        }
      };

  @Test
  void aDefragmentationGivesSpaceBackAndEndsTheAlarm() {
    try (FleetWorld world = new FleetWorld("92.51", 1, 600, BUSY)) {
      world
          .maintenance(0)
          .apply(
              world
                  .config("controlplane", "cp")
                  .replace(
                      "cluster:\n",
                      "cluster:\n"
                          + "  etcd:\n"
                          + "    extraArgs:\n"
                          + "      quota-backend-bytes: \"9000000\"\n"));
      world.await("the kubelet runs", () -> world.node(0).kubeletRunning());
      world.admin(0).bootstrap();
      world.await("etcd", () -> world.node(0).etcdHealthy());
      MachineServiceBlockingStub machine = world.admin(0).machine();
      EtcdMemberStatus before = status(world);
      assertTrue(before.getDbSize() > 9_000_000, before.toString());
      assertEquals(1, before.getErrorsCount());
      assertEquals(1, machine.etcdAlarmList(NOTHING).getMessages(0).getMemberAlarmsCount());
      machine.etcdDefragment(NOTHING);
      EtcdMemberStatus after = status(world);
      assertEquals(after.getDbSizeInUse(), after.getDbSize());
      assertEquals(before.getDbSizeInUse(), after.getDbSizeInUse());
      assertEquals(1, after.getErrorsCount(), "what is said stays said");
      assertEquals(1, machine.etcdAlarmDisarm(NOTHING).getMessages(0).getMemberAlarmsCount());
      assertEquals(0, status(world).getErrorsCount());
    }
  }

  @Test
  void etcdGoesBackOneMinorVersionAtMost() {
    try (FleetWorld world = new FleetWorld("92.52", 1, 600)) {
      NodeLives.running(world, 1);
      MachineServiceBlockingStub machine = world.admin(0).machine();
      refused("version is required for etcd downgrade", () -> validate(machine, ""));
      refused("version should be in MAJOR.MINOR format", () -> validate(machine, "3"));
      refused("major version should be a number", () -> validate(machine, "x.5"));
      refused(
          "etcd downgrade is only supported to 3.5 and later versions",
          () -> validate(machine, "3.4"));
      refused(
          "failed to query etcd status: etcdserver: invalid downgrade target version",
          () -> validate(machine, "3.6"));
      validate(machine, "3.5");
      refused(
          "failed to query etcd status: etcdserver: no inflight downgrade job",
          () -> machine.etcdDowngradeCancel(NOTHING));
      machine.etcdDowngradeEnable(
          EtcdDowngradeEnableRequest.newBuilder().setVersion("3.5").build());
      assertEquals("3.5.0", status(world).getStorageVersion());
      assertEquals(
          "3.6.0",
          machine
              .etcdDowngradeCancel(NOTHING)
              .getMessages(0)
              .getClusterDowngrade()
              .getClusterVersion());
      assertEquals("3.6.0", status(world).getStorageVersion());
    }
  }

  @Test
  void theKubeletAloneIsStartedAnew() {
    try (FleetWorld world = new FleetWorld("92.53", 1, 600)) {
      NodeLives.running(world, 1);
      MachineServiceBlockingStub machine = world.admin(0).machine();
      world.clock.speed(1);
      assertEquals(
          "Service \"kubelet\" restarted",
          machine
              .serviceRestart(ServiceRestartRequest.newBuilder().setId("kubelet").build())
              .getMessages(0)
              .getResp());
      assertTrue(!world.node(0).kubeletRunning());
      assertTrue(world.node(0).apiServerRunning(), "static pods outlive their kubelet");
      world.clock.speed(600);
      world.await("it runs again", () -> world.node(0).kubeletRunning());
      machine.serviceStart(ServiceStartRequest.newBuilder().setId("etcd").build());
      refused(
          "service \"etcd\" doesn't support restart operation via API",
          () -> machine.serviceRestart(ServiceRestartRequest.newBuilder().setId("etcd").build()));
      refused(
          "service \"kubelet\" doesn't support stop operation via API",
          () -> machine.serviceStop(ServiceStopRequest.newBuilder().setId("kubelet").build()));
      refused(
          "service \"nginx\" not defined",
          () -> machine.serviceStart(ServiceStartRequest.newBuilder().setId("nginx").build()));
    }
  }

  private static void validate(MachineServiceBlockingStub machine, String version) {
    machine.etcdDowngradeValidate(
        EtcdDowngradeValidateRequest.newBuilder().setVersion(version).build());
  }

  private static EtcdMemberStatus status(FleetWorld world) {
    return world.admin(0).machine().etcdStatus(NOTHING).getMessages(0).getMemberStatus();
  }

  private static void refused(String text, Executable call) {
    Status status = assertThrows(StatusRuntimeException.class, call).getStatus();
    assertEquals(text, status.getDescription());
  }
}
