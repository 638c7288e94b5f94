package dev.blackstart.app;

import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs of several clusters: the next one begins when the one before has come to a good end. */
public final class InTurn {
  /** Done; or done, and only too slowly. */
  private static final Set<Integer> GREEN = Set.of(0, 5);

  /** Which exit code tells of all, when they differ. */
  private static final List<Integer> WORST_FIRST = List.of(130, 4, 3, 1, 5);

  private final RunHistory history;
  private final Turn turn;
  private final Told told;

  public InTurn(StateFolder state, Turn turn, Told told) {
    this.history = new RunHistory(state);
    this.turn = turn;
    this.told = told;
  }

  /** A cluster's own run: begins it, drives it to its end, returns the exit code. */
  public interface One {
    int run(String cluster);
  }

  /** Who shows how it goes on. */
  public interface Told {
    /**
     * @param place its place among them, from 1
     */
    void begins(String cluster, int place, int of);

    void ended(List<Ended> all);
  }

  /**
   * How a cluster's last run ended.
   *
   * @param run absent when none was begun, because of one before it
   */
  public record Ended(String cluster, Optional<RunHistory.Past> run) {
    /** Such as {@code done, verdict passed}. */
    public String word() {
      return run.map(past -> past.status().ended().map(Ended::word).orElse("was cut off"))
          .orElse("not begun");
    }

    private static String word(Event.RunEnded end) {
      String outcome =
          switch (end.outcome()) {
            case DONE -> "done";
            case FAILED -> "failed";
            case INTERRUPTED -> "interrupted";
          };
      return outcome + end.verdict().map(verdict -> ", verdict " + verdict).orElse("");
    }
  }

  /**
   * Begins the runs of all of them; returns the exit code of all.
   *
   * @throws Refusal 4 before anything is touched, when one of them has an unfinished run
   */
  public int begin(World.Kind world, One one) {
    turn.clusters().forEach(cluster -> history.requireNone(cluster, world));
    return run(turn.clusters(), new ArrayList<>(), one);
  }

  /** Goes on after the run of one of them; returns the exit code of all. */
  int goOn(String after, int exit, One one) {
    return run(turn.after(after), new ArrayList<>(List.of(exit)), one);
  }

  private int run(List<String> clusters, List<Integer> exits, One one) {
    for (String cluster : clusters) {
      if (!GREEN.containsAll(exits)) {
        break;
      }
      told.begins(cluster, turn.clusters().indexOf(cluster) + 1, turn.clusters().size());
      exits.add(one.run(cluster));
    }
    told.ended(turn.clusters().stream().map(this::ended).toList());
    return WORST_FIRST.stream().filter(exits::contains).findFirst().orElse(0);
  }

  private Ended ended(String cluster) {
    return new Ended(
        cluster,
        history.of(cluster).stream()
            .filter(past -> Turn.of(past.status().options()).equals(turn))
            .reduce((older, newer) -> newer));
  }

  /** Those of a turn that nobody began, because the process ended between two runs. */
  static boolean isLeftBetween(RunHistory.Past last) {
    RunStatus status = last.status();
    boolean done = status.ended().filter(end -> end.outcome() == Event.Outcome.DONE).isPresent();
    Turn turn = Turn.of(status.options());
    return done && turn.several() && !turn.after(last.found().cluster()).isEmpty();
  }
}
