package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeDiagnostics.Service;
import dev.talos.api.common.Data;
import dev.talos.api.machine.PhaseEvent;
import dev.talos.api.resource.config.MachineConfigSpec;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that answers with what no node should. */
@Timeout(60)
class HostileNodeTest {
  private static final Instant NOW = new SystemTimeSource().wall();
  private static final CertificateAuthority OS = CertificateAuthority.os(NOW);
  private static final Node NODE = new Node("cp-1", "10.25.11.11", Role.CONTROL_PLANE);
  private static final String CONFIG = "MachineConfigs.config.talos.dev/v1alpha1";

  private final ScriptedNode talos = new ScriptedNode();
  private final Fanout fanout = new Fanout();
  private GrpcMachines machines;
  private GrpcDiagnostics diagnostics;

  @BeforeEach
  void begin() throws Exception {
    talos.resources.put(
        "MachineStatuses.runtime.talos.dev/machine",
        dev.talos.api.resource.definitions.runtime.MachineStatusSpec.getDefaultInstance());
    talos.serve(OS.issue(Leaf.talosServer("cp-1", List.of("cp-1", NODE.address())), NOW), OS);
    machines =
        new GrpcMachines(
            List.of(NODE),
            (address, port) -> talos.place(),
            () -> TalosAccess.admin(OS, NOW),
            new SystemTimeSource(),
            fanout,
            Duration.ofMillis(100));
    diagnostics = new GrpcDiagnostics(machines);
  }

  @AfterEach
  void end() {
    machines.close();
    fanout.close();
    talos.close();
  }

  @Test
  void aLineThatGoesOnAndOnIsCutAndTheNextOneIsWhole() throws Exception {
    ByteString piece = ByteString.copyFromUtf8("x".repeat(64 << 10));
    talos.log =
        caller -> {
          for (int i = 0; i < 160; i++) {
            caller.onNext(Data.newBuilder().setBytes(piece).build());
          }
          say(caller, "\nnext\r\nlast");
          caller.onCompleted();
        };
    List<String> lines = new ArrayList<>();
    diagnostics.log(NODE, "etcd", -1, false, lines::add);
    assertEquals(3, lines.size());
    assertTrue(lines.getFirst().length() < LineCutter.LONGEST + 50);
    long dropped = 160L * (64 << 10) - LineCutter.LONGEST;
    assertTrue(lines.getFirst().endsWith("… and " + dropped + " bytes more"));
    assertEquals(List.of("next", "last"), lines.subList(1, 3));
  }

  @Test
  void aLetterThatIsCutInTwoComesWhole() throws Exception {
    byte[] bytes = "größer\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    talos.log =
        caller -> {
          for (byte each : bytes) {
            caller.onNext(
                Data.newBuilder().setBytes(ByteString.copyFrom(new byte[] {each})).build());
          }
          caller.onCompleted();
        };
    List<String> lines = new ArrayList<>();
    diagnostics.log(NODE, "etcd", -1, false, lines::add);
    assertEquals(List.of("größer"), lines);
  }

