package dev.blackstart.talos;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.pki.Pem;
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
import dev.blackstart.world.MachineReport.ServiceState;
import dev.blackstart.world.Machines;
import dev.blackstart.world.RenderedConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Two simulated machines: a control plane that was bootstrapped and runs, and a bare one. */
final class SimulatedPair implements AutoCloseable {
  private static final String CONFIG =
      """
      version: v1alpha1
      machine:
        type: controlplane
        token: op://test/talos/TOKEN
        ca: {crt: op://test/talos/CA, key: op://test/talos/CA_KEY}
        kubelet: {image: "ghcr.io/siderolabs/kubelet:v1.35.0"}
        install: {disk: /dev/sda, image: "ghcr.io/siderolabs/installer:v1.12.11"}
        network: {hostname: %s}
        nodeLabels: {rack: "%s"}
      cluster:
        id: op://test/talos/ID
        secret: op://test/talos/SECRET
        clusterName: test
        controlPlane: {endpoint: "https://10.77.2.11:6443"}
        token: op://test/talos/CLUSTER_TOKEN
        ca: {crt: op://test/talos/K8S, key: op://test/talos/K8S_KEY}
      """;

  final Node running = new Node("cp-1", "10.77.2.11", Role.CONTROL_PLANE);
  final Node bare = new Node("w-1", "10.77.2.12", Role.WORKER);

  private final SystemTimeSource time = new SystemTimeSource();
  private final WorldClock clock = new WorldClock();
  private final Fanout fanout = new Fanout();
  private final SecretsBundle bundle = SecretsBundle.generate(time.wall(), KeyAlgorithm.ECDSA_P256);
  private final Loopback loopback = Loopback.choose(List.of(running.address(), bare.address()));
  private final NodeFleet fleet =
      new NodeFleet(clock, loopback, yaml -> ConfigRules.Verdict.fine(), 7);
  private final GrpcMachines machines;

  SimulatedPair() throws InterruptedException {
    clock.speed(120);
    fleet.add(running.address());
    fleet.add(bare.address());
    fleet.start();
    machines =
        new GrpcMachines(
            List.of(running, bare),
            loopback::at,
            () -> TalosAccess.admin(bundle.os(), time.wall()),
            time,
            fanout,
            Duration.ofMillis(200));
    until(report -> report.reach() == MachineReport.Reach.MAINTENANCE);
    machines.apply(running, config("cp-1", "a"), machines.report(running).fingerprint());
    bootstrapped();
  }

  GrpcMachines machines() {
    return machines;
  }

  void speed(double speed) {
    clock.speed(speed);
  }

  /** Waits until etcd asks for it, bootstraps it, waits until it is healthy. */
  void bootstrapped() throws InterruptedException {
    until(report -> etcd(report).equals("Preparing"));
    while (machines.bootstrap(running) == Machines.BootstrapAnswer.NOT_YET) {
      machines.changes().await(machines.changes().version(), Duration.ofMillis(200));
    }
    untilHealthy();
  }

  void untilHealthy() throws InterruptedException {
    until(
        report ->
            report.service("etcd").flatMap(ServiceState::healthy).filter(fine -> fine).isPresent());
  }

  private static String etcd(MachineReport report) {
    return report.service("etcd").map(ServiceState::state).orElse("");
  }

  /** Waits for the control plane. */
  void until(Predicate<MachineReport> wanted) throws InterruptedException {
    long seen = machines.changes().version();
    while (!wanted.test(machines.report(running))) {
      machines.changes().await(seen, Duration.ofMillis(500));
      seen = machines.changes().version();
    }
  }

  List<String> secrets() {
    return List.of(
        bundle.machineToken(),
        bundle.clusterSecret(),
        bundle.bootstrapToken(),
        Pem.inBase64(bundle.os().keyPem()),
        Pem.inBase64(bundle.kubernetes().keyPem()));
  }

  /** A config for the control plane, of this cluster's secrets. */
  RenderedConfig config(String hostname, String rack) {
    return config(bundle, hostname, rack);
  }

  /** One whose every secret is another. */
  RenderedConfig withOtherSecrets() {
    return config(SecretsBundle.generate(time.wall(), KeyAlgorithm.ECDSA_P256), "cp-1", "a");
  }

  private static RenderedConfig config(SecretsBundle bundle, String hostname, String rack) {
    var source =
        new MachineConfigSource(
            new MachineConfigSource.Layer("test.yaml", String.format(CONFIG, hostname, rack)),
            List.of());
    MachineConfig config = ConfigMerge.merge(source);
    var values = new GeneratedSecrets(bundle).resolve(SecretPlace.kinds(SecretPlaces.in(config)));
    return ConfigMerge.render(config, new SecretValues(values), source);
  }

  @Override
  public void close() {
    machines.close();
    fanout.close();
    fleet.close();
    clock.close();
  }
}
