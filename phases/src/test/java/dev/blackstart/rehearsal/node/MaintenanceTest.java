package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.LenientCertificateFactory;
import dev.blackstart.world.MachineStage;
import dev.talos.api.cluster.ClusterServiceGrpc;
import dev.talos.api.cluster.HealthCheckRequest;
import dev.talos.api.cosi.resource.ListRequest;
import dev.talos.api.cosi.resource.ListResponse;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationRequest.Mode;
import dev.talos.api.resource.definitions.block.DiskSpec;
import dev.talos.api.resource.definitions.enums.RuntimeMachineStage;
import dev.talos.api.resource.definitions.hardware.SystemInformationSpec;
import dev.talos.api.resource.definitions.runtime.MachineStatusSpec;
import dev.talos.api.resource.definitions.runtime.VersionSpec;
import dev.talos.api.storage.StorageServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A machine nobody has configured. */
class MaintenanceTest {
  private static FleetWorld world;
  private static TalosClient client;

  @BeforeAll
  static void start() {
    world = new FleetWorld("91.13", 2, 400);
    client = world.maintenance(0);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void itsCertificateHasNoIssuerAndComesAlone() throws IOException, GeneralSecurityException {
    LenientCertificateFactory.install();
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new javax.net.ssl.TrustManager[] {TalosClient.trustAll()}, new SecureRandom());
    try (SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(
                    world.node(0).place().getAddress(), world.node(0).place().getPort())) {
      socket.startHandshake();
      var chain = socket.getSession().getPeerCertificates();
      X509Certificate leaf = (X509Certificate) chain[0];
      assertEquals(1, chain.length);
      assertEquals("", leaf.getIssuerX500Principal().getName());
      assertEquals("CN=maintenance-service.talos.dev", leaf.getSubjectX500Principal().getName());
      assertEquals(
          world.node(0).maintenanceFingerprint().orElseThrow(),
          Certificates.fingerprint(leaf.getPublicKey()));
      assertTrue(leaf.getSubjectAlternativeNames().toString().contains(world.node(0).address()));
    }
  }

  @Test
  void everyMachineHasAnotherFingerprintAndUuid() {
    assertNotEquals(world.node(0).maintenanceFingerprint(), world.node(1).maintenanceFingerprint());
    assertNotEquals(world.node(0).hardware().uuid(), world.node(1).hardware().uuid());
  }

  @Test
  void itTellsVersionStageAndHardwareAsResources() throws InvalidProtocolBufferException {
    assertEquals(
        "v1.12.11",
        VersionSpec.parseFrom(proto("runtime", "Versions.runtime.talos.dev", "version"))
            .getVersion());
    assertEquals(
        RuntimeMachineStage.MACHINE_STAGE_MAINTENANCE,
        MachineStatusSpec.parseFrom(
                proto("runtime", "MachineStatuses.runtime.talos.dev", "machine"))
            .getStage());
    assertEquals(
        world.node(0).hardware().uuid(),
        SystemInformationSpec.parseFrom(
                proto("hardware", "SystemInformations.hardware.talos.dev", "systeminformation"))
            .getUuid());
    DiskSpec disk = DiskSpec.parseFrom(proto("runtime", "Disks.block.talos.dev", "sda"));
    assertEquals("Samsung SSD 860", disk.getModel());
    assertEquals("500 GB", disk.getPrettySize());
  }

  @Test
  void disksAreListedToAnybody() {
    var disks =
        client
            .bounded(StorageServiceGrpc.newBlockingStub(client.channel))
            .disks(Empty.getDefaultInstance())
            .getMessages(0)
            .getDisksList();
    assertEquals(
        List.of("/dev/nvme0n1", "/dev/sda"), disks.stream().map(d -> d.getDeviceName()).toList());
  }

