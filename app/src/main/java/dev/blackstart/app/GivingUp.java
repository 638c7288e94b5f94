package dev.blackstart.app;

import dev.blackstart.files.FileJournal;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import java.util.List;

/**
 * Gives the unfinished run of a cluster up, so that another can begin. Its journal is kept and says
 * so; the world of a rehearsal ends. What it made of real machines stays as it is.
 */
public final class GivingUp {
  private final StateFolder state;
  private final RunHistory history;

  public GivingUp(StateFolder state) {
    this.state = state;
    this.history = new RunHistory(state);
  }

  /**
   * The runs of a cluster that another one would wait for.
   *
   * @throws Refusal 4 when one of them is still running
   */
  public List<String> unfinished(String cluster, World.Kind world) {
    return past(cluster, world).stream().map(past -> past.found().run().name()).toList();
  }

  /**
   * Gives them up.
   *
   * @throws Refusal 4 when one of them is still running, or another operator is at work
   */
  public void all(String cluster, World.Kind world) {
    for (RunHistory.Past past : past(cluster, world)) {
      try (RunLock lock = Locks.take(state.of(cluster, world), past.found().run())) {
        past.world().ifPresent(WorldStarter::stop);
        if (past.world().isPresent()) {
          Rehearsals.clear(past.found().folder());
        }
        tell(past);
      }
    }
  }

  private List<RunHistory.Past> past(String cluster, World.Kind world) {
    List<RunHistory.Past> all =
        history.of(cluster).stream()
            .filter(past -> past.status().world() == world)
            .filter(
                past -> past.resumable() || past.world().isPresent() || past.engine().isPresent())
            .toList();
    all.forEach(RunHistory.Past::requireIdle);
    return all;
  }

  /** A run that ended done has nothing that could be given up but its world. */
  private static void tell(RunHistory.Past past) {
    if (!past.status().unfinished()) {
      return;
    }
    List<Event> events = FileJournal.read(past.found().folder());
    Event.Stamp stamp =
        new Event.Stamp(
            new SystemTimeSource().wall(),
            events.getLast().stamp().worldMillis(),
            past.found().run());
    String who = System.getProperty("user.name", "somebody");
    try (FileJournal journal = new FileJournal(past.found().folder(), new Redaction())) {
      journal.append(new Event.RunGivenUp(stamp, who));
    }
  }
}
