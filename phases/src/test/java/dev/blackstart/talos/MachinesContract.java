package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every world's machines do, from maintenance to etcd; simulated ones here, real ones too. */
@Timeout(120)
abstract class MachinesContract {
  abstract Machines machines();

  /** Bare machines: control planes first, at least one worker. */
  abstract List<Node> nodes();

  abstract RenderedConfig config(Node node);

  @Test
  void bareMachinesBecomeAClusterThroughThePortAlone() throws Exception {
    List<Node> controlPlanes = nodes().stream().filter(Node::isControlPlane).toList();
    Node first = controlPlanes.getFirst();
    for (Node node : nodes()) {
      MachineReport bare = machines().report(node);
      assertEquals(Reach.MAINTENANCE, bare.reach(), bare::note);
      assertTrue(bare.talosVersion().orElseThrow().startsWith("v1."));
      assertFalse(machines().disks(node).isEmpty());
      assertEquals(List.of(), machines().etcdMembers(node));
      assertEquals(Optional.empty(), machines().configDigest(node));
    }
    String wrong = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    Failure unpinned =
        assertThrows(
            Failure.class, () -> machines().apply(first, config(first), Optional.of(wrong)));
    assertEquals(Failure.Kind.REFUSED, unpinned.kind());
    assertEquals(Reach.MAINTENANCE, machines().report(first).reach(), "nothing was touched");

    for (Node node : nodes()) {
      machines().apply(node, config(node), machines().report(node).fingerprint());
      assertTrue(machines().report(node).stage() != MachineStage.MAINTENANCE);
    }
    for (Node node : nodes()) {
      until(node, report -> report.reach() == Reach.OURS);
      assertEquals(Optional.of(config(node).digest()), machines().configDigest(node));
    }
    until(first, report -> service(report, "etcd").equals("Preparing"));
    assertEquals(List.of(), machines().etcdMembers(first));

    bootstrap(first);
    until(first, report -> service(report, "etcd").equals("Running"));
    assertEquals(BootstrapAnswer.ALREADY_BOOTSTRAPPED, machines().bootstrap(first));
    until(first, report -> votes(first) == controlPlanes.size());
    until(first, report -> report.stage() == MachineStage.RUNNING);

    String kubeconfig = machines().kubeconfig(first, Server.OF_NODE).yaml();
    assertTrue(kubeconfig.contains("client-certificate-data"), "an admin's kubeconfig");
    assertTrue(machines().clock(first).isPresent());
    Node worker = nodes().getLast();
    until(worker, report -> service(report, "kubelet").equals("Running"));
    assertThrows(Failure.class, () -> machines().etcdMembers(worker));
    assertThrows(Failure.class, () -> machines().bootstrap(worker));
    assertThrows(Failure.class, () -> machines().kubeconfig(worker, Server.OF_NODE));
  }

  /** Asks again while the node is not ready for it. */
  private void bootstrap(Node node) throws InterruptedException {
    while (machines().bootstrap(node) == BootstrapAnswer.NOT_YET) {
      machines().changes().await(machines().changes().version(), Duration.ofMillis(200));
    }
  }

  private long votes(Node node) {
    return machines().etcdMembers(node).stream().filter(member -> !member.learner()).count();
  }

  private static String service(MachineReport report, String id) {
    return report.service(id).map(MachineReport.ServiceState::state).orElse("");
  }

  final MachineReport until(Node node, Predicate<MachineReport> wanted)
      throws InterruptedException {
    while (true) {
      long seen = machines().changes().version();
      MachineReport report = machines().report(node);
      if (wanted.test(report)) {
        return report;
      }
      machines().changes().await(seen, Duration.ofMillis(500));
    }
  }
}
