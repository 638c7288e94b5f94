package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.talos.api.common.Data;
import dev.talos.api.inspect.ControllerDependencyEdge;
import dev.talos.api.inspect.DependencyEdgeType;
import dev.talos.api.inspect.InspectServiceGrpc;
import dev.talos.api.machine.BPFInstruction;
import dev.talos.api.machine.ConnectRecord;
import dev.talos.api.machine.GenerateClientConfiguration;
import dev.talos.api.machine.GenerateClientConfigurationRequest;
import dev.talos.api.machine.NetstatRequest;
import dev.talos.api.machine.PacketCaptureRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sockets, packets, certificates for others and the graph of controllers. */
class TrafficTest {
  private static FleetWorld world;
  private static TalosClient admin;

  @BeforeAll
  static void start() {
    world = new FleetWorld("91.35", 2, 600);
    world.configureAll(1);
    world.await("it runs", () -> world.node(0).kubeletRunning());
    admin = world.admin(0);
    admin.bootstrap();
    world.await("the API server runs", () -> world.node(0).apiServerRunning());
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void servicesListenAndSpeakWithOtherNodes() {
    List<ConnectRecord> listening = sockets(NetstatRequest.Filter.LISTENING);
    assertTrue(
        listening.stream()
            .map(ConnectRecord::getLocalport)
            .toList()
            .containsAll(List.of(50000, 50001, 2379, 6443, 10250)));
    assertEquals("apid", listening.getFirst().getProcess().getName());
    assertTrue(
        sockets(NetstatRequest.Filter.CONNECTED).stream()
            .allMatch(socket -> socket.getState() == ConnectRecord.State.ESTABLISHED));
  }

  @Test
  void aCaptureIsAPcapFileOfWhatTheFilterLetsThrough() {
    TalosClient worker = world.admin(1);
    world.await("the worker runs", () -> world.node(1).kubeletRunning());
    String link = world.node(1).hardware().links().getFirst().name();
    PacketCaptureRequest request =
        PacketCaptureRequest.newBuilder()
            .setInterface(link)
            .addBpfFilter(instruction(0x30, 0, 0, 23))
            .addBpfFilter(instruction(0x15, 0, 1, 6))
            .addBpfFilter(instruction(6, 0, 0, 65535))
            .addBpfFilter(instruction(6, 0, 0, 0))
            .build();
    Iterator<Data> frames = worker.machine().packetCapture(request);
    assertEquals(24, frames.next().getBytes().size());
    byte[] packet = frames.next().getBytes().toByteArray();
    assertEquals(16 + 54, packet.length);
    assertEquals(0x0800, (packet[16 + 12] & 0xff) << 8 | packet[16 + 13] & 0xff);
    StatusRuntimeException refusal =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                worker
                    .machine()
                    .packetCapture(PacketCaptureRequest.newBuilder().setInterface("eth9").build())
                    .hasNext());
    assertEquals(Status.Code.NOT_FOUND, refusal.getStatus().getCode());
    assertEquals("interface \"eth9\" not found", refusal.getStatus().getDescription());
  }

  @Test
  void aFilterRunsAsTheKernelRunsIt() {
    byte[] packet = {1, 2, 3, 4};
    assertTrue(new BpfFilter(List.of()).accepts(packet));
    assertFalse(new BpfFilter(List.of(instruction(6, 0, 0, 0))).accepts(packet));
    assertTrue(
        new BpfFilter(
                List.of(
                    instruction(0x28, 0, 0, 1),
                    instruction(0x15, 0, 1, 0x0203),
                    instruction(6, 0, 0, 1)))
            .accepts(packet));
    assertFalse(
        new BpfFilter(List.of(instruction(0x20, 0, 0, 1), instruction(6, 0, 0, 1)))
            .accepts(packet));
    assertFalse(new BpfFilter(List.of(instruction(0x34, 0, 0, 0))).accepts(packet));
  }

  @Test
  void aControlPlaneIssuesCertificatesForOtherRoles() {
    GenerateClientConfiguration made =
        admin
            .machine()
            .generateClientConfiguration(
                GenerateClientConfigurationRequest.newBuilder()
                    .addRoles("os:reader")
                    .setCrtTtl(Duration.newBuilder().setSeconds(60))
                    .build())
            .getMessages(0);
    assertTrue(made.getTalosconfig().toStringUtf8().startsWith("context: reader@infra\n"));
    assertEquals(
        "O=os:reader",
        Certificates.read(made.getCrt().toStringUtf8()).getSubjectX500Principal().getName());
    assertEquals(
        "client configuration (talosconfig) can't be generated on worker nodes",
        refusal(world.admin(1), 60));
    assertEquals("crt_ttl should be positive", refusal(admin, 0));
  }

  @Test
  void theGraphOfControllersNamesWhatTheyReadAndWrite() {
    List<ControllerDependencyEdge> edges =
        admin
            .bounded(InspectServiceGrpc.newBlockingStub(admin.channel))
            .controllerRuntimeDependencies(Empty.getDefaultInstance())
            .getMessages(0)
            .getEdgesList();
    assertTrue(edges.size() > 400);
    ControllerDependencyEdge discovery =
        edges.stream()
            .filter(edge -> edge.getControllerName().equals("block.DiscoveryController"))
            .findFirst()
            .orElseThrow();
    assertEquals(DependencyEdgeType.OUTPUT_EXCLUSIVE, discovery.getEdgeType());
    assertEquals("DiscoveredVolumes.block.talos.dev", discovery.getResourceType());
    assertEquals("runtime", discovery.getResourceNamespace());
  }

  private static String refusal(TalosClient client, int seconds) {
    return assertThrows(
            StatusRuntimeException.class,
            () ->
                client
                    .machine()
                    .generateClientConfiguration(
                        GenerateClientConfigurationRequest.newBuilder()
                            .setCrtTtl(Duration.newBuilder().setSeconds(seconds))
                            .build()))
        .getStatus()
        .getDescription();
  }

  private static List<ConnectRecord> sockets(NetstatRequest.Filter filter) {
    return admin
        .machine()
        .netstat(
            NetstatRequest.newBuilder()
                .setFilter(filter)
                .setFeature(NetstatRequest.Feature.newBuilder().setPid(true))
                .setL4Proto(NetstatRequest.L4proto.newBuilder().setTcp(true).setTcp6(true))
                .setNetns(NetstatRequest.NetNS.newBuilder().setHostnetwork(true))
                .build())
        .getMessages(0)
        .getConnectrecordList();
  }

  private static BPFInstruction instruction(int op, int jt, int jf, int k) {
    return BPFInstruction.newBuilder().setOp(op).setJt(jt).setJf(jf).setK(k).build();
  }
}
