package dev.blackstart.app;

import dev.blackstart.files.FileJournal;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of several clusters in turn, as somebody sees them who looks at one of them again and
 * again: what has ended is read once, what is driven now is not read at all.
 */
public final class TurnWatch {
  private final StateFolder state;
  private final Map<String, RunStatus> read = new HashMap<>();

  public TurnWatch(StateFolder state) {
    this.state = state;
  }

  /**
   * A cluster's place in the turn.
   *
   * @param run absent while nobody has begun it
   * @param driven whether a process drives it now
   * @param status as last read, absent when it was not read, or cannot be
   */
  public record Place(
      String cluster,
      Optional<StateFolder.Found> run,
      boolean driven,
      Optional<RunStatus> status) {}

  /** Every cluster of the turn this run is one of, in order; empty when it is of none. */
  public List<Place> beside(StateFolder.Found own) {
    Optional<RunStatus> status = status(own, true);
    Turn turn = status.map(known -> Turn.of(known.options())).orElse(Turn.ALONE);
    List<Place> places = new ArrayList<>();
    int at = turn.clusters().indexOf(own.cluster());
    for (String cluster : turn.clusters()) {
      int order = Integer.compare(turn.clusters().indexOf(cluster), at);
      Optional<StateFolder.Found> run =
          order == 0 ? Optional.of(own) : of(cluster, turn, own, order);
      boolean driven = run.flatMap(StateFolder.Found::engine).isPresent();
      places.add(new Place(cluster, run, driven, run.flatMap(each -> status(each, !driven))));
    }
    return places;
  }

  /** The run of a cluster that came next before or after this one, by the same order. */
  private Optional<StateFolder.Found> of(
      String cluster, Turn turn, StateFolder.Found own, int order) {
    List<StateFolder.Found> near =
        state.runs().stream()
            .filter(run -> run.cluster().equals(cluster) && run.world() == own.world())
            .filter(run -> run.run().name().compareTo(own.run().name()) * order > 0)
            .filter(
                run ->
                    status(run, false)
                        .filter(known -> Turn.of(known.options()).equals(turn))
                        .isPresent())
            .toList();
    return near.isEmpty()
        ? Optional.empty()
        : Optional.of(order > 0 ? near.getFirst() : near.getLast());
  }

  /**
   * @param anew whether a run that had not ended when it was read is read again
   */
  private Optional<RunStatus> status(StateFolder.Found run, boolean anew) {
    RunStatus known = read.get(run.run().name());
    if (known != null && (known.ended().isPresent() || !anew)) {
      return Optional.of(known);
    }
    try {
      Optional<RunStatus> now = RunStatus.of(FileJournal.read(run.folder()));
      now.ifPresent(status -> read.put(run.run().name(), status));
      return now;
    } catch (Failure damaged) {
      return Optional.empty();
    }
  }
}
