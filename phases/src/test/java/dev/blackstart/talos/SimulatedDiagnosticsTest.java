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
import dev.blackstart.world.Machines;
import dev.blackstart.world.NodeDiagnostics;
import dev.blackstart.world.RenderedConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One control plane runs, a second machine is bare; nobody changes them. */
class SimulatedDiagnosticsTest extends NodeDiagnosticsContract {
  private static final String CONFIG =
      """
      version: v1alpha1
      machine:
        type: controlplane
        token: op://test/talos/TOKEN
        ca: {crt: op://test/talos/CA, key: op://test/talos/CA_KEY}
        kubelet: {image: "ghcr.io/siderolabs/kubelet:v1.35.0"}
        install: {disk: /dev/sda, image: "ghcr.io/siderolabs/installer:v1.12.11"}
        network: {hostname: cp-1}
      cluster:
        id: op://test/talos/ID
        secret: op://test/talos/SECRET
        clusterName: test
        controlPlane: {endpoint: "https://10.77.2.11:6443"}
        token: op://test/talos/CLUSTER_TOKEN
        ca: {crt: op://test/talos/K8S, key: op://test/talos/K8S_KEY}
      """;
  private static final Node FIRST = new Node("cp-1", "10.77.2.11", Role.CONTROL_PLANE);
  private static final Node BARE = new Node("w-1", "10.77.2.12", Role.WORKER);

  private static final SystemTimeSource TIME = new SystemTimeSource();
  private static final WorldClock CLOCK = new WorldClock();
  private static final Fanout FANOUT = new Fanout();
  private static final SecretsBundle BUNDLE =
      SecretsBundle.generate(TIME.wall(), KeyAlgorithm.ECDSA_P256);
  private static final Loopback LOOPBACK =
      Loopback.choose(List.of(FIRST.address(), BARE.address()));
  private static final NodeFleet FLEET =
      new NodeFleet(CLOCK, LOOPBACK, yaml -> ConfigRules.Verdict.fine(), 7);
  private static GrpcMachines machines;

  @BeforeAll
  static void begin() throws Exception {
    CLOCK.speed(120);
    FLEET.add(FIRST.address());
    FLEET.add(BARE.address());
    FLEET.start();
    machines =
        new GrpcMachines(
            List.of(FIRST, BARE),
            LOOPBACK::at,
            () -> TalosAccess.admin(BUNDLE.os(), TIME.wall()),
            TIME,
            FANOUT,
            Duration.ofMillis(200));
    until(report -> report.reach() == MachineReport.Reach.MAINTENANCE);
    machines.apply(FIRST, config(), machines.report(FIRST).fingerprint());
    until(report -> state(report, "etcd").equals("Preparing"));
    while (machines.bootstrap(FIRST) == Machines.BootstrapAnswer.NOT_YET) {
      machines.changes().await(machines.changes().version(), Duration.ofMillis(200));
    }
    until(
        report ->
            report
                .service("etcd")
                .flatMap(MachineReport.ServiceState::healthy)
                .filter(healthy -> healthy)
                .isPresent());
    CLOCK.speed(1);
  }

  @AfterAll
  static void end() {
    machines.close();
    FANOUT.close();
    FLEET.close();
    CLOCK.close();
  }

  @Override
  NodeDiagnostics diagnostics() {
    return new GrpcDiagnostics(machines);
  }

  @Override
  Node bare() {
    return BARE;
  }

  @Override
  Node running() {
    return FIRST;
  }

  @Override
  List<String> secrets() {
    return List.of(
        BUNDLE.machineToken(),
        BUNDLE.clusterSecret(),
        BUNDLE.bootstrapToken(),
        Pem.inBase64(BUNDLE.os().keyPem()),
        Pem.inBase64(BUNDLE.kubernetes().keyPem()));
  }

  private static RenderedConfig config() {
    var source =
        new MachineConfigSource(new MachineConfigSource.Layer("test.yaml", CONFIG), List.of());
    MachineConfig config = ConfigMerge.merge(source);
    var values = new GeneratedSecrets(BUNDLE).resolve(SecretPlace.kinds(SecretPlaces.in(config)));
    return ConfigMerge.render(config, new SecretValues(values), source);
  }

  private static void until(Predicate<MachineReport> wanted) throws InterruptedException {
    long seen = machines.changes().version();
    while (!wanted.test(machines.report(FIRST))) {
      machines.changes().await(seen, Duration.ofMillis(500));
      seen = machines.changes().version();
    }
  }

  private static String state(MachineReport report, String service) {
    return report.service(service).map(MachineReport.ServiceState::state).orElse("");
  }
}
