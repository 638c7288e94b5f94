package dev.blackstart.phase;

import dev.blackstart.phase.FluxStages.Standing;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows the stages from look to look: tells when one begins and when it is Ready, and keeps each
 * to its budget. A stage's time is that in which those before it are Ready and it does not merely
 * wait for others; it begins anew when one before it falls back.
 */
final class FluxStageWatch {
  private final TimeSource time;
  private final FluxStages stages;
  private final PhaseId phase;
  private final String who;
  private final Map<FluxStage, Duration> spent = new EnumMap<>(FluxStage.class);
  private final Map<FluxStage, Integer> told = new EnumMap<>(FluxStage.class);
  private final Set<FluxStage> begun = EnumSet.noneOf(FluxStage.class);
  private final Set<FluxStage> seen = EnumSet.noneOf(FluxStage.class);
  private final Set<FluxStage> overdue = EnumSet.noneOf(FluxStage.class);
  private Optional<Standing> current = Optional.empty();
  private Instant looked;

  /**
   * @param phase the phase the stages are of
   * @param who brings them, as an operator calls it
   */
  FluxStageWatch(TimeSource time, FluxStages stages, PhaseId phase, String who) {
    this.phase = phase;
    this.who = who;
    this.time = time;
    this.stages = stages;
    this.looked = time.now();
  }

  /**
   * Takes in how far the stages are.
   *
   * @throws Failure TIMED_OUT when the current one is over its budget
   */
  void look(List<Standing> standings, Progress progress) {
    Instant now = time.now();
    Duration since = Duration.between(looked, now);
    looked = now;
    current
        .filter(Standing::works)
        .ifPresent(before -> spent.merge(before.stage(), since, Duration::plus));
    current = FluxStages.current(standings);
    for (Standing standing : standings) {
      seen.add(standing.stage());
      if (!standing.isDone()) {
        break;
      }
      done(standing, progress);
    }
    current.ifPresent(
        standing -> {
          spent.keySet().removeIf(stage -> stage.comesAfter(standing.stage()));
          begin(standing, progress);
          hold(standing, progress);
        });
  }

  private void begin(Standing standing, Progress progress) {
    FluxStage stage = standing.stage();
    if (begun.add(stage)) {
      String budget = stages.budget(stage).map(most -> ", for at most " + text(most)).orElse("");
      progress.log(
          "stage " + stage.id() + ": until " + stage.claim() + budget + ", " + standing.counts());
    }
  }

  private void done(Standing standing, Progress progress) {
    FluxStage stage = standing.stage();
    Integer before = told.put(stage, standing.total());
    if (before == null || before != standing.total()) {
      Duration took = spent.getOrDefault(stage, Duration.ZERO);
      String after = took.toSeconds() > 0 ? " after " + text(took) : "";
      progress.log("stage " + stage.id() + ": " + standing.counts() + " Ready" + after);
    }
  }

  private void hold(Standing standing, Progress progress) {
    FluxStage stage = standing.stage();
    Duration most = stages.budget(stage).orElse(Duration.ZERO);
    boolean over =
        standing.works()
            && stages.budget(stage).isPresent()
            && spent.getOrDefault(stage, Duration.ZERO).compareTo(most) >= 0;
    if (!over) {
      return;
    }
    if (!progress.patient()) {
      throw new Failure(
          Failure.Kind.TIMED_OUT,
          "not Ready after " + text(most) + ": " + frontier(standing),
          "cure that and run: blackstart resume, or give it longer by budgets."
              + stage.id()
              + " in blackstart.yaml");
    }
    if (overdue.add(stage)) {
      progress.log(
          "stage "
              + stage.id()
              + ": not Ready after "
              + text(most)
              + "; "
              + phase
              + " was given more time");
    }
  }

  private static String frontier(Standing standing) {
    return standing.waiting().stream()
        .filter(Waiting::isRoot)
        .limit(3)
        .map(Waiting::toString)
        .collect(Collectors.joining("; "));
  }

  /** Tells of budgets for what never came. */
  void end(Progress progress) {
    stages.budgeted().stream()
        .filter(stage -> !seen.contains(stage))
        .sorted()
        .forEach(
            stage ->
                progress.log(
                    "stage " + stage.id() + ": has a budget, and " + who + " has nothing of it"));
  }

  /** The failure with the stage in which it happened. */
  Failure named(Failure failure) {
    return current
        .map(
            standing ->
                new Failure(
                    failure.kind(),
                    "stage "
                        + standing.stage().id()
                        + ", "
                        + standing.counts()
                        + " Ready: "
                        + failure.what(),
                    failure.remedy(),
                    failure))
        .orElse(failure);
  }

  private static String text(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
