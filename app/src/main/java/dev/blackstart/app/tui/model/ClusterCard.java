package dev.blackstart.app.tui.model;

import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cluster of the repository as the opening shows it.
 *
 * @param phases ids of what a run goes through
 * @param findings what the reader found, each as one line
 * @param errors how many of them keep a run from beginning
 * @param runs newest first
 */
public record ClusterCard(
    String name,
    int controlPlanes,
    int workers,
    List<String> phases,
    List<String> findings,
    int errors,
    List<PastRun> runs) {

  /**
   * @param outcome absent when nobody wrote how it ended
   * @param at the phase it stopped in, or the last
   * @param held how many phases were seen to hold
   * @param resumable whether a resume has something to go on with
   * @param runs whether its process is alive
   */
  public record PastRun(
      String run,
      World.Kind world,
      Instant began,
      long tookMillis,
      Optional<Event.Outcome> outcome,
      String verdict,
      String at,
      int held,
      boolean resumable,
      boolean runs) {}

  /** The run that is under way or can go on, when there is one. */
  public Optional<PastRun> open() {
    return runs.stream().filter(run -> run.runs() || run.resumable()).findFirst();
  }
}
