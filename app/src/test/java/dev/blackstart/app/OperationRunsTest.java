package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.app.cli.Answer;
import dev.blackstart.cluster.Finding;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.world.KubeObject;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs on a cluster that stands, one after another in one rehearsal: changed, upgraded, rebuilt,
 * taken down; and the operator's process dies in each.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationRunsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "talos/machineconfig.yaml.j2";

  @TempDir static Path folder;
  private static StandingCluster cluster;

  @BeforeAll
  static void keepAWorld() throws Exception {
    cluster = new StandingCluster(folder);
    cluster.rehearse("--disk", "apps-05:sda=bluestore", "--until", "nodes");
  }

  @AfterAll
  static void endTheWorld() throws Exception {
    cluster.close();
  }

  @Test
  @Order(1)
  void whatAChangeDoesIsSaidBeforeAndNothingHappens() throws Exception {
    cluster.change(CONFIG, "vm.max_map_count: \"262144\"", "vm.max_map_count: \"524288\"");

    Answer answer = cluster.ask("apply", "--dry-run", "--nodes", "apps-01");

    assertEquals(0, answer.exit(), answer.err());
    assertTrue(answer.out().startsWith("apps-01  changes without a reboot\n"), answer.out());
    assertTrue(answer.out().contains("524288"), answer.out());
    JsonNode nodes = JSON.readTree(cluster.ask("apply", "--dry-run", "--json").out()).path("nodes");
    assertEquals(6, nodes.size());
    assertEquals("no-reboot", nodes.get(0).path("mode").asText());
    Answer again = cluster.ask("apply", "--dry-run", "--nodes", "apps-01");
    assertEquals(answer.out(), again.out());
  }

  @Test
  @Order(2)
  void aChangeThatNeedsNoRebootIsAppliedToEveryNodeWithoutOne() throws Exception {
    Map<String, String> before = cluster.boots();

    List<Event> journal = cluster.done("apply");

    assertEquals(6, cluster.acts(journal, "its machine config, without a reboot"));
    assertEquals(before, cluster.boots());
    Answer after = cluster.ask("apply", "--dry-run");
    assertEquals(6, after.out().lines().filter(line -> line.endsWith("runs it already")).count());
  }

  @Test
  @Order(3)
  void versionsThatSkipOneAreRefusedWithTheLineAndNothingIsTouched() throws Exception {
    cluster.change(CONFIG, "installer:v1.12.11", "installer:v1.14.0");
    List<Event> journal = cluster.refused(3, "upgrade", "talos");

    Finding finding =
        journal.stream()
            .filter(Event.FindingMade.class::isInstance)
            .map(event -> ((Event.FindingMade) event).finding())
            .filter(each -> each.level() == Finding.Level.ERROR)
            .findFirst()
            .orElseThrow();
    assertTrue(finding.at().startsWith(CONFIG + ":"), finding.at());
    assertTrue(finding.what().contains("skips a minor"), finding.what());
    assertEquals(0, cluster.acts(journal, ""));
    cluster.change(CONFIG, "installer:v1.14.0", "installer:v1.12.12");
  }

  @Test
  @Order(4)
  void anUpgradeThatIsKilledInEveryStretchUpgradesEveryNodeOnceAndLeavesNoneClosed()
      throws Exception {
    cluster.killAt("closed apps-01 to pods", "upgrade", "talos", "--rehearsal", "--parallel", "2");
    cluster.resumeAndKillAt("ordered apps-01 to install");
    cluster.resumeAndKillAt("ordered apps-05 to install");

    List<Event> journal = cluster.resumed();

    for (String node : cluster.nodes()) {
      assertEquals(1, cluster.acts(journal, "ordered " + node + " to install"), node);
      assertEquals(
          Optional.of("v1.12.12"), cluster.report(node).talosVersion(), "Talos of " + node);
      assertEquals("", cluster.kubernetes(node).text("spec", "unschedulable"), node);
    }
    controlPlanesWentOneByOne(journal);
  }

  private static void controlPlanesWentOneByOne(List<Event> journal) {
    List<String> turns = new ArrayList<>();
    for (Event event : journal) {
      if (event instanceof Event.Acted act && act.what().startsWith("ordered apps-0")) {
        turns.add(act.what().substring("ordered ".length(), "ordered apps-0x".length()));
      } else if (event instanceof Event.Acted act && act.what().startsWith("opened")) {
        turns.add("opened " + act.what().substring("opened ".length(), "opened apps-0x".length()));
      }
    }
    assertEquals(
        List.of("apps-01", "opened apps-01", "apps-02", "opened apps-02", "apps-03"),
        turns.subList(0, 5));
  }

  @Test
  @Order(5)
  void anUpgradeOfWhatIsThereAlreadyTouchesNothing() throws Exception {
    List<Event> journal = cluster.done("upgrade", "talos");

    assertEquals(0, cluster.acts(journal, ""));
    assertEquals(
        List.of("kubeconfig", "apps-01", "apps-02", "apps-03", "workers"),
        journal.stream()
            .filter(Event.PhaseSkipped.class::isInstance)
            .map(event -> ((Event.PhaseSkipped) event).phase().name())
            .toList());
  }

  @Test
  @Order(6)
  void kubernetesIsUpgradedComponentByComponentAcrossAKill() throws Exception {
    cluster.change(CONFIG, "v1.35.0", "v1.35.4");
    cluster.killAt(
        "apps-02 the image registry.k8s.io/kube-apiserver", "upgrade", "k8s", "--rehearsal");

    List<Event> journal = cluster.resumed();

    assertEquals(6, cluster.acts(journal, "the image ghcr.io/siderolabs/kubelet:v1.35.4"));
    for (String node : cluster.nodes()) {
      assertEquals(
          "v1.35.4", cluster.kubernetes(node).text("status", "nodeInfo", "kubeletVersion"), node);
      assertEquals("", cluster.kubernetes(node).text("spec", "unschedulable"), node);
    }
    assertTrue(cluster.ask("apply", "--dry-run").out().contains("apps-01  runs it already"));
  }

  @Test
  @Order(7)
  void etcdComesBackFromASnapshotAcrossKillsAndWhatCameLaterIsGone() throws Exception {
    Path snapshot = folder.resolve("snapshot.db");
    try (Inspection look = cluster.look();
        OutputStream to = Files.newOutputStream(snapshot)) {
      look.world().operations().snapshotEtcd(look.node("apps-01"), to);
      look.world().kube().apply(namespace());
    }
    assertTrue(cluster.has(namespace().ref()));
    byte[] whole = Files.readAllBytes(snapshot);
    Files.write(snapshot, java.util.Arrays.copyOf(whole, whole.length - 100));
    Answer torn = cluster.ask("rebuild", "--rehearsal", "--plain", "--from", snapshot.toString());
    assertEquals(3, torn.exit(), torn.err());
    Files.write(snapshot, whole);

    cluster.killAt(
        "ordered apps-02 to wipe", "rebuild", "--rehearsal", "--from", snapshot.toString());
    cluster.resumeAndKillAt("started etcd on apps-01");
    List<Event> journal = cluster.resumed();

    assertEquals(1, cluster.acts(journal, "started etcd on apps-01"));
    assertFalse(cluster.has(namespace().ref()));
    try (Inspection look = cluster.look()) {
      assertEquals(3, look.world().machines().etcdMembers(look.node("apps-03")).size());
    }
  }

  private static KubeObject namespace() {
    return new KubeObject(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Namespace",
            "metadata",
            Map.of("name", "later", "labels", Map.of("came", "later"))));
  }

  @Test
  @Order(8)
  void aClusterIsTakenDownAcrossAKillAndTheNamedDiskWithIt() throws Exception {
    Answer live = cluster.onLiveMachines("reset", "--plain");
    assertEquals(2, live.exit(), live.out());
    assertTrue(live.err().contains("--confirm apps"), live.err());
    cluster.killAt(
        "ordered apps-03 to wipe", "reset", "--rehearsal", "--wipe-disks", "apps-05:/dev/sda");

    List<Event> journal = cluster.resumed();

    assertEquals(6, cluster.acts(journal, " to wipe EPHEMERAL and STATE"));
    assertEquals(1, cluster.acts(journal, "wiped /dev/sda of apps-05"));
    for (String node : cluster.nodes()) {
      assertEquals("MAINTENANCE", cluster.report(node).reach().name(), node);
    }
    assertEquals(new RunHistory(new StateFolder(cluster.state())).standing().size(), 1);
  }
}
