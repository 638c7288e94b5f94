package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.app.cli.Answer;
import dev.blackstart.world.EtcdSnapshotCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that act on nodes and on etcd, in the world of a rehearsal that was kept. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeActsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path state;
  private static Operator operator;

  @BeforeAll
  static void keepAWorld() throws Exception {
    operator = new Operator(state);
    assertEquals(
        0,
        operator.run("rehearse", "--cluster", "apps", "--keep", "--until", "kubeconfig"),
        operator.tail());
  }

  @AfterAll
  static void endTheWorld() throws Exception {
    assertEquals(
        0, operator.run("rehearse", "--stop", operator.runFolder().getFileName().toString()));
  }

  @Test
  void withoutAWordAnActIsForLiveMachinesAndTheExampleHasNone() {
    for (String[] act :
        List.of(
            new String[] {"node", "apps-01", "reboot"},
            new String[] {"etcd", "leave", "apps-01", "--confirm", "apps"},
            new String[] {"etcd", "snapshot", state.resolve("none.db").toString()})) {
      Answer answer = ask(act);
      assertEquals(3, answer.exit(), answer.out() + answer.err());
      assertEquals("", answer.out());
    }
  }

  @Test
  void liveMachinesWantTheirClustersName(@TempDir Path folder) throws IOException {
    String own = new KeptRun(folder).repository().toString();
    refused(2, "live machines of cluster apps", "node", "apps-01", "reboot", "--repo", own);
    refused(
        2,
        "\"infra\" is not its name",
        "node",
        "apps-01",
        "reset",
        "--repo",
        own,
        "--confirm",
        "infra");
    refused(2, "live machines of cluster apps", "etcd", "remove", "x", "--repo", own);
  }

  @Test
  void aRebootIsToldWhileItGoesOnAndEndsWhenTheNodeRuns() {
    Answer answer = ask("node", "apps-04", "reboot", "--rehearsal");
    assertEquals(0, answer.exit(), answer.err());
    List<String> lines = answer.out().lines().toList();
    assertEquals("apps-04 (10.25.13.14), rehearsal: reboot", lines.getFirst());
    assertEquals("by hand: talosctl -n 10.25.13.14 reboot", lines.get(1));
    assertTrue(
        lines.stream().anyMatch(line -> line.endsWith("  phase stopServices")), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.endsWith("  does not answer")), lines::toString);
    assertTrue(lines.getLast().startsWith("apps-04 runs another boot of Talos v1.12."));
  }

  @Test
  void anUpgradeTakesTheImageOfTheRepositoryUnlessItIsNamed() throws Exception {
    JsonNode own = json("node", "apps-05", "upgrade", "--rehearsal");
    assertTrue(
        own.path("by_hand").asText().contains("--image ghcr.io/siderolabs/installer:v1.12."),
        own::toString);
    JsonNode named =
        json("node", "apps-05", "upgrade", "--rehearsal", "--image", "example.org/i:v1.12.99");
    assertEquals("done", named.path("outcome").asText());
    assertEquals("runs another boot of Talos v1.12.99", named.path("state").asText());
    assertTrue(named.path("took_ms").asLong() > 30_000, named::toString);
  }

  @Test
  void aResetEndsInMaintenanceModeAndAShutdownInSilence() throws Exception {
    assertEquals(
        "is in maintenance mode",
        json("node", "apps-06", "reset", "--rehearsal").path("state").asText());
    Answer again = ask("node", "apps-06", "shutdown", "--rehearsal");
    assertEquals(1, again.exit());
    assertTrue(again.err().contains("is in maintenance mode"), again.err());
  }

  @Test
  void aResetSaysWhatItCannotMean() {
    refused(
        2,
        "leave --wipe out",
        "node",
        "apps-06",
        "reset",
        "--whole-disk",
        "--wipe",
        "STATE",
        "--rehearsal");
    refused(2, "wants a disk", "node", "apps-06", "reset", "--only-user-disks", "--rehearsal");
  }

  /** Takes the cluster apart, so it comes last. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aControlPlaneThatEtcdNeedsIsNotTakenDown() throws Exception {
    JsonNode off = json("node", "apps-03", "shutdown", "--rehearsal");
    assertEquals("is off", off.path("state").asText(), off::toString);
    refused(1, "etcd would lose its quorum", "node", "apps-02", "reboot", "--rehearsal");
    refused(1, "no majority without apps-02", "etcd", "leave", "apps-02", "--rehearsal");
    refused(1, "is a healthy member", "etcd", "remove", "apps-01", "--rehearsal");
    Answer status = ask("etcd", "status");
    assertEquals(1, status.exit(), status.out());
    assertTrue(
        status.out().lines().anyMatch(line -> line.startsWith("apps-03  -  ")), status.out());
    assertEquals(0, ask("etcd", "remove", "apps-03", "--rehearsal").exit());
    assertEquals(2, json("etcd", "members").path("members").size());
    refused(2, "no member apps-03", "etcd", "remove", "apps-03", "--rehearsal");

    String[] down = {"node", "apps-02", "shutdown", "--allow-quorum-loss", "--rehearsal"};
    assertEquals(0, ask(down).exit());
    refused(
        1,
        "did not go through with the reset: reset fatal: sequence failed",
        "node",
        "apps-01",
        "reset",
        "--allow-quorum-loss",
        "--rehearsal");
  }

  @Test
  void etcdIsLookedAt() throws Exception {
    assertTrue(ask("etcd", "members").out().contains("https://10.25.13.11:2380"));
    JsonNode etcd = json("etcd", "status", "--rehearsal").path("etcd");
    long leaders = 0;
    for (JsonNode member : etcd) {
      leaders += member.path("leads").asBoolean() ? 1 : 0;
    }
    assertEquals(1, leaders, etcd::toString);
    assertEquals(0, json("etcd", "alarms").path("alarms").size());
  }

  @Test
  void etcdIsDefragmentedOneByOneTheLeaderLast() throws Exception {
    JsonNode before = json("etcd", "status").path("etcd");
    JsonNode done = json("etcd", "defrag", "--rehearsal").path("defragmented");
    assertEquals(3, done.size(), done::toString);
    String last = done.get(2).path("node").asText();
    for (JsonNode member : before) {
      assertEquals(member.path("node").asText().equals(last), member.path("leads").asBoolean());
    }
    for (JsonNode each : done) {
      assertTrue(each.path("after").asLong() <= each.path("before").asLong(), each::toString);
    }
    assertEquals(0, ask("etcd", "alarms", "--disarm", "--rehearsal").exit());
  }

  @Test
  void aSnapshotIsWholeReadableByItsOwnerAndNeverWrittenOver() throws Exception {
    Path file = state.resolve("etcd.db");
    Answer taken = ask("etcd", "snapshot", file.toString(), "--rehearsal");
    assertEquals(0, taken.exit(), taken.err());
    assertTrue(taken.out().contains(Files.size(file) + " bytes, its hash holds"), taken.out());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (InputStream snapshot = Files.newInputStream(file)) {
      String sha256 = EtcdSnapshotCheck.check(snapshot, "it").sha256();
      assertTrue(taken.out().contains("sha256 " + sha256), taken.out());
    }
    refused(2, "is there already", "etcd", "snapshot", file.toString(), "--rehearsal");
    JsonNode again = json("etcd", "snapshot", file.toString(), "--overwrite", "--rehearsal");
    assertEquals(Files.size(file), again.path("bytes").asLong());
  }

  @Test
  void anActThatTakesTooLongIsTold() {
    refused(
        1,
        "is not through with its reboot after 5 s",
        "node",
        "apps-02",
        "reboot",
        "--rehearsal",
        "--timeout",
        "5s",
        "--allow-quorum-loss");
    refused(2, "is no duration", "node", "apps-02", "reboot", "--timeout", "soon");
  }

  @Test
  void whoActsIsAloneAndASignalEndsHimNotTheNode() throws Exception {
    Process reboot =
        operator.start("node", "apps-04", "reboot", "--rehearsal", "--cluster", "apps");
    Path lock = state.resolve("apps/rehearsal/lock");
    while (reboot.isAlive() && !Files.readString(lock).contains("process " + reboot.pid() + ",")) {
      assertFalse(reboot.waitFor(20, TimeUnit.MILLISECONDS), "it ended before it was at work");
    }
    refused(4, "another operator is at work", "etcd", "forfeit", "apps-01", "--rehearsal");
    reboot.destroy();
    assertTrue(reboot.waitFor(60, TimeUnit.SECONDS));
    assertEquals(130, reboot.exitValue());
    assertEquals(0, ask("etcd", "forfeit", "apps-01", "--rehearsal").exit());
  }

  private static void refused(int exit, String what, String... arguments) {
    Answer answer = ask(arguments);
    assertEquals(exit, answer.exit(), answer.out() + answer.err());
    assertEquals(2, answer.err().lines().count(), answer.err());
    assertTrue(answer.err().contains(what), answer.err());
  }

  private static Answer ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--cluster", "apps", "--state", state.toString()));
    return Answer.to(all);
  }

  private static JsonNode json(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    Answer answer = ask(all.toArray(String[]::new));
    assertTrue(answer.out().startsWith("{"), answer.err());
    return JSON.readTree(answer.out());
  }
}
