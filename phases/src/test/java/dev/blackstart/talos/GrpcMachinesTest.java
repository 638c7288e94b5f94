package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Machines.BootstrapAnswer;
import dev.blackstart.world.Machines.Clock;
import dev.blackstart.world.Machines.Server;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.TalosCredentials;
import dev.talos.api.machine.PhaseEvent;
import dev.talos.api.machine.SequenceEvent;
import dev.talos.api.machine.ServiceStateEvent;
import dev.talos.api.resource.config.MachineConfigSpec;
import dev.talos.api.resource.definitions.block.DiskSpec;
import dev.talos.api.resource.definitions.enums.RuntimeMachineStage;
import dev.talos.api.resource.definitions.runtime.MachineStatusSpec;
import dev.talos.api.resource.definitions.runtime.MachineStatusStatus;
import dev.talos.api.resource.definitions.runtime.UnmetCondition;
import dev.talos.api.resource.definitions.runtime.VersionSpec;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrpcMachinesTest {
  private static final Instant NOW = new SystemTimeSource().wall();
  private static final CertificateAuthority OS = CertificateAuthority.os(NOW);
  private static final Node NODE = new Node("cp-1", "10.25.11.11", Role.CONTROL_PLANE);
  private static final RenderedConfig CONFIG = new RenderedConfig("machine: {}\n", "d", List.of());
  private static final String STATUS = "MachineStatuses.runtime.talos.dev";

  private final ScriptedNode talos = new ScriptedNode();
  private final Fanout fanout = new Fanout();
  private TalosCredentials credentials = TalosAccess.admin(OS, NOW);
  private GrpcMachines machines;

  @BeforeEach
  void begin() {
    talos.resources.put(STATUS + "/machine", status(RuntimeMachineStage.MACHINE_STAGE_MAINTENANCE));
    talos.resources.put(
        "Versions.runtime.talos.dev/version",
        VersionSpec.newBuilder().setVersion("v1.12.11").build());
  }

  @AfterEach
  void end() {
    machines.close();
    fanout.close();
    talos.close();
  }

  @Test
  void aMachineInMaintenanceIsKnownByItsCertificateAndRead() throws Exception {
    talos.resources.put(
        "Disks.block.talos.dev/sda",
        DiskSpec.newBuilder().setDevPath("/dev/sda").setSize(5).setTransport("sata").build());
    IssuedCertificate certificate = maintenanceCertificate();
    talos.maintain(certificate);
    connect();
    MachineReport report = machines.report(NODE);
    assertEquals(Reach.MAINTENANCE, report.reach());
    assertEquals(MachineStage.MAINTENANCE, report.stage());
    assertEquals(Optional.of("v1.12.11"), report.talosVersion());
    assertEquals(Optional.of(fingerprint(certificate)), report.fingerprint());
    assertEquals("/dev/sda", machines.disks(NODE).getFirst().path());
    Clock stamped = machines.clock(NODE).orElseThrow();
    assertEquals(certificate.certificate().getNotBefore().toInstant(), stamped.earliest());
    talos.resources.put("CPUStats.perf.talos.dev/latest", DiskSpec.getDefaultInstance());
    Instant read = Instant.ofEpochSecond(ScriptedNode.UPDATED);
    assertEquals(Optional.of(new Clock(read, read.plusSeconds(30))), machines.clock(NODE));
  }

  @Test
  void aConfigIsGivenOnlyToThePinnedMachine() throws Exception {
    IssuedCertificate certificate = maintenanceCertificate();
    talos.maintain(certificate);
    connect();
    machines.report(NODE);
    String other = fingerprint(maintenanceCertificate());
    Failure refused =
        assertThrows(Failure.class, () -> machines.apply(NODE, CONFIG, Optional.of(other)));
    assertEquals(Failure.Kind.REFUSED, refused.kind());
    assertTrue(refused.what().contains("expected fingerprint " + other), refused.what());
    assertTrue(refused.what().contains("offered " + fingerprint(certificate)), refused.what());
    assertEquals(List.of(), talos.applied);

    List<String> warnings = machines.apply(NODE, CONFIG, Optional.of(fingerprint(certificate)));
    assertEquals(List.of("use worker"), warnings);
    assertEquals(List.of("AUTO machine: {}\n"), talos.applied);
    assertEquals(MachineStage.INSTALLING, machines.report(NODE).stage());
  }

  @Test
  void aNodeIsFollowedFromMaintenanceThroughSilenceToRunning() throws Exception {
    IssuedCertificate maintenance = maintenanceCertificate();
    talos.maintain(maintenance);
    connect();
    machines.apply(NODE, CONFIG, machines.report(NODE).fingerprint());
    talos.silence();
    MachineReport silent = until(report -> report.reach() == Reach.UNREACHABLE);
    assertTrue(silent.note().startsWith("installing or rebooting: "), silent.note());

    talos.change(STATUS, "machine", status(RuntimeMachineStage.MACHINE_STAGE_BOOTING));
    talos.services.add(ScriptedNode.service("etcd", "Preparing", false));
    talos.serve(serverCertificate(OS), OS);
    MachineReport ours = until(report -> report.reach() == Reach.OURS);
    assertEquals(MachineStage.BOOTING, ours.stage());
    assertEquals("Preparing", ours.service("etcd").orElseThrow().state());

    talos.services.set(0, ScriptedNode.service("etcd", "Running", true));
    talos.tell(
        "ServiceStateEvent",
        ServiceStateEvent.newBuilder().setService("etcd").setMessage("Started").build());
    until(report -> report.service("etcd").orElseThrow().state().equals("Running"));
    MachineStatusSpec running =
        status(RuntimeMachineStage.MACHINE_STAGE_RUNNING).toBuilder()
            .setStatus(
                MachineStatusStatus.newBuilder()
                    .addUnmetConditions(
                        UnmetCondition.newBuilder().setName("nodeReady").setReason("no CNI")))
            .build();
    talos.change(STATUS, "machine", running);
    MachineReport done = until(report -> report.stage() == MachineStage.RUNNING);
    assertEquals("nodeReady: no CNI", done.unmet().getFirst().toString());
  }

  @Test
  void eventsBecomeTheNoteOfWhatTheNodeIsDoing() throws Exception {
    configured();
    talos.tell(
        "SequenceEvent",
        SequenceEvent.newBuilder()
            .setSequence("boot")
            .setAction(SequenceEvent.Action.START)
            .build());
    talos.tell("PhaseEvent", PhaseEvent.newBuilder().setPhase("startEverything").build());
    talos.tell("UnknownEvent", PhaseEvent.getDefaultInstance());
    until(report -> report.note().equals("boot/startEverything"));
  }

  @Test
  void anotherClustersNodeIsForeignAndSoIsOneThatRefusesUs() throws Exception {
    talos.serve(serverCertificate(CertificateAuthority.os(NOW)), OS);
    connect();
    assertEquals(Reach.FOREIGN, machines.report(NODE).reach());

    talos.serve(serverCertificate(OS), CertificateAuthority.os(NOW));
    MachineReport refused = until(report -> report.note().contains("accept our certificate"));
    assertEquals(Reach.FOREIGN, refused.reach());
  }

  @Test
  void aCertificateForAnotherAddressIsNotBelieved() throws Exception {
    talos.serve(OS.issue(Leaf.talosServer("cp-9", List.of("10.25.11.99")), NOW), OS);
    connect();
    MachineReport report = machines.report(NODE);
    assertEquals(Reach.UNREACHABLE, report.reach());
    assertTrue(report.note().contains("10.25.11.11"), report.note());
  }

  @Test
  void aNodeThatIsOffIsAReportAndAnActOnItIsAFailure() throws Exception {
    talos.maintain(maintenanceCertificate());
    talos.silence();
    connect();
    assertEquals("connection refused", machines.report(NODE).note());
    assertEquals(List.of(), machines.etcdMembers(NODE));
    assertEquals(List.of(), machines.disks(NODE));
    Failure failure = assertThrows(Failure.class, () -> machines.kubeconfig(NODE, Server.OF_NODE));
    assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
  }

  @Test
  void bootstrapAnswersAreUnderstood() throws Exception {
    configured();
    assertEquals(BootstrapAnswer.ACCEPTED, machines.bootstrap(NODE));
    talos.bootstrapAnswer = Optional.of(Status.ALREADY_EXISTS);
    assertEquals(BootstrapAnswer.ALREADY_BOOTSTRAPPED, machines.bootstrap(NODE));
    talos.bootstrapAnswer =
        Optional.of(Status.FAILED_PRECONDITION.withDescription("time is not in sync yet"));
    assertEquals(BootstrapAnswer.NOT_YET, machines.bootstrap(NODE));
    talos.bootstrapAnswer =
        Optional.of(
            Status.FAILED_PRECONDITION.withDescription(
                "bootstrap can only be performed on a control plane node"));
    Failure refused = assertThrows(Failure.class, () -> machines.bootstrap(NODE));
    assertEquals(Failure.Kind.REFUSED, refused.kind());
    assertTrue(refused.what().endsWith("on a control plane node"), refused.what());
  }

  @Test
  void aConfiguredNodeIsRead() throws Exception {
    String yaml = "machine:\n  type: worker\n";
    talos.resources.put(
        "MachineConfigs.config.talos.dev/v1alpha1",
        MachineConfigSpec.newBuilder().setYamlMarshalled(ByteString.copyFromUtf8(yaml)).build());
    talos.kubeconfig =
        KubeconfigArchiveTest.archive("clusters:\n- cluster: {server: 'https://vip:6443', x: 1}\n");
    configured();
    assertEquals("fedcba9876543210", machines.etcdMembers(NODE).getFirst().id());
    assertEquals(Instant.ofEpochSecond(7), machines.clock(NODE).orElseThrow().latest());
    assertEquals(
        machines.configDigest(NODE),
        Optional.of(
            dev.blackstart.machineconfig.ConfigMerge.digest("machine: {type: worker}", "x")));
    String server = "https://127.0.0.1:" + (talos.place().getPort() + 1);
    String kubeconfig = machines.kubeconfig(NODE, Server.OF_NODE).yaml();
    assertTrue(kubeconfig.contains("server: " + server + "\n"), kubeconfig);
    assertTrue(kubeconfig.contains("x: 1\n"), kubeconfig);
  }

  @Test
  void credentialsThatAreNotToBeHadYetAreAskedForAgain() throws Exception {
    TalosCredentials later = credentials;
    credentials = null;
    talos.serve(serverCertificate(OS), OS);
    connect();
    assertTrue(machines.report(NODE).note().contains("no secrets yet"));
    credentials = later;
    until(report -> report.reach() == Reach.OURS);
  }

  private void configured() throws Exception {
    talos.resources.put(STATUS + "/machine", status(RuntimeMachineStage.MACHINE_STAGE_RUNNING));
    talos.serve(serverCertificate(OS), OS);
    connect();
    assertEquals(Reach.OURS, machines.report(NODE).reach());
  }

  private void connect() {
    machines =
        new GrpcMachines(
            List.of(NODE),
            (address, port) ->
                port == Channels.API_PORT
                    ? talos.place()
                    : new java.net.InetSocketAddress("127.0.0.1", talos.place().getPort() + 1),
            () -> {
              if (credentials == null) {
                throw new Failure(Failure.Kind.INPUT, "no secrets yet", "wait");
              }
              return credentials;
            },
            new SystemTimeSource(),
            fanout,
            Duration.ofMillis(100));
  }

  private MachineReport until(Predicate<MachineReport> wanted) throws InterruptedException {
    while (true) {
      long seen = machines.changes().version();
      MachineReport report = machines.report(NODE);
      if (wanted.test(report)) {
        return report;
      }
      machines.changes().await(seen, Duration.ofSeconds(5));
    }
  }

  private static MachineStatusSpec status(RuntimeMachineStage stage) {
    return MachineStatusSpec.newBuilder().setStage(stage).build();
  }

  private static IssuedCertificate maintenanceCertificate() {
    return CertificateAuthority.maintenance(NOW)
        .issue(Leaf.maintenanceServer(List.of("127.0.0.1")), NOW);
  }

  private static IssuedCertificate serverCertificate(CertificateAuthority authority) {
    return authority.issue(Leaf.talosServer("cp-1", List.of("cp-1", "10.25.11.11")), NOW);
  }

  private static String fingerprint(IssuedCertificate certificate) {
    return Certificates.fingerprint(certificate.certificate().getPublicKey());
  }
}
