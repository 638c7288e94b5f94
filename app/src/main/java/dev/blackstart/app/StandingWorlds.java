package dev.blackstart.app;

import dev.blackstart.files.StateFolder;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The rehearsal worlds that stand: shown and ended. */
public final class StandingWorlds {
  private final RunHistory history;

  public StandingWorlds(StateFolder state) {
    this.history = new RunHistory(state);
  }

  /** Prints them; returns the exit code. */
  public int list(PrintStream out, boolean json) {
    List<RunHistory.Past> standing = history.standing();
    if (json) {
      out.println(json(standing));
    } else if (standing.isEmpty()) {
      out.println("no rehearsal world stands");
    } else {
      standing.forEach(
          past ->
              out.println(
                  past.found().run()
                      + "  cluster "
                      + past.found().cluster()
                      + "  process "
                      + past.world().orElseThrow().pid()));
    }
    return 0;
  }

  /**
   * Ends the world of a run, or all of them when {@code run} is empty; returns the exit code.
   *
   * @throws Refusal 2 when no world stands for that run
   */
  public int stop(String run, PrintStream out) {
    List<RunHistory.Past> chosen =
        history.standing().stream()
            .filter(past -> run.isEmpty() || past.found().run().name().equals(run))
            .toList();
    if (chosen.isEmpty() && !run.isEmpty()) {
      throw new Refusal(2, "no world stands for run " + run, "see: blackstart rehearse --list");
    }
    for (RunHistory.Past past : chosen) {
      end(past);
      out.println("ended the world of run " + past.found().run());
    }
    return 0;
  }

  /**
   * The rehearsal that stands for a cluster.
   *
   * @throws Refusal 3 when none does
   */
  static RunHistory.Past of(StateFolder state, String cluster) {
    return new RunHistory(state)
        .standing().stream()
            .filter(past -> past.found().cluster().equals(cluster))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        3,
                        "no rehearsal of " + cluster + " stands",
                        "rehearse it and keep its world: blackstart rehearse --keep"));
  }

  /** Ends the worlds that stood only for a console to look into. */
  public void endLeftOver() {
    history.standing().stream().filter(Keep::isLeftOver).forEach(StandingWorlds::end);
  }

  static void end(RunHistory.Past past) {
    WorldStarter.stop(past.world().orElseThrow());
    Rehearsals.clear(past.found().folder());
  }

  private static String json(List<RunHistory.Past> standing) {
    List<Map<String, Object>> worlds =
        standing.stream()
            .map(
                past ->
                    Map.<String, Object>of(
                        "run", past.found().run().name(),
                        "cluster", past.found().cluster(),
                        "pid", past.world().orElseThrow().pid()))
            .toList();
    return Json.line(Map.of("v", 1, "worlds", worlds));
  }
}
