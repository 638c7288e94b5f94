package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.app.cli.Answer;
import dev.blackstart.files.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters with one command: the second begins when the first is green. */
@Timeout(600)
class InTurnTest {
  private static final String[] UNTIL = {"--until", "kubeconfig"};

  @TempDir Path state;

  @AfterEach
  void endWorlds() throws Exception {
    new Operator(state).run("rehearse", "--stop");
  }

  @Test
  void aRunThatIsKilledTakesTheOtherClusterAlongWhenItGoesOn() throws Exception {
    Operator operator = new Operator(state);
    operator.killAt(
        "\"event\":\"phase.started\",\"phase\":\"apply\"",
        words("rehearse", "--cluster", "infra,apps"));
    assertEquals(List.of("infra"), clusters());

    assertEquals(0, operator.run(words("resume")), operator.tail());

    assertEquals(List.of("infra", "apps"), clusters());
    List<RunHistory.Past> runs = new RunHistory(new StateFolder(state)).all();
    assertTrue(
        runs.get(0).status().seen().isBefore(runs.get(1).status().seen()), "apps came first");
    JsonNode told = new ObjectMapper().readTree(operator.said().getLast());
    assertEquals("clusters.ended", told.path("event").asText());
    for (JsonNode cluster : told.path("clusters")) {
      assertEquals("done, verdict passed", cluster.path("outcome").asText(), told::toString);
    }
    assertEquals(2, told.path("clusters").size());
  }

  @Test
  void aFirstClusterThatFailsKeepsTheSecondFromBeginning() throws Exception {
    Operator operator = new Operator(state);
    String[] somebodys = {"--disk", "infra-05:nvme0n1=ext4:photos"};

    int exit = operator.run(words(concat("rehearse", "--cluster", "infra,apps", somebodys)));

    assertEquals(3, exit, operator.tail());
    assertEquals(List.of("infra"), clusters());
    JsonNode told = new ObjectMapper().readTree(operator.said().getLast());
    assertEquals("not begun", told.path("clusters").path(1).path("outcome").asText());
  }

  @Test
  void namesAreReadBeforeAnythingIsTouched() {
    assertEquals(2, ask("infra,infra").exit());
    assertEquals(2, ask("infra,").exit());
    Answer unknown = ask("infra,paps");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.err().contains("no cluster paps"), unknown.err());
    assertTrue(Files.notExists(state.resolve("infra")), "something was begun");
    assertEquals(Turn.ALONE, Turn.written("infra"));
    assertEquals(List.of("apps"), Turn.written("infra, apps").after("infra"));
    assertThrows(Refusal.class, () -> Turn.written(","));
  }

  private Answer ask(String clusters) {
    return Answer.to(
        List.of("rehearse", "--plain", "--cluster", clusters, "--state", state.toString()));
  }

  private List<String> clusters() {
    return new RunHistory(new StateFolder(state))
        .all().stream().map(past -> past.found().cluster()).toList();
  }

  private static String[] words(String... all) {
    return concat(all, UNTIL);
  }

  private static String[] concat(String verb, String option, String value, String... more) {
    return concat(new String[] {verb, option, value}, more);
  }

  private static String[] concat(String[] first, String... more) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }
}
