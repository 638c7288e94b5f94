package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import dev.blackstart.rehearsal.node.container.PodContainer;
import dev.blackstart.rehearsal.node.container.Pods;
import dev.talos.api.cluster.ClusterServiceGrpc;
import dev.talos.api.cluster.HealthCheckProgress;
import dev.talos.api.cluster.HealthCheckRequest;
import dev.talos.api.common.ContainerDriver;
import dev.talos.api.common.ContainerdNamespace;
import dev.talos.api.common.Data;
import dev.talos.api.machine.ContainerInfo;
import dev.talos.api.machine.ContainersRequest;
import dev.talos.api.machine.CopyRequest;
import dev.talos.api.machine.DiskUsageInfo;
import dev.talos.api.machine.DiskUsageRequest;
import dev.talos.api.machine.FileInfo;
import dev.talos.api.machine.ImageListRequest;
import dev.talos.api.machine.ImageListResponse;
import dev.talos.api.machine.ListRequest;
import dev.talos.api.machine.LogsRequest;
import dev.talos.api.machine.MountStat;
import dev.talos.api.machine.ReadRequest;
import dev.talos.api.machine.RestartRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can only be looked at, on a control plane whose kubelet runs one pod and on a worker. */
class LookingTest {
  private static final PodContainer DNS =
      new PodContainer(
          "kube-system",
          "coredns-1",
          "uid-1",
          "coredns",
          "registry.k8s.io/coredns/coredns:v1.13.1",
          "ab".repeat(32),
          2,
          false,
          true,
          Instant.EPOCH);

  private static final List<PodContainer> restarted = new ArrayList<>();
  private static FleetWorld world;
  private static TalosClient admin;

