package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.app.cli.Answer;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that ask nodes, over the world of a rehearsal that was kept. */
class NodeVerbsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] ROLES = {"controlplane", "worker"};

  private static final Path ROOT =
      Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath().normalize();

  @TempDir static Path state;
  private static Operator operator;

  @BeforeAll
  static void keepAWorld() throws Exception {
    operator = new Operator(state);
    assertEquals(
        0,
        operator.run("rehearse", "--cluster", "apps", "--keep", "--until", "nodes"),
        operator.tail());
  }

  @AfterAll
  static void endTheWorld() throws Exception {
    assertEquals(
        0, operator.run("rehearse", "--stop", operator.runFolder().getFileName().toString()));
  }

  @Test
  void everyNodeIsListedWithWhatTalosAndKubernetesSayOfIt() throws Exception {
    Answer answer = ask("nodes");
    assertEquals(0, answer.exit(), answer.err());
    assertEquals(
        "cluster apps, rehearsal, 6 nodes", answer.out().lines().findFirst().orElseThrow());
    List<String> rows = answer.out().lines().skip(2).toList();
    assertEquals(6, rows.size(), answer.out());
    assertTrue(rows.getFirst().matches("apps-01 +10.25.13.11 +controlplane +running +v1.12.*"));
    assertTrue(rows.getFirst().contains(" NotReady    v1.35.0"), "there is no network yet");

    JsonNode nodes = json("nodes").path("nodes");
    assertEquals(6, nodes.size());
    assertEquals("10.25.13.11", nodes.get(0).path("address").asText());
    assertEquals("ours", nodes.get(0).path("reach").asText());
    assertFalse(nodes.get(0).path("kubernetes").path("ready").asBoolean(true));
  }

  @Test
  void aNodesServicesAreToldByNameAndByAddress() throws Exception {
    Answer answer = ask("node", "apps-01", "services");
    assertEquals(0, answer.exit(), answer.err());
    assertTrue(answer.out().startsWith("services of apps-01, "), answer.out());
    assertTrue(
        answer.out().lines().anyMatch(line -> line.matches(" +etcd +Running +healthy +[0-9:]+ .*")),
        answer.out());
    JsonNode services = json("node", "10.25.13.11", "services").path("services");
    assertEquals("apid", services.get(0).path("id").asText());
    assertTrue(services.get(0).path("history").size() > 2, services.toString());
  }

  @Test
  void aPhaseIsToldWithWhatTheClusterSaysOfIt() throws Exception {
    Answer nodes = ask("status", "nodes");
    assertEquals(0, nodes.exit(), nodes.out());
    assertTrue(nodes.out().contains("nodes             holds"), nodes.out());
    assertTrue(nodes.out().lines().anyMatch(line -> line.contains("apps-06")), nodes.out());

    JsonNode cilium = json("status", "cilium");
    assertFalse(cilium.path("holds").asBoolean(true));
    assertEquals("Helm", cilium.path("sections").get(0).path("title").asText());

    Answer unknown = ask("status", "ciilum");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.err().contains("no phase is called ciilum"), unknown.err());
  }

  @Test
  void aConfigIsPrintedAsYamlWithoutItsSecrets() throws Exception {
    for (int i = 0; i < ROLES.length; i++) {
      Answer answer = ask("node", i == 0 ? "apps-01" : "apps-06", "config");
      assertEquals(0, answer.exit(), answer.err());
      assertTrue(answer.out().contains("    type: " + ROLES[i]), answer.out());
      assertTrue(answer.out().contains("    token: \"******\""), answer.out());
      assertFalse(answer.out().contains("PRIVATE"), answer.out());
    }
  }

  @Test
  void logsEventsAndDisksArePrinted() throws Exception {
    assertEquals(
        3, ask("node", "apps-01", "logs", "machined", "--tail", "3").out().lines().count());
    assertTrue(ask("node", "apps-01", "logs").out().contains("\n  kubelet\n"));
    assertTrue(ask("node", "apps-01", "dmesg").out().contains("[talos] "));
    assertEquals(4, ask("node", "apps-01", "events", "--tail", "4").out().lines().count());
    String line = ask("node", "apps-01", "logs", "etcd", "--tail", "1", "--json").out();
    assertEquals("etcd", JSON.readTree(line).path("log").asText());
    assertTrue(ask("node", "apps-01", "disks").out().contains("system disk"));
  }

  @Test
  void aLogThatIsFollowedGoesOnUntilItIsEnded() throws Exception {
    Process process =
        operator.start(
            "node", "apps-02", "logs", "apid", "--follow", "--tail", "1", "--cluster", "apps");
    try (BufferedReader lines = process.inputReader()) {
      assertTrue(JSON.readTree(lines.readLine()).path("line").asText().contains(" OK ["));
      ask("node", "apps-02", "disks");
      String next = lines.readLine();
      while (!next.contains("cosi.resource.State/List")) {
        next = lines.readLine();
      }
      assertTrue(process.isAlive());
    } finally {
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatCannotBeToldIsTwoLinesAndAnExitCode() throws Exception {
    refused(2, "has no node apps-99", "node", "apps-99", "services");
    refused(1, "\"nope\" was not registered", "node", "apps-01", "logs", "nope");
    refused(2, "from -1 up", "node", "apps-01", "dmesg", "--tail", "-7");
    Answer nothing = ask("node", "apps-01");
    assertEquals(2, nothing.exit());
  }

  @Test
  void withoutAWorldNothingIsAsked() throws Exception {
    Answer answer = blackstart("nodes", "--cluster", "infra");
    assertEquals(3, answer.exit());
    assertTrue(answer.err().contains("no rehearsal of infra stands"), answer.err());
  }

  private static void refused(int exit, String what, String... arguments) throws Exception {
    Answer answer = ask(arguments);
    assertEquals(exit, answer.exit(), answer.err());
    assertEquals(2, answer.err().lines().count(), answer.err());
    assertTrue(answer.err().contains(what), answer.err());
  }

  private static Answer ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--cluster", "apps"));
    return blackstart(all.toArray(String[]::new));
  }

  private static Answer blackstart(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--state", state.toString()));
    return Answer.to(all);
  }

  private static JsonNode json(String... arguments) throws Exception {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    return JSON.readTree(ask(all).out());
  }
}
