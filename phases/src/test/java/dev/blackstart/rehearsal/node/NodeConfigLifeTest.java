package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.world.MachineStage;
import dev.talos.api.machine.ApplyConfiguration;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationRequest.Mode;
import dev.talos.api.machine.RebootRequest;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What another config does to a node that has one. */
class NodeConfigLifeTest {
  @Test
  void anotherKubernetesVersionRestartsTheKubeletAndTheStaticPods() {
    try (FleetWorld world = new FleetWorld("92.41", 1, 600)) {
      NodeLives.running(world, 1);
      String boot = world.node(0).bootId().orElseThrow();
      assertEquals("v1.35.0", world.node(0).kubeletVersion().orElseThrow());
      assertEquals(
          "registry.k8s.io/kube-apiserver:v1.35.0",
          world.node(0).staticPods().get("kube-apiserver"));
      String config = yaml(world);
      ApplyConfiguration answer = world.admin(0).apply(config.replace("v1.35.0", "v1.35.4"));
      assertEquals(Mode.NO_REBOOT, answer.getMode());
      world.await("the API server goes down", () -> !world.node(0).apiServerRunning());
      world.await(
          "all run again",
          () ->
              world.node(0).apiServerRunning()
                  && world.node(0).kubeletRunning()
                  && world.node(0).boot().orElseThrow().staticPods().problems().isEmpty());
      assertEquals("v1.35.4", world.node(0).kubeletVersion().orElseThrow());
      assertEquals(
          "registry.k8s.io/kube-scheduler:v1.35.4",
          world.node(0).staticPods().get("kube-scheduler"));
      assertEquals(boot, world.node(0).bootId().orElseThrow(), "without a reboot");
      assertTrue(world.node(0).etcdHealthy());
    }
  }

  @Test
  void aLabelRestartsNothing() {
    try (FleetWorld world = new FleetWorld("92.42", 1, 600)) {
      NodeLives.running(world, 1);
      world.admin(0).apply(labelled(world));
      assertTrue(world.node(0).apiServerRunning());
      assertTrue(world.node(0).kubeletRunning());
    }
  }

  @Test
  void whatIsStagedIsTheConfigOfTheNextBoot() {
    try (FleetWorld world = new FleetWorld("92.43", 1, 600)) {
      NodeLives.running(world, 1);
      String before = yaml(world);
      String next = labelled(world);
      assertEquals(
          "Staged configuration to be applied after the next reboot",
          world.admin(0).apply(next, Mode.STAGED).getModeDetails());
      assertEquals(before, yaml(world));
      NodeLives.rebooting(
          world, 0, () -> world.admin(0).machine().reboot(RebootRequest.getDefaultInstance()));
      assertEquals(next, yaml(world));
    }
  }

  @Test
  void whatIsTriedTwiceGoesBackToTheFirstTry() {
    try (FleetWorld world = new FleetWorld("92.44", 1, 60)) {
      NodeLives.running(world, 1);
      String before = yaml(world);
      String once = labelled(world);
      world.admin(0).apply(once, Mode.TRY);
      String twice = once.replace("  labelled: yes\n", "  labelled: twice\n");
      ApplyConfiguration answer =
          world
              .admin(0)
              .machine()
              .applyConfiguration(
                  ApplyConfigurationRequest.newBuilder()
                      .setData(ByteString.copyFromUtf8(twice))
                      .setMode(Mode.TRY)
                      .setTryModeTimeout(Duration.newBuilder().setSeconds(90))
                      .build())
              .getMessages(0);
      assertEquals(
          "Applied configuration without a reboot\n"
              + "The config is applied in 'try' mode and will be automatically reverted back in"
              + " 1m30s",
          answer.getModeDetails());
      world.await("it is taken back", () -> yaml(world).equals(once));
      assertEquals(before, world.node(0).media().config.map(NodeConfig::yaml).orElseThrow());
    }
  }

  @Test
  void anAppliedConfigEndsATry() {
    try (FleetWorld world = new FleetWorld("92.45", 1, 600)) {
      NodeLives.running(world, 1);
      String tried = labelled(world);
      world.admin(0).apply(tried, Mode.TRY);
      world.admin(0).apply(tried, Mode.NO_REBOOT);
      Instant past = world.clock.now().plusSeconds(120);
      world.await("two minutes pass", () -> world.clock.now().isAfter(past));
      assertEquals(tried, yaml(world));
    }
  }

  @Test
  void whatOnlyARebootAppliesIsShownAsDifference() {
    try (FleetWorld world = new FleetWorld("92.46", 1, 600)) {
      NodeLives.running(world, 1);
      String both = labelled(world).replace("token: abcdef.", "token: uvwxyz.");
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class, () -> world.admin(0).apply(both, Mode.NO_REBOOT));
      String said = refused.getStatus().getDescription();
      assertTrue(
          said.startsWith(
              "this config change can't be applied in immediate mode\ndiff:\n--- a\n+++ b\n@@ -1,"),
          said);
      assertTrue(said.contains("\n-    token: abcdef.0123456789abcdef\n"), said);
      assertFalse(said.contains("labelled"), "what can be applied at once is no part of it");
      String boot = world.node(0).bootId().orElseThrow();
      world.clock.speed(1);
      ApplyConfiguration answer = world.admin(0).apply(both);
      assertEquals(Mode.REBOOT, answer.getMode());
      StatusRuntimeException second =
          assertThrows(StatusRuntimeException.class, () -> world.admin(0).apply(both));
      assertTrue(
          second.getStatus().getDescription().startsWith("configuration was already applied"),
          second.getStatus().getDescription());
      world.clock.speed(600);
      world.await(
          "it runs again",
          () ->
              world.node(0).stage() == MachineStage.RUNNING
                  && !world.node(0).bootId().orElseThrow().equals(boot));
      assertEquals(both, yaml(world));
    }
  }

  @Test
  void quotesOrderAndZerosMakeNoDifference() {
    try (FleetWorld world = new FleetWorld("92.47", 1, 600)) {
      NodeLives.running(world, 1);
      String rewritten =
          yaml(world)
              .replace("  token: abcdef.0123456789abcdef\n", "")
              .replace(
                  "  kubelet:\n", "  files: []\n  token: \"abcdef.0123456789abcdef\"\n  kubelet:\n")
              .replace("  network:\n", "  env: {}\n  network:\n");
      assertEquals(Mode.NO_REBOOT, world.admin(0).apply(rewritten).getMode());
      assertTrue(world.node(0).apiServerRunning());
      assertTrue(world.node(0).kubeletRunning());
    }
  }

  private static String yaml(FleetWorld world) {
    return world.node(0).machineConfig().orElseThrow().yaml();
  }

  private static String labelled(FleetWorld world) {
    return yaml(world).replace("  network:\n", "  nodeLabels:\n    labelled: yes\n  network:\n");
  }
}
