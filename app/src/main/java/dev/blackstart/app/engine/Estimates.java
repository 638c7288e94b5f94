package dev.blackstart.app.engine;

import dev.blackstart.files.FileJournal;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** How long phases took in earlier runs, and what that says of this one; world milliseconds. */
public final class Estimates {
  /** Nothing is known. */
  public static final Estimates NONE = new Estimates(Map.of());

  /** Older runs tell of a cluster that has changed since. */
  private static final int NEWEST = 10;

  private final Map<PhaseId, List<Long>> took;

  private Estimates(Map<PhaseId, List<Long>> took) {
    this.took = took;
  }

  /**
   * What a phase took.
   *
   * @param runs how many runs say so
   */
  public record Estimate(long median, long least, long most, int runs) {}

  /**
   * What is left of a run.
   *
   * @param unknown phases yet to end that no earlier run tells of; they are not counted
   */
  public record Left(long median, long least, long most, List<PhaseId> unknown) {
    /** In words, {@code about 9 min}; absent when no earlier run tells anything. */
    public Optional<String> words() {
      if (most <= 0) {
        return Optional.empty();
      }
      long minutes = (median + 30_000) / 60_000;
      String time = minutes == 0 ? "less than a minute" : minutes + " min";
      return Optional.of((unknown.isEmpty() ? "about " : "more than ") + time);
    }
  }

  /** From the newest runs of a cluster in a kind of world. */
  public static Estimates of(StateFolder state, String cluster, World.Kind world) {
    List<StateFolder.Found> runs =
        state.runs().stream()
            .filter(run -> run.cluster().equals(cluster) && run.world() == world)
            .toList();
    return of(
        runs.subList(Math.max(0, runs.size() - NEWEST), runs.size()).stream()
            .map(Estimates::journal)
            .toList());
  }

  private static List<Event> journal(StateFolder.Found run) {
    try {
      return FileJournal.read(run.folder());
    } catch (Failure broken) {
      // Whoever resumes that run is told; a guess can do without.
      return List.of();
    }
  }

  /**
   * From whole journals. A phase that was cut short and done later in the same run is no guide; one
   * that held when its turn first came took no time.
   */
  public static Estimates of(List<List<Event>> journals) {
    Map<PhaseId, List<Long>> took = new LinkedHashMap<>();
    journals.stream()
        .map(Estimates::took)
        .forEach(
            run ->
                run.forEach(
                    (phase, millis) ->
                        took.computeIfAbsent(phase, first -> new ArrayList<>()).add(millis)));
    took.values().forEach(Collections::sort);
    return new Estimates(took);
  }

  private static Map<PhaseId, Long> took(List<Event> journal) {
    Map<PhaseId, Long> took = new LinkedHashMap<>();
    Set<PhaseId> begun = new HashSet<>();
    Set<PhaseId> torn = new HashSet<>();
    for (Event event : journal) {
      if (event instanceof Event.PhaseStarted started && !begun.add(started.phase())) {
        torn.add(started.phase());
      } else if (event instanceof Event.PhaseSkipped skipped && begun.add(skipped.phase())) {
        took.put(skipped.phase(), 0L);
      } else if (event instanceof Event.PhaseDone done && !torn.contains(done.phase())) {
        took.putIfAbsent(done.phase(), done.tookMillis());
      }
    }
    return took;
  }

  /** What a phase took; absent when no run tells. */
  public Optional<Estimate> of(PhaseId phase) {
    return Optional.ofNullable(took.get(phase))
        .map(times -> new Estimate(median(times), times.getFirst(), times.getLast(), times.size()));
  }

  /** What is known of each phase. */
  public Map<PhaseId, Estimate> all() {
    Map<PhaseId, Estimate> all = new LinkedHashMap<>();
    took.keySet().forEach(phase -> of(phase).ifPresent(known -> all.put(phase, known)));
    return all;
  }

  /**
   * What is left of a run.
   *
   * @param unfinished each phase that is yet to end, with what it has taken so far
   */
  public Left left(Map<PhaseId, Long> unfinished) {
    List<Estimate> known = new ArrayList<>();
    List<PhaseId> unknown = new ArrayList<>();
    unfinished.forEach(
        (phase, taken) ->
            of(phase)
                .map(estimate -> less(estimate, taken))
                .ifPresentOrElse(known::add, () -> unknown.add(phase)));
    return new Left(
        sum(known, Estimate::median),
        sum(known, Estimate::least),
        sum(known, Estimate::most),
        unknown);
  }

  private static Estimate less(Estimate estimate, long done) {
    return new Estimate(
        Math.max(0, estimate.median() - done),
        Math.max(0, estimate.least() - done),
        Math.max(0, estimate.most() - done),
        estimate.runs());
  }

  private static long sum(List<Estimate> estimates, ToLongFunction<Estimate> part) {
    return estimates.stream().mapToLong(part).sum();
  }

  private static long median(List<Long> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
