package dev.blackstart.run;

import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's events amount to. Immutable; {@link #after} folds one more event in.
 *
 * @param budget of the whole run, world time; zero when nobody said
 * @param inputs digest of the inputs each phase was last seen to hold with
 * @param files of the repository each phase was last seen to hold with, by path the beginning of
 *     their digests; empty for journals that do not say
 * @param granted budgets the operator gave beyond those of the repository, world time
 * @param touched whether anything outside may have been changed
 * @param paused who asked for the pause it ended with
 * @param givenUp who began another run instead
 * @param seen wall time of its newest event
 */
public record RunStatus(
    RunId run,
    String cluster,
    World.Kind world,
    Instant startedAt,
    Instant worldStart,
    Map<String, String> options,
    Duration budget,
    Map<PhaseId, PhaseStatus> phases,
    Map<PhaseId, String> inputs,
    Map<PhaseId, Map<String, String>> files,
    Map<PhaseId, Duration> granted,
    boolean touched,
    Optional<Event.RunEnded> ended,
    Optional<String> paused,
    Optional<String> givenUp,
    Instant seen) {

  /** Folds a whole journal; absent when it holds no beginning. */
  public static Optional<RunStatus> of(List<Event> events) {
    RunStatus status = null;
    for (Event event : events) {
      if (status != null) {
        status = status.after(event);
      } else if (event instanceof Event.RunStarted started) {
        status = beginning(started);
      }
    }
    return Optional.ofNullable(status);
  }

  private static RunStatus beginning(Event.RunStarted e) {
    return new RunStatus(
        e.stamp().run(),
        e.cluster(),
        e.world(),
        e.stamp().at(),
        e.worldStart(),
        e.options(),
        e.outline().budgets().getOrDefault(Outline.TOTAL, Duration.ZERO),
        pending(e.outline().phases()),
        Map.of(),
        Map.of(),
        Map.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        e.stamp().at());
  }

  /** This status with one more event. */
  public RunStatus after(Event event) {
    RunStatus next = folded(event);
    return next.with(
        next.phases,
        next.inputs,
        next.files,
        next.granted,
        next.touched,
        next.ended,
        next.paused,
        event.stamp().at());
  }

  private RunStatus folded(Event event) {
    return switch (event) {
      case Event.RunStarted e -> this;
      case Event.RunResumed e -> optioned(e.options()).reopened(e.outline().phases());
      case Event.PhaseStarted e -> phase(e.phase(), PhaseStatus.RUNNING);
      case Event.PhaseSkipped e ->
          phase(e.phase(), PhaseStatus.SKIPPED).madeFrom(e.phase(), e.inputs(), e.files());
      case Event.PhaseDone e ->
          phase(e.phase(), PhaseStatus.DONE).madeFrom(e.phase(), e.inputs(), e.files());
      case Event.PhaseFailed e -> phase(e.phase(), PhaseStatus.FAILED);
      case Event.NodeReported e -> this;
      case Event.KubernetesReported e -> this;
      case Event.ReleaseReported e -> this;
      case Event.FluxReported e -> this;
      case Event.NotRehearsed e -> this;
      case Event.Progressed e -> this;
      case Event.Waited e -> this;
      case Event.Logged e -> this;
      case Event.Acted e -> this;
      case Event.Checked e -> this;
      case Event.FindingMade e -> this;
      case Event.BudgetExtended e -> granted(e.phase(), Duration.ofMillis(e.budgetMillis()));
      case Event.PauseAsked e -> this;
      case Event.StillWorking e -> this;
      case Event.RunPaused e -> paused(Optional.of(e.by()));
      case Event.RunGivenUp e -> givenUp(e.by());
      case Event.WorldStands e -> this;
      case Event.RunEnded e -> ended(e);
    };
  }

  /** What the run is for, in one word, such as {@code bootstrap}. */
  public String operation() {
    return options.getOrDefault(Event.RunStarted.OPERATION, Event.RunStarted.BOOTSTRAP);
  }

  /**
   * Whether a resume has something to go on with: the run was cut short, interrupted, or failed
   * after it touched something; and nobody gave it up.
   */
  public boolean unfinished() {
    return givenUp.isEmpty() && stopped();
  }

  private boolean stopped() {
    return ended
        .map(
            end ->
                switch (end.outcome()) {
                  case DONE -> false;
                  case FAILED -> touched;
                  case INTERRUPTED -> true;
                })
        .orElse(true);
  }

  private static Map<PhaseId, PhaseStatus> pending(List<PhaseId> ids) {
    Map<PhaseId, PhaseStatus> phases = new LinkedHashMap<>();
    ids.forEach(id -> phases.put(id, PhaseStatus.PENDING));
    return phases;
  }

  private RunStatus optioned(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.putAll(others);
    return with(all, givenUp);
  }

  private RunStatus reopened(List<PhaseId> ids) {
    Map<PhaseId, PhaseStatus> all = new LinkedHashMap<>(phases);
    ids.forEach(id -> all.put(id, PhaseStatus.PENDING));
    return with(all, inputs, files, granted, touched, Optional.empty(), Optional.empty(), seen);
  }

  private RunStatus phase(PhaseId id, PhaseStatus status) {
    boolean acted = status == PhaseStatus.RUNNING && !LOOKING.contains(id.name());
    return with(
        put(phases, id, status), inputs, files, granted, touched || acted, ended, paused, seen);
  }

  private RunStatus madeFrom(PhaseId id, String digest, Map<String, String> from) {
    return with(
        phases,
        put(inputs, id, digest),
        put(files, id, from),
        granted,
        touched,
        ended,
        paused,
        seen);
  }

  private RunStatus granted(PhaseId id, Duration budget) {
    return with(phases, inputs, files, put(granted, id, budget), touched, ended, paused, seen);
  }

  private RunStatus paused(Optional<String> by) {
    return with(phases, inputs, files, granted, touched, ended, by, seen);
  }

  private RunStatus ended(Event.RunEnded end) {
    return with(phases, inputs, files, granted, touched, Optional.of(end), paused, seen);
  }

  private static <V> Map<PhaseId, V> put(Map<PhaseId, V> map, PhaseId id, V value) {
    Map<PhaseId, V> all = new LinkedHashMap<>(map);
    all.put(id, value);
    return all;
  }

  private RunStatus with(
      Map<PhaseId, PhaseStatus> phases,
      Map<PhaseId, String> inputs,
      Map<PhaseId, Map<String, String>> files,
      Map<PhaseId, Duration> granted,
      boolean touched,
      Optional<Event.RunEnded> ended,
      Optional<String> paused,
      Instant seen) {
    return new RunStatus(
        run,
        cluster,
        world,
        startedAt,
        worldStart,
        options,
        budget,
        phases,
        inputs,
        files,
        granted,
        touched,
        ended,
        paused,
        givenUp,
        seen);
  }

  private RunStatus givenUp(String by) {
    return with(options, Optional.of(by));
  }

  private RunStatus with(Map<String, String> options, Optional<String> givenUp) {
    return new RunStatus(
        run,
        cluster,
        world,
        startedAt,
        worldStart,
        options,
        budget,
        phases,
        inputs,
        files,
        granted,
        touched,
        ended,
        paused,
        givenUp,
        seen);
  }

  /** Phases that only look: a run that failed in one of them has touched nothing. */
  private static final List<String> LOOKING = List.of("preflight", "configs");
}
