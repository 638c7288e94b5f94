package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.StateFolder;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
  @TempDir Path folder;

  @Test
  void aDamagedJournalHidesNoOtherRunFromWhoOnlyLooks() throws IOException {
    KeptRun kept = new KeptRun(folder).killedIn("etcd", true);
    damage(kept.state(), "apps");

    RunHistory.Known known = new RunHistory(kept.state()).known();

    assertEquals(
        List.of("infra"), known.runs().stream().map(past -> past.found().cluster()).toList());
    assertEquals(1, known.damaged().size());
    assertTrue(known.damaged().getFirst().what().contains("journal.jsonl:1: not an event"));
  }

  @Test
  void nobodyActsOnAClusterWhoseJournalIsDamaged() throws IOException {
    KeptRun kept = new KeptRun(folder).killedIn("etcd", true);
    damage(kept.state(), "apps");
    RunHistory history = new RunHistory(kept.state());

    assertThrows(Failure.class, () -> history.requireNone("apps", World.Kind.REHEARSAL));
    assertEquals(1, history.of("infra").size());
  }

  private static void damage(StateFolder state, String cluster) throws IOException {
    Path run =
        StateFolder.create(
            state.of(cluster, World.Kind.REHEARSAL, new RunId("20260102-000000-aaaa")));
    Files.writeString(run.resolve("journal.jsonl"), "{what\n{\"v\":1}\n");
  }
}
