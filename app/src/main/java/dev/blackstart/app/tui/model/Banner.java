package dev.blackstart.app.tui.model;

import dev.blackstart.run.PhaseId;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An unfinished run as the opening offers it.
 *
 * @param where it stopped, such as {@code in cilium}
 * @param why it stopped, such as {@code killed}
 * @param phases of the repository as it is now
 * @param held those that were seen to hold
 * @param seen when that was looked at in the world; absent while only the journal says so
 * @param stale claims made from other inputs than the repository has now
 * @param ahead what a resume acts in
 * @param plan the same in words
 * @param left how long that mostly takes
 * @param compared whether the repository was compared with its journal
 * @param trouble why the repository could not be compared
 */
public record Banner(
    String run,
    World.Kind world,
    String where,
    String why,
    Instant stopped,
    List<PhaseId> phases,
    List<PhaseId> held,
    Optional<Instant> seen,
    List<StaleClaim> stale,
    List<PhaseId> ahead,
    String plan,
    Forecast.Left left,
    boolean compared,
    Optional<String> trouble) {

  /**
   * A claim that is stale.
   *
   * @param brief a few words, with the names of the files
   * @param sentence the same with their paths
   */
  public record StaleClaim(PhaseId phase, String brief, String sentence) {}

  /** The part of a run's name that tells it from others. */
  public static String shortened(String run) {
    return run.substring(run.lastIndexOf('-') + 1);
  }

  /** Whether it is of the same run, to which nothing has happened since. */
  boolean isOf(Banner other) {
    return run.equals(other.run) && stopped.equals(other.stopped);
  }

  /** The phase it stopped at, without how. */
  public String at() {
    return where.substring(where.lastIndexOf(' ') + 1);
  }

  /** The first phase that does not hold: what comes after it cannot be begun with. */
  public Optional<PhaseId> firstOpen() {
    return phases.stream().filter(phase -> !looks(phase) && !held.contains(phase)).findFirst();
  }

  /** Whether its claim was made from other inputs. */
  public boolean isStale(PhaseId phase) {
    return stale.stream().anyMatch(claim -> claim.phase().equals(phase));
  }

  /** Whether a phase only looks and is gone through every time. */
  public static boolean looks(PhaseId phase) {
    return phase.name().equals("preflight") || phase.name().equals("configs");
  }
}
