package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.MaintenanceTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.machineconfig.pki.Subject;
import dev.talos.api.cosi.resource.EventType;
import dev.talos.api.cosi.resource.WatchOptions;
import dev.talos.api.cosi.resource.WatchRequest;
import dev.talos.api.cosi.resource.WatchResponse;
import dev.talos.api.machine.ApplyConfiguration;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationRequest.Mode;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import dev.talos.api.machine.PhaseEvent;
import dev.talos.api.machine.ReadRequest;
import dev.talos.api.machine.RebootRequest;
import dev.talos.api.machine.ServiceStateEvent;
import dev.talos.api.machine.ServiceStopRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two configured nodes, no etcd yet. */
class ConfiguredNodeTest {
  private static FleetWorld world;
  private static TalosClient admin;

  @BeforeAll
  static void start() {
    world = new FleetWorld("91.14", 2, 600);
    world.maintenance(0).apply(world.config("controlplane", "cp"));
    world.maintenance(1).apply(world.config("worker", "worker"));
    world.await(
        "both are up",
        () ->
            world.node(0).kubeletRunning()
                && world.node(1).stage() == dev.blackstart.world.MachineStage.RUNNING);
    admin = world.admin(0);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void rolesDecideWhatMayBeCalled() {
    TalosClient reader = world.as(0, "os:reader");
    assertEquals("v1.12.9", reader.version());
    assertRefused(Status.Code.PERMISSION_DENIED, "not authorized", reader::bootstrap);
    assertRefused(
        Status.Code.PERMISSION_DENIED,
        "not authorized",
        () -> reader.machine().reboot(RebootRequest.getDefaultInstance()));
    assertRefused(
        Status.Code.PERMISSION_DENIED,
        "not authorized",
        () -> reader.get("config", "MachineConfigs.config.talos.dev", "v1alpha1"));
    assertRefused(
        Status.Code.PERMISSION_DENIED, "not authorized", world.as(0, "os:nobody")::version);
    assertRefused(
        Status.Code.PERMISSION_DENIED,
        "not authorized",
        () -> reader.machine().serviceStop(ServiceStopRequest.getDefaultInstance()));
  }

  @Test
  void onlyAClientCertificateOfTheOwnCaIsLetIn() {
    CertificateAuthority other = CertificateAuthority.os(world.clock.wall());
    var foreign = other.issue(Leaf.talosClient("os:admin"), world.clock.wall());
    Leaf both =
        new Leaf(
            Subject.organization("os:admin"),
            Set.of(Leaf.Use.CLIENT, Leaf.Use.SERVER),
            List.of(),
            Duration.ofHours(1));
    for (var certificate : List.of(foreign, world.os.issue(both, world.clock.wall()))) {
      try (TalosClient client = TalosClient.of(world.node(0), world.os, certificate)) {
        assertRefused(Status.Code.UNAVAILABLE, "", client::version);
      }
    }
  }

  @Test
  void eventsBeginWithAHelloAndReplayTheBootInOrder() throws InvalidProtocolBufferException {
    Iterator<Event> events =
        world.admin(1).machine().events(EventsRequest.newBuilder().setTailEvents(-1).build());
    Event hello = events.next();
    assertEquals("", hello.getData().getTypeUrl());
    assertEquals(20, hello.getId().length());
    List<String> phases = new ArrayList<>();
    List<String> kubelet = new ArrayList<>();
    String last = "";
    while (!(phases.contains("startEverything") && kubelet.contains("RUNNING"))) {
      Event event = events.next();
      assertTrue(event.getId().compareTo(last) > 0, "ids sort by time");
      last = event.getId();
      assertTrue(event.getData().getTypeUrl().startsWith("talos/runtime/machine."));
      if (event.getData().is(PhaseEvent.class)) {
        PhaseEvent phase = event.getData().unpack(PhaseEvent.class);
        if (phase.getAction() == PhaseEvent.Action.START) {
          phases.add(phase.getPhase());
        }
      }
      if (event.getData().is(ServiceStateEvent.class)) {
        ServiceStateEvent service = event.getData().unpack(ServiceStateEvent.class);
        if (service.getService().equals("kubelet")) {
          kubelet.add(service.getAction().name());
        }
      }
    }
    assertEquals(
        List.of(
            "systemRequirements",
            "earlyServices",
            "usb",
            "meta",
            "dashboard",
            "config",
            "memorySizeCheck",
            "diskSizeCheck",
            "env",
            "dbus",
            "ephemeral",
            "udevSetup",
            "userDisks",
            "userSetup",
            "startEverything"),
        phases);
    assertEquals("STARTING", kubelet.getFirst());
  }

  @Test
  void aWatchSaysItStandsThenShowsAndThenFollows() {
    world.node(1).kubernetesReady(false, "cni plugin not initialized");
    Iterator<WatchResponse> watch =
        world
            .admin(1)
            .state()
            .watch(
                WatchRequest.newBuilder()
                    .setNamespace("k8s")
                    .setType("NodeStatuses.kubernetes.talos.dev")
                    .setOptions(WatchOptions.newBuilder().setBootstrapContents(true))
                    .setApiVersion(1)
                    .build());
    assertEquals(0, watch.next().getEventCount());
    var created = watch.next().getEvent(0);
    assertEquals(EventType.CREATED, created.getEventType());
    assertEquals("worker", created.getResource().getMetadata().getId());
    assertEquals(EventType.BOOTSTRAPPED, watch.next().getEvent(0).getEventType());
    world.node(1).kubernetesReady(true, "");
    var updated = watch.next().getEvent(0);
    assertEquals(EventType.UPDATED, updated.getEventType());
    assertTrue(updated.getResource().getSpec().getYamlSpec().contains("nodeReady: true"));
    assertEquals("2", updated.getResource().getMetadata().getVersion());
    assertTrue(world.node(1).ready());
  }

  @Test
  void aHotChangeNeedsNoRebootAndAColdOneSaysSo() {
    String now = world.node(0).machineConfig().orElseThrow().yaml();
    String hot = now.replace("  network:\n", "  nodeLabels:\n    a: b\n  network:\n");
    String cold = now.replace("token: abcdef.", "token: uvwxyz.");

    assertEquals(Mode.NO_REBOOT, dryRun(hot, Mode.AUTO).getMode());
    assertEquals(
        "Dry run summary:\nApplied configuration without a reboot (skipped in dry-run).\n"
            + "Config diff:\n\n--- a\n+++ b\n"
            + "@@ -13,6 +13,8 @@\n"
            + "         image: ghcr.io/siderolabs/installer:v1.12.9\n"
            + "     network:\n"
            + "         hostname: cp\n"
            + "+    nodeLabels:\n"
            + "+        a: b\n"
            + " cluster:\n"
            + "     id: Y2x1c3Rlcg==\n"
            + "     clusterName: infra\n",
        dryRun(hot, Mode.AUTO).getModeDetails());
    assertEquals(Mode.REBOOT, dryRun(cold, Mode.AUTO).getMode());
    assertTrue(dryRun(now, Mode.AUTO).getModeDetails().endsWith("No changes."));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "can't be applied in immediate mode",
        () -> admin.apply(cold, Mode.NO_REBOOT));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "doesn't contain v1alpha1 config",
        () -> admin.apply("apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: a\n"));

