package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.run.Fanout;
import dev.blackstart.talos.GrpcMachines;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Machines;
import dev.blackstart.world.Machines.BootstrapAnswer;
import dev.blackstart.world.Machines.Server;
import dev.blackstart.world.RenderedConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The operator's own adapter against simulated nodes: both were written from Talos's facts. */
class MachinesOverNodesTest {
  @Test
  void theOperatorBringsUpAControlPlaneAndAWorker() {
    try (FleetWorld world = new FleetWorld("91.20", 2, 300);
        Fanout fanout = new Fanout()) {
      Node control = new Node("cp", world.addresses.get(0), Role.CONTROL_PLANE);
      Node worker = new Node("worker", world.addresses.get(1), Role.WORKER);
      try (Machines machines =
          new GrpcMachines(
              List.of(control, worker),
              world.loopback::at,
              () -> TalosAccess.admin(world.os, world.clock.wall()),
              new SystemTimeSource(),
              fanout,
              Duration.ofMillis(100))) {
        MachineReport before = machines.report(control);
        assertEquals(Reach.MAINTENANCE, before.reach());
        assertEquals(MachineStage.MAINTENANCE, before.stage());
        assertEquals(Optional.of("v1.12.11"), before.talosVersion());
        assertEquals(world.node(0).maintenanceFingerprint(), before.fingerprint());
        assertEquals(2, machines.disks(control).size());

        String config = world.config("controlplane", "cp");
        machines.apply(control, new RenderedConfig(config, "", List.of()), before.fingerprint());
        machines.apply(
            worker,
            new RenderedConfig(world.config("worker", "worker"), "", List.of()),
            machines.report(worker).fingerprint());
        world.await(
            "etcd waits", () -> state(machines.report(control), "etcd").equals("Preparing"));
        assertEquals(Reach.OURS, machines.report(control).reach());
        assertEquals(Optional.of("v1.12.9"), machines.report(control).talosVersion());
        assertTrue(machines.configDigest(control).isPresent());
        assertTrue(machines.clock(control).isPresent());

        assertEquals(BootstrapAnswer.ACCEPTED, machines.bootstrap(control));
        world.await(
            "etcd is healthy",
            () ->
                machines
                    .report(control)
                    .service("etcd")
                    .flatMap(MachineReport.ServiceState::healthy)
                    .orElse(false));
        assertEquals(BootstrapAnswer.ALREADY_BOOTSTRAPPED, machines.bootstrap(control));
        assertEquals("cp", machines.etcdMembers(control).getFirst().hostname());
        assertTrue(machines.kubeconfig(control, Server.OF_NODE).yaml().contains("admin@infra"));
        world.await(
            "the worker runs", () -> machines.report(worker).stage() == MachineStage.RUNNING);
        world.node(1).kubernetesReady(true, "");
        world.await("the worker is ready", () -> machines.report(worker).ready());
      }
    }
  }

  private static String state(MachineReport report, String service) {
    return report.service(service).map(MachineReport.ServiceState::state).orElse("");
  }
}
