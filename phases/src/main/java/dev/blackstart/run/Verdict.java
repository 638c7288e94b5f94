package dev.blackstart.run;

import dev.blackstart.world.World;
import java.util.List;

/**
 * How a run is judged: its outcome and the exit code that tells it.
 *
 * @param exit 0 done, 1 failed, 3 the repository or a prerequisite is wrong, 5 an objective was
 *     missed, 130 interrupted
 */
public record Verdict(Event.Outcome outcome, int exit) {
  public static final Verdict INTERRUPTED = new Verdict(Event.Outcome.INTERRUPTED, 130);

  /**
   * @param preparing the phases that touch nothing; a failure in one of them is a failed
   *     prerequisite
   */
  public static Verdict of(
      World.Kind world,
      Runner.Result result,
      List<PhaseId> preparing,
      List<Event.Objective> objectives) {
    if (result.paused()) {
      return INTERRUPTED;
    }
    if (result.failure().isPresent()) {
      return new Verdict(Event.Outcome.FAILED, isPrerequisite(result, preparing) ? 3 : 1);
    }
    boolean missed =
        world == World.Kind.REHEARSAL && objectives.stream().anyMatch(each -> !each.kept());
    return new Verdict(Event.Outcome.DONE, missed ? 5 : 0);
  }

  private static boolean isPrerequisite(Runner.Result result, List<PhaseId> preparing) {
    return switch (result.failure().orElseThrow().kind()) {
      case BUG -> false;
      case INPUT -> !result.touched() || isIn(preparing, result);
      case UNREACHABLE, REFUSED, TIMED_OUT -> isIn(preparing, result);
    };
  }

  private static boolean isIn(List<PhaseId> preparing, Runner.Result result) {
    return result.failed().map(preparing::contains).orElse(false);
  }
}