    String tried = admin.apply(hot, Mode.TRY).getModeDetails();
    assertTrue(tried.endsWith("will be automatically reverted back in 1m0s"), tried);
    assertEquals(hot, world.node(0).machineConfig().orElseThrow().yaml());
    world.await(
        "it is taken back", () -> world.node(0).machineConfig().orElseThrow().yaml().equals(now));

    assertEquals(Mode.NO_REBOOT, admin.apply(hot).getMode());
    assertEquals(hot, world.node(0).machineConfig().orElseThrow().yaml());
    assertEquals(Mode.NO_REBOOT, admin.apply(now).getMode());
  }

  @Test
  void theBootIdAndLogsCanBeRead() {
    StringBuilder text = new StringBuilder();
    admin
        .machine()
        .read(ReadRequest.newBuilder().setPath("/proc/sys/kernel/random/boot_id").build())
        .forEachRemaining(data -> text.append(data.getBytes().toStringUtf8()));
    assertEquals(world.node(0).bootId().orElseThrow() + "\n", text.toString());
    assertRefused(
        Status.Code.NOT_FOUND,
        "no such file",
        () -> admin.machine().read(ReadRequest.newBuilder().setPath("/nothing").build()).next());
  }

  private static ApplyConfiguration dryRun(String yaml, Mode mode) {
    return admin
        .machine()
        .applyConfiguration(
            ApplyConfigurationRequest.newBuilder()
                .setData(ByteString.copyFromUtf8(yaml))
                .setMode(mode)
                .setDryRun(true)
                .build())
        .getMessages(0);
  }
}