  @Test
  void aStreamWithoutEndComesNoFasterThanItIsReadAndStopsWhenNobodyWantsIt() throws Exception {
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    ByteString piece = ByteString.copyFromUtf8(("y".repeat(1022) + "\n").repeat(64));
    talos.log =
        caller -> {
          var server = (ServerCallStreamObserver<Data>) caller;
          server.setOnCancelHandler(() -> cancelled.complete(null));
          Data data = Data.newBuilder().setBytes(piece).build();
          server.setOnReadyHandler(
              () -> {
                while (server.isReady() && !server.isCancelled()) {
                  server.onNext(data);
                  sent.incrementAndGet();
                }
              });
        };
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    diagnostics.log(
                        NODE,
                        "etcd",
                        -1,
                        true,
                        line -> {
                          first.countDown();
                          try {
                            never.await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        });
                    end.complete(new IllegalStateException("it has no end"));
                  } catch (InterruptedException | RuntimeException e) {
                    end.complete(e);
                  }
                });
    assertTrue(first.await(60, TimeUnit.SECONDS));
    TimeUnit.MILLISECONDS.sleep(500);
    assertTrue(sent.get() < 160, "a reader that stands still holds the node back: " + sent);
    reader.interrupt();
    assertEquals(InterruptedException.class, end.get(60, TimeUnit.SECONDS).getClass());
    cancelled.get(60, TimeUnit.SECONDS);
  }

  @Test
  void aNodeThatGoesAwayInTheMiddleOfALogIsUnreachable() throws Exception {
    talos.log = caller -> say(caller, "last words\n");
    CountDownLatch told = new CountDownLatch(1);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                diagnostics.log(NODE, "etcd", -1, true, line -> told.countDown());
                end.complete(new IllegalStateException("it has no end"));
              } catch (InterruptedException | RuntimeException e) {
                end.complete(e);
              }
            });
    assertTrue(told.await(60, TimeUnit.SECONDS));
    talos.silence();
    assertEquals(Failure.Kind.UNREACHABLE, ((Failure) end.get(60, TimeUnit.SECONDS)).kind());
  }

  @Test
  void aMessageBeyondAllMeasureIsRefused() {
    talos.log =
        caller -> {
          caller.onNext(Data.newBuilder().setBytes(ByteString.copyFrom(new byte[2 << 20])).build());
          caller.onCompleted();
        };
    Failure huge =
        assertThrows(Failure.class, () -> diagnostics.log(NODE, "etcd", -1, false, line -> {}));
    assertEquals(Failure.Kind.REFUSED, huge.kind());
  }

  @Test
  void aConfigThatIsNoYamlIsRefusedWithoutAWordOfIt() {
    config("machine: {token: hunter2-hunter2\n  : [");
    Failure failure = assertThrows(Failure.class, () -> diagnostics.machineConfig(NODE));
    assertFalse(failure.what().contains("hunter2"), failure.what());
    assertTrue(failure.what().contains("is no YAML"), failure.what());
    assertEquals(null, failure.getCause());
    config("a: " + "x".repeat(9 << 20));
    assertThrows(Failure.class, () -> diagnostics.machineConfig(NODE));
  }

  @Test
  void wordsOfAnyLengthAreCutAndAbsurdTimesAreNotBelieved() {
    talos.services.add(
        ScriptedNode.service("etcd", "Running".repeat(10_000), true).toBuilder()
            .setEvents(
                dev.talos.api.machine.ServiceEvents.newBuilder()
                    .addEvents(
                        dev.talos.api.machine.ServiceEvent.newBuilder()
                            .setTs(
                                com.google.protobuf.Timestamp.newBuilder()
                                    .setSeconds(Long.MAX_VALUE))))
            .build());
    Service service = diagnostics.services(NODE).getFirst();
    assertTrue(service.state().length() < LineCutter.LONGEST + 50);
    assertEquals(Instant.EPOCH, service.history().getFirst().at());
  }

  @Test
  void eventsOfUnknownKindsAndBrokenOnesAreTold() throws Exception {
    talos.tell("LaterEvent", PhaseEvent.getDefaultInstance());
    talos.tell("PhaseEvent", PhaseEvent.newBuilder().setPhase("boot").build());
    var events = diagnostics.events(NODE, 10);
    assertEquals("of a kind Talos 1.12 does not have", events.getFirst().text());
    assertEquals("boot start", events.getLast().text());
    assertTrue(events.getLast().at().isEmpty(), "its id is no id");
  }

  @Test
  void aRoleThatMayNotIsSaidToBeTheReason() {
    talos.log =
        caller ->
            caller.onError(
                Status.PERMISSION_DENIED.withDescription("not authorized").asRuntimeException());
    Failure refused =
        assertThrows(Failure.class, () -> diagnostics.log(NODE, "etcd", -1, false, line -> {}));
    assertTrue(refused.what().endsWith("not authorized"), refused.what());
    assertTrue(refused.remedy().contains("os:reader"), refused.remedy());
  }

  private void config(String yaml) {
    talos.resources.put(
        CONFIG,
        MachineConfigSpec.newBuilder().setYamlMarshalled(ByteString.copyFromUtf8(yaml)).build());
  }

  private static void say(StreamObserver<Data> caller, String text) {
    caller.onNext(Data.newBuilder().setBytes(ByteString.copyFromUtf8(text)).build());
  }
}
