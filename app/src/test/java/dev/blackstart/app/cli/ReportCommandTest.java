package dev.blackstart.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code blackstart report}, as somebody types it. */
class ReportCommandTest {
  @TempDir Path folder;

  @Test
  void theLastRunOfTheClusterIsTheOneThatIsMeant() throws Exception {
    run("infra", "20260101-230000-aaaa");
    run("infra", "20260102-230000-bbbb");

    Answer answer = report();

    assertEquals(0, answer.exit(), answer.err());
    assertTrue(answer.out().startsWith("# bootstrap of infra: not ended\n"), answer.out());
    assertTrue(answer.out().contains("20260102-230000-bbbb"), answer.out());
  }

  @Test
  void programsGetOneObject() throws Exception {
    run("infra", "20260101-230000-aaaa");

    Answer answer = report("20260101-230000-aaaa", "--format", "json");

    JsonNode document = new ObjectMapper().readTree(answer.out());
    assertEquals(1, document.get("v").asInt());
    assertEquals("infra", document.get("report").get("cluster").asText());
    assertEquals(1, answer.out().lines().count());
    assertEquals(answer.out(), report("20260101-230000-aaaa", "--json").out());
  }

  @Test
  void runsOfSeveralClustersAreNamedAndNoneIsChosen() throws Exception {
    run("infra", "20260101-230000-aaaa");
    run("apps", "20260102-230000-bbbb");

    Answer answer = report();

    assertEquals(2, answer.exit());
    assertTrue(answer.err().contains("more than one cluster: apps, infra"), answer.err());
    assertTrue(report("--cluster", "infra").out().contains("20260101-230000-aaaa"));
  }

  @Test
  void anUnknownRunAndNoRunAtAllAreUsage() {
    assertEquals(2, report("nope").exit());
    Answer none = report();
    assertEquals(2, none.exit());
    assertEquals(2, none.err().lines().count(), none.err());
  }

  private void run(String cluster, String id) throws Exception {
    StateFolder state = new StateFolder(folder);
    Path home = StateFolder.create(state.of(cluster, World.Kind.LIVE, new RunId(id)));
    FileJournal journal = new FileJournal(home, new Redaction());
    Instant at = Instant.parse("2026-01-01T23:00:00Z");
    journal.append(
        new Event.RunStarted(
            new Event.Stamp(at, 0, new RunId(id)),
            cluster,
            World.Kind.LIVE,
            new Outline(List.of(new PhaseId("etcd"))),
            at,
            Map.of()));
    journal.close();
  }

  private Answer report(String... args) {
    List<String> all = new ArrayList<>(List.of("report", "--state", folder.toString()));
    all.addAll(List.of(args));
    return Answer.to(all);
  }
}
