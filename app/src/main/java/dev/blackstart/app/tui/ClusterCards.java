package dev.blackstart.app.tui;

import dev.blackstart.app.RunHistory;
import dev.blackstart.app.Unfinished;
import dev.blackstart.app.engine.Estimates;
import dev.blackstart.app.plain.PlanText;
import dev.blackstart.app.tui.model.Banner;
import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.ClusterCard.PastRun;
import dev.blackstart.app.tui.model.Forecast;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.StateFolder;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Event;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The clusters of a repository with what the state folder knows of their runs. */
final class ClusterCards {
  private final StateFolder state;

  ClusterCards(StateFolder state) {
    this.state = state;
  }

  /**
   * A cluster; of its unfinished runs only what their journals say.
   *
   * @param all every run, oldest first
   */
  ClusterCard card(ClusterSpec spec, List<RunHistory.Past> all) {
    List<RunHistory.Past> runs =
        all.reversed().stream().filter(past -> past.found().cluster().equals(spec.name())).toList();
    List<Phase> phases = Phases.of(spec);
    Map<World.Kind, Forecast> forecasts = forecasts(spec.name(), runs);
    return new ClusterCard(
        spec.name(),
        spec.nodes(),
        phases.stream().map(Phase::id).toList(),
        spec.findings(),
        runs.stream().map(ClusterCards::run).toList(),
        runs.stream()
            .filter(RunHistory.Past::resumable)
            .map(Unfinished::journalled)
            .map(unfinished -> banner(unfinished, forecasts))
            .toList(),
        forecasts,
        PlanText.lines(spec, phases, false));
  }

  /** How long phases took in the worlds the cluster was run in. */
  Map<World.Kind, Forecast> forecasts(String cluster, List<RunHistory.Past> runs) {
    Map<World.Kind, Forecast> forecasts = new EnumMap<>(World.Kind.class);
    for (RunHistory.Past past : runs) {
      forecasts.computeIfAbsent(
          past.status().world(), world -> Forecasts.of(Estimates.of(state, cluster, world)));
    }
    return forecasts;
  }

  /** An unfinished run as the opening offers it. */
  static Banner banner(Unfinished unfinished, Map<World.Kind, Forecast> forecasts) {
    RunHistory.Past past = unfinished.past();
    World.Kind world = past.status().world();
    return new Banner(
        past.found().run().name(),
        world,
        unfinished.where(),
        unfinished.why(),
        unfinished.stopped(),
        unfinished.survey().phases(),
        unfinished.held(),
        unfinished.seen(),
        unfinished.survey().stale().stream()
            .map(stale -> new Banner.StaleClaim(stale.phase(), stale.brief(), stale.sentence()))
            .toList(),
        unfinished.ahead(),
        unfinished.plan(),
        forecasts.getOrDefault(world, Forecast.NONE).of(unfinished.ahead()),
        unfinished.compared(),
        unfinished.survey().trouble());
  }

  private static PastRun run(RunHistory.Past past) {
    RunStatus status = past.status();
    long took =
        status
            .ended()
            .map(Event.RunEnded::tookMillis)
            .orElseGet(() -> Duration.between(status.startedAt(), status.seen()).toMillis());
    return new PastRun(
        past.found().run().name(),
        status.world(),
        status.operation(),
        status.startedAt(),
        status.seen(),
        took,
        status.budget().toMillis(),
        status.ended().map(Event.RunEnded::outcome),
        status
            .givenUp()
            .map(by -> "given up")
            .or(() -> status.ended().flatMap(Event.RunEnded::verdict))
            .orElse(""),
        at(status),
        (int) status.phases().values().stream().filter(PhaseStatus::holds).count(),
        status.phases().size(),
        past.resumable(),
        past.engine().isPresent() && status.ended().isEmpty());
  }

  /** The phase a run is in, or came to. */
  private static String at(RunStatus status) {
    PhaseId last = null;
    for (Map.Entry<PhaseId, PhaseStatus> phase : status.phases().entrySet()) {
      if (phase.getValue() != PhaseStatus.PENDING) {
        last = phase.getKey();
      }
    }
    return last == null ? "its beginning" : last.name();
  }
}