  @BeforeAll
  static void start() {
    world = new FleetWorld("91.33", 2, 600);
    world.maintenance(0).apply(world.config("controlplane", "cp"));
    world.maintenance(1).apply(world.config("worker", "worker"));
    world.await(
        "both are up", () -> world.node(0).kubeletRunning() && world.node(1).kubeletRunning());
    world
        .node(0)
        .runs(
            new Pods() {
              @Override
              public List<PodContainer> containers() {
                return List.of(DNS);
              }

              @Override
              public Set<String> images() {
                return Set.of(DNS.image());
              }

              @Override
              public void restart(PodContainer container) {
                restarted.add(container);
              }
            });
    admin = world.admin(0);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void aFolderIsListedItselfFirstThenByName() {
    List<String> names = list(ListRequest.newBuilder().setRoot("/etc/kubernetes").build());
    assertEquals(List.of(".", "manifests", "pki"), names);
    assertEquals(
        List.of(".", "manifests", "pki", "pki/ca.crt"),
        list(ListRequest.newBuilder().setRoot("/etc/kubernetes/").setRecurse(true).build()));
    assertEquals(
        List.of("pki/ca.crt"),
        list(
            ListRequest.newBuilder()
                .setRoot("/etc/kubernetes")
                .setRecurse(true)
                .addTypes(ListRequest.Type.REGULAR)
                .build()));
    refused(
        Status.Code.UNKNOWN,
        "lstat /nope: no such file or directory",
        () -> list(ListRequest.newBuilder().setRoot("/nope").build()));
  }

  @Test
  void filesAreReadThroughLinksAndNothingElseIs() {
    assertEquals("cp\n", read("/etc/hostname"));
    assertTrue(
        read("/var/log/containers/coredns-1_kube-system_coredns-" + DNS.id() + ".log")
            .contains("starting coredns"));
    refused(Status.Code.UNKNOWN, "path must be a regular file", () -> read("/etc"));
    refused(Status.Code.NOT_FOUND, "stat /nope: no such file or directory", () -> read("/nope"));
  }

  @Test
  void aCopyIsATarWithoutItsTopFolder() throws IOException {
    byte[] tar =
        new GZIPInputStream(
                new ByteArrayInputStream(
                    bytes(
                        admin
                            .machine()
                            .copy(
                                CopyRequest.newBuilder().setRootPath("/etc/kubernetes").build()))))
            .readAllBytes();
    assertEquals("manifests/", text(tar, 0));
    assertEquals("pki/", text(tar, 512));
    assertEquals("pki/ca.crt", text(tar, 1024));
    assertTrue(new String(tar, 1536, 30, StandardCharsets.UTF_8).startsWith("-----BEGIN CERT"));
    assertEquals(0, tar.length % 512);
    List<Data> missing = new ArrayList<>();
    admin
        .machine()
        .copy(CopyRequest.newBuilder().setRootPath("/nope").build())
        .forEachRemaining(missing::add);
    assertEquals(
        "lstat /nope: no such file or directory", missing.getFirst().getMetadata().getError());
  }

  @Test
  void aFolderUsesWhatIsInIt() {
    List<DiskUsageInfo> all = new ArrayList<>();
    admin
        .machine()
        .diskUsage(DiskUsageRequest.newBuilder().addPaths("/etc/kubernetes").setAll(true).build())
        .forEachRemaining(all::add);
    assertEquals(
        List.of("manifests", "pki/ca.crt", "pki", "."),
        all.stream().map(DiskUsageInfo::getRelativeName).toList());
    assertEquals(3 * 4096 + all.get(1).getSize(), all.getLast().getSize());
  }

  @Test
  void mountsTellOfTheSystemDisk() {
    assertTrue(
        admin.machine().mounts(Empty.getDefaultInstance()).getMessages(0).getStatsList().stream()
            .map(MountStat::getMountedOn)
            .toList()
            .containsAll(List.of("/", "/system/state", "/var")));
  }

  @Test
  void containersOfPodsFollowTheirSandbox() {
    List<ContainerInfo> pods = containers("k8s.io", ContainerDriver.CRI);
    assertEquals(
        List.of(
            "kube-system/coredns-1 SANDBOX_READY",
            "kube-system/coredns-1:coredns:abababababab CONTAINER_RUNNING"),
        pods.stream().map(one -> one.getId() + " " + one.getStatus()).toList());
    assertEquals(
        List.of("apid", "trustd"),
        containers("system", ContainerDriver.CONTAINERD).stream()
            .map(ContainerInfo::getId)
            .toList());
    refused(
        Status.Code.UNKNOWN,
        "CRI inspector is supported only for K8s namespace",
        () -> containers("system", ContainerDriver.CRI));
  }

  @Test
  void aContainerIsFoundByItsNamesForLogsAndRestarts() {
    LogsRequest.Builder request =
        LogsRequest.newBuilder()
            .setNamespace("k8s.io")
            .setDriver(ContainerDriver.CRI)
            .setTailLines(1);
    String id = "kube-system/coredns-1:coredns";
    byte[] log = bytes(admin.machine().logs(request.setId(id + ":abab").build()));
    assertEquals(1, new String(log, StandardCharsets.UTF_8).lines().count());
    refused(
        Status.Code.UNKNOWN,
        "container \"a/b:c\" not found",
        () -> bytes(admin.machine().logs(request.setId("a/b:c").build())));
    admin
        .machine()
        .restart(
            RestartRequest.newBuilder()
                .setNamespace("k8s.io")
                .setDriver(ContainerDriver.CRI)
                .setId(id)
                .build());
    assertEquals(List.of(DNS), restarted);
  }

  @Test
  void imagesAreListedByTagAndDigest() {
    List<String> names = new ArrayList<>();
    Iterator<ImageListResponse> images =
        admin
            .machine()
            .imageList(
                ImageListRequest.newBuilder().setNamespace(ContainerdNamespace.NS_CRI).build());
    images.forEachRemaining(image -> names.add(image.getName()));
    assertTrue(names.contains(DNS.image()));
    assertTrue(names.get(1).startsWith("registry.k8s.io/coredns/coredns@sha256:"));
    refused(
        Status.Code.INVALID_ARGUMENT,
        "invalid namespace NS_UNKNOWN",
        () ->
            assertTrue(admin.machine().imageList(ImageListRequest.getDefaultInstance()).hasNext()));
  }

  @Test
  void aHealthCheckSaysWhatItWaitsForAndGivesUpInTime() {
    List<String> lines = new ArrayList<>();
    Iterator<HealthCheckProgress> progress =
        admin
            .bounded(ClusterServiceGrpc.newBlockingStub(admin.channel))
            .healthCheck(
                HealthCheckRequest.newBuilder()
                    .setWaitTimeout(Duration.newBuilder().setSeconds(30))
                    .build());
    refused(
        Status.Code.DEADLINE_EXCEEDED,
        "context deadline exceeded",
        () -> progress.forEachRemaining(line -> lines.add(line.getMessage())));
    assertEquals("discovered nodes: [\"10.91.33.11\" \"10.91.33.12\"]", lines.getFirst());
    assertEquals("waiting for etcd to be healthy: ...", lines.get(1));
    assertTrue(lines.getLast().contains("service \"etcd\" not in expected state \"Running\""));
    assertFalse(lines.getLast().endsWith("\n"));
  }

  private static List<ContainerInfo> containers(String namespace, ContainerDriver driver) {
    return admin
        .machine()
        .containers(
            ContainersRequest.newBuilder().setNamespace(namespace).setDriver(driver).build())
        .getMessages(0)
        .getContainersList();
  }

  private static List<String> list(ListRequest request) {
    List<String> names = new ArrayList<>();
    admin
        .machine()
        .list(request)
        .forEachRemaining((FileInfo file) -> names.add(file.getRelativeName()));
    return names;
  }

  private static String read(String path) {
    return new String(
        bytes(admin.machine().read(ReadRequest.newBuilder().setPath(path).build())),
        StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Iterator<Data> frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    frames.forEachRemaining(frame -> bytes.writeBytes(frame.getBytes().toByteArray()));
    return bytes.toByteArray();
  }

  private static String text(byte[] tar, int at) {
    return new String(tar, at, 100, StandardCharsets.UTF_8).replace("\0", "");
  }

  private static void refused(Status.Code code, String text, Runnable call) {
    StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, call::run);
    assertEquals(code, refusal.getStatus().getCode());
    assertEquals(text, refusal.getStatus().getDescription());
  }
}
