package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.cli.Blackstart;
import dev.blackstart.files.FileJournal;
import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivingUpTest {
  @TempDir Path folder;
  private KeptRun run;

  @BeforeEach
  void killed() throws IOException {
    run = new KeptRun(folder).killedIn("etcd", true);
  }

  @Test
  void aRunThatIsGivenUpKeepsItsJournalAndStandsInNobodysWay() {
    RunHistory history = new RunHistory(run.state());
    assertThrows(Refusal.class, () -> history.requireNone("infra", World.Kind.LIVE));
    int before = FileJournal.read(run.past().found().folder()).size();

    new GivingUp(run.state()).all("infra", World.Kind.LIVE);

    assertDoesNotThrow(() -> history.requireNone("infra", World.Kind.LIVE));
    List<Event> journal = FileJournal.read(run.past().found().folder());
    assertEquals(before + 1, journal.size());
    assertInstanceOf(Event.RunGivenUp.class, journal.getLast());
    assertFalse(run.past().resumable());
    assertTrue(run.past().status().givenUp().isPresent());
  }

  @Test
  void theOtherWorldAndOtherClustersAreLeftAlone() {
    GivingUp giving = new GivingUp(run.state());

    giving.all("infra", World.Kind.REHEARSAL);
    giving.all("apps", World.Kind.LIVE);

    assertTrue(run.past().resumable());
    assertEquals(1, giving.unfinished("infra", World.Kind.LIVE).size());
  }

  @Test
  void onRealMachinesTheNameOfTheClusterIsAskedForBeforeAnythingIsGivenUp() {
    int exit =
        Blackstart.run(
            "bootstrap",
            "--plain",
            "--start-over",
            "--repo",
            run.repository().toString(),
            "--cluster",
            "infra",
            "--state",
            run.state().root().toString());

    assertEquals(2, exit);
    assertTrue(run.past().resumable());
  }

  @Test
  void aRunThatWasGivenUpCannotBeResumed() {
    new GivingUp(run.state()).all("infra", World.Kind.LIVE);

    assertEquals(Optional.empty(), Optional.of(run.past()).filter(RunHistory.Past::resumable));
    assertFalse(run.past().status().unfinished());
  }
}
