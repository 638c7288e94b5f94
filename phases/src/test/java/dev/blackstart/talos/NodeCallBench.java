package dev.blackstart.talos;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretPlace;
import dev.blackstart.machineconfig.secrets.SecretPlaces;
import dev.blackstart.machineconfig.secrets.SecretValues;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.rehearsal.control.WorldClock;
import dev.blackstart.rehearsal.node.NodeFleet;
import dev.blackstart.rehearsal.node.config.ConfigRules;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Machines;
import dev.blackstart.world.RenderedConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a call to a node costs beyond what the node takes: three control planes and three workers
 * are bootstrapped at 60x, then asked over loopback. Prints a Markdown table of wall times.
 */
final class NodeCallBench {
  private static final SystemTimeSource TIME = new SystemTimeSource();
  private static final SecretsBundle BUNDLE =
      SecretsBundle.generate(TIME.wall(), KeyAlgorithm.ED25519);
  private static final List<Node> NODES = nodes();

  private NodeCallBench() {}

  /** Asks each node as often as the first argument says, 500 times when it says nothing. */
  public static void main(String[] arguments) throws InterruptedException {
    int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    Loopback loopback = Loopback.choose(NODES.stream().map(Node::address).toList());
    try (WorldClock clock = new WorldClock();
        Fanout fanout = new Fanout();
        NodeFleet fleet = new NodeFleet(clock, loopback, yaml -> ConfigRules.Verdict.fine(), 7)) {
      NODES.forEach(node -> fleet.add(node.address()));
      fleet.start();
      clock.speed(60);
      try (GrpcMachines machines =
          new GrpcMachines(
              NODES,
              loopback::at,
              () -> TalosAccess.admin(BUNDLE.os(), TIME.wall()),
              TIME,
              fanout,
              Duration.ofMillis(250))) {
        bootstrap(machines);
        clock.speed(1);
        System.out.println("| call | median ms | p99 ms | worst ms |\n|---|---|---|---|");
        GrpcDiagnostics diagnostics = new GrpcDiagnostics(machines);
        row("time (unary)", times, machines::clock);
        row("services (unary)", times, diagnostics::services);
        row("disks (two COSI reads)", times, diagnostics::disks);
        row("machine config and its digest (COSI)", times / 5, machines::configDigest);
        row("a connection of its own, TLS and one call", times / 5, node -> fresh(machines, node));
      }
    }
  }

  private static void bootstrap(GrpcMachines machines) throws InterruptedException {
    for (Node node : NODES) {
      until(machines, node, report -> report.reach() == Reach.MAINTENANCE);
      machines.apply(node, config(node), machines.report(node).fingerprint());
    }
    Node first = NODES.getFirst();
    until(machines, first, report -> report.service("etcd").isPresent());
    while (machines.bootstrap(first) != Machines.BootstrapAnswer.ACCEPTED) {
      machines.changes().await(machines.changes().version(), Duration.ofMillis(200));
    }
    for (Node node : NODES) {
      until(machines, node, report -> report.stage() == MachineStage.RUNNING);
    }
  }

  private static void fresh(GrpcMachines machines, Node node) {
    var channel = machines.another(node);
    try {
      new Cosi(channel, Duration.ofSeconds(10)).list(Resources.DISKS);
    } finally {
      channel.shutdownNow();
    }
  }

  private static void row(String name, int times, Consumer<Node> call) {
    NODES.forEach(
        node -> {
          for (int i = 0; i < 20; i++) {
            call.accept(node);
          }
        });
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (Node node : NODES) {
        long began = System.nanoTime();
        call.accept(node);
        took.add(System.nanoTime() - began);
      }
    }
    long[] sorted = took.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        name,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  private static void until(GrpcMachines machines, Node node, Predicate<MachineReport> wanted)
      throws InterruptedException {
    long seen = machines.changes().version();
    while (!wanted.test(machines.report(node))) {
      machines.changes().await(seen, Duration.ofMillis(500));
      seen = machines.changes().version();
    }
  }

  private static RenderedConfig config(Node node) {
    boolean controlPlane = node.role() == Role.CONTROL_PLANE;
    String keys = controlPlane ? ", key: op://test/talos/CA_KEY" : "";
    String kubernetesKey = controlPlane ? ", key: op://test/talos/K8S_KEY" : "";
    String text =
        """
        version: v1alpha1
        machine:
          type: %s
          token: op://test/talos/TOKEN
          ca: {crt: op://test/talos/CA%s}
          kubelet: {image: "ghcr.io/siderolabs/kubelet:v1.35.0"}
          install: {disk: /dev/sda, image: "ghcr.io/siderolabs/installer:v1.12.11"}
          network: {hostname: %s}
        cluster:
          id: op://test/talos/ID
          secret: op://test/talos/SECRET
          clusterName: test
          controlPlane: {endpoint: "https://10.77.3.11:6443"}
          token: op://test/talos/CLUSTER_TOKEN
          ca: {crt: op://test/talos/K8S%s}
        """
            .formatted(controlPlane ? "controlplane" : "worker", keys, node.name(), kubernetesKey);
    var source = new MachineConfigSource(new MachineConfigSource.Layer("b.yaml", text), List.of());
    MachineConfig config = ConfigMerge.merge(source);
    var values = new GeneratedSecrets(BUNDLE).resolve(SecretPlace.kinds(SecretPlaces.in(config)));
    return ConfigMerge.render(config, new SecretValues(values), source);
  }

  private static List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      nodes.add(new Node("cp-" + i, "10.77.3.1" + i, Role.CONTROL_PLANE));
    }
    for (int i = 4; i <= 6; i++) {
      nodes.add(new Node("w-" + i, "10.77.3.1" + i, Role.WORKER));
    }
    return nodes;
  }
}
