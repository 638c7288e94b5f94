package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines;
import dev.blackstart.world.RenderedConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedMachinesTest extends MachinesContract {
  private static final String CONFIG =
      """
      version: v1alpha1
      machine:
        type: %s
        token: op://test/talos/TOKEN
        ca: {crt: op://test/talos/CA, key: %s}
        kubelet: {image: "ghcr.io/siderolabs/kubelet:v1.35.0"}
        install: {disk: /dev/sda, image: "ghcr.io/siderolabs/installer:v1.12.11"}
        network: {hostname: %s}
      cluster:
        id: op://test/talos/ID
        secret: op://test/talos/SECRET
        clusterName: test
        controlPlane: {endpoint: "https://10.77.1.11:6443"}
        ca: {crt: op://test/talos/K8S, key: %s}
      """;

  private final SystemTimeSource time = new SystemTimeSource();
  private final WorldClock clock = new WorldClock();
  private final Fanout fanout = new Fanout();
  private final List<Node> nodes =
      List.of(
          new Node("cp-1", "10.77.1.11", Role.CONTROL_PLANE),
          new Node("cp-2", "10.77.1.12", Role.CONTROL_PLANE),
          new Node("cp-3", "10.77.1.13", Role.CONTROL_PLANE),
          new Node("w-1", "10.77.1.14", Role.WORKER));
  private final SecretsBundle bundle = SecretsBundle.generate(time.wall(), KeyAlgorithm.ECDSA_P256);
  private final Loopback loopback = Loopback.choose(nodes.stream().map(Node::address).toList());
  private final NodeFleet fleet =
      new NodeFleet(clock, loopback, yaml -> ConfigRules.Verdict.fine(), 7);
  private final Machines machines;

  SimulatedMachinesTest() {
    clock.speed(120);
    nodes.forEach(node -> fleet.add(node.address()));
    fleet.start();
    machines =
        new GrpcMachines(
            nodes,
            loopback::at,
            () -> TalosAccess.admin(bundle.os(), time.wall()),
            time,
            fanout,
            Duration.ofMillis(200));
    nodes.forEach(this::untilAnswering);
  }

  @AfterEach
  void end() {
    machines.close();
    fanout.close();
    fleet.close();
    clock.close();
  }

  @Test
  void aNodeThatLosesItsPowerIsMissedAndFoundAgain() throws Exception {
    Node node = nodes.getFirst();
    machines.apply(node, config(node), machines.report(node).fingerprint());
    until(node, report -> report.reach() == Reach.OURS);
    fleet.node(node.address()).orElseThrow().powerOff();
    until(node, report -> report.reach() == Reach.UNREACHABLE);
    assertEquals(List.of(), machines.report(node).services());
    fleet.node(node.address()).orElseThrow().powerOn();
    until(node, report -> report.reach() == Reach.OURS);
  }

  @Override
  Machines machines() {
    return machines;
  }

  @Override
  List<Node> nodes() {
    return nodes;
  }

  @Override
  RenderedConfig config(Node node) {
    String yaml =
        String.format(
            CONFIG,
            node.role().machineType(),
            node.isControlPlane() ? "op://test/talos/CA_KEY" : "\"\"",
            node.name(),
            node.isControlPlane() ? "op://test/talos/K8S_KEY" : "\"\"");
    var source =
        new MachineConfigSource(new MachineConfigSource.Layer("test.yaml", yaml), List.of());
    MachineConfig config = ConfigMerge.merge(source);
    var values = new GeneratedSecrets(bundle).resolve(SecretPlace.kinds(SecretPlaces.in(config)));
    return ConfigMerge.render(config, new SecretValues(values), source);
  }

  private void untilAnswering(Node node) {
    try {
      until(node, report -> report.reach() == Reach.MAINTENANCE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