  @Test
  void sensitiveAndUnknownResourcesAreDenied() {
    assertRefused(
        Status.Code.PERMISSION_DENIED,
        "not authorized",
        () -> client.get("config", "MachineConfigs.config.talos.dev", "v1alpha1"));
    assertRefused(
        Status.Code.PERMISSION_DENIED,
        "resource type \"Nothings.talos.dev\" is not supported",
        () -> client.get("config", "Nothings.talos.dev", "x"));
    assertRefused(
        Status.Code.PERMISSION_DENIED,
        "namespace \"nowhere\" is not supported",
        () -> client.get("nowhere", "Disks.block.talos.dev", "x"));
    assertRefused(
        Status.Code.NOT_FOUND,
        "resource Disks.block.talos.dev(runtime/sdz@undefined) doesn't exist",
        () -> client.get("runtime", "Disks.block.talos.dev", "sdz"));
  }

  @Test
  void definitionsNameEveryKindSortedById() {
    List<String> ids = new ArrayList<>();
    client
        .state()
        .list(
            ListRequest.newBuilder()
                .setNamespace("meta")
                .setType("ResourceDefinitions.meta.cosi.dev")
                .build())
        .forEachRemaining((ListResponse one) -> ids.add(one.getResource().getMetadata().getId()));
    assertEquals(ids.stream().sorted().toList(), ids);
    assertTrue(ids.contains("members.cluster.talos.dev"), ids.toString());
  }

  @Test
  void mostCallsAreNotThere() {
    assertRefused(
        Status.Code.UNIMPLEMENTED,
        "API is not implemented in maintenance mode",
        () -> client.version());
    assertRefused(
        Status.Code.UNIMPLEMENTED,
        "method ServiceList not implemented",
        () -> client.machine().serviceList(Empty.getDefaultInstance()));
    assertRefused(
        Status.Code.UNIMPLEMENTED,
        "unknown service cluster.ClusterService",
        () ->
            ClusterServiceGrpc.newBlockingStub(client.channel)
                .healthCheck(HealthCheckRequest.getDefaultInstance())
                .next());
    assertRefused(
        Status.Code.UNIMPLEMENTED,
        "apply configuration --mode='no-reboot' is not supported in maintenance mode",
        () -> client.apply("machine: {}", Mode.NO_REBOOT));
  }

  @Test
  void aConfigThatDoesNotFitIsRefused() {
    String good = world.config("controlplane", "a");
    assertRefused(Status.Code.UNKNOWN, "failed to parse config: ", () -> client.apply("a: ["));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "runtime configuration validation failed: 1 error occurred:",
        () -> client.apply(good.replace("Samsung SSD 860*", "WD Red*")));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "kubelet image is not valid",
        () -> client.apply(good.replace("kubelet:v1.35.0", "kubelet:v1.29.1")));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "kubelet image is not valid",
        () -> client.apply(good.replace("kubelet:v1.35.0", "kubelet:latest")));
    assertEquals(MachineStage.MAINTENANCE, world.node(0).stage());
  }

  @Test
  void aDryRunAndAPartialConfigLeaveItInMaintenance() {
    var dry =
        client
            .machine()
            .applyConfiguration(
                ApplyConfigurationRequest.newBuilder()
                    .setData(ByteString.copyFromUtf8(world.config("worker", "a")))
                    .setDryRun(true)
                    .build())
            .getMessages(0);
    assertEquals(
        "Dry run summary:\nNode is running in maintenance mode and does not have a config yet.",
        dry.getModeDetails());
    client.apply("apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: early\n");
    world.await("its name is taken over", () -> world.node(0).nodeName().equals("early"));
    assertEquals(MachineStage.MAINTENANCE, world.node(0).stage());
  }

  private static ByteString proto(String namespace, String type, String id) {
    return client.get(namespace, type, id).getSpec().getProtoSpec();
  }

  static void assertRefused(Status.Code code, String text, Runnable call) {
    Status status = assertThrows(StatusRuntimeException.class, call::run).getStatus();
    assertEquals(code, status.getCode(), status.toString());
    assertTrue(status.getDescription().contains(text), status.toString());
  }
}
