package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.phase.FluxStages.Standing;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;

/** Flux has taken over: every Kustomization and HelmRelease it knows is Ready. */
final class ReconcileFlux implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;

  /**
   * @param budget world time for what is in no stage with a budget of its own
   */
  ReconcileFlux(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget.plus(new FluxStages(spec).budget());
  }

  @Override
  public PhaseId id() {
    return new PhaseId("flux");
  }

  @Override
  public String claims() {
    return "every Kustomization and HelmRelease that Flux knows is Ready";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.FLUX;
  }

  @Override
  public String inputs(World world) {
    return spec.flux().map(flux -> flux.path()).orElse("");
  }

  @Override
  public Condition check(World world) {
    List<FluxReading> readings = world.kube().flux();
    FluxFrontier frontier = new FluxFrontier(readings);
    return condition(
        world, readings, frontier, new FluxStages(spec).standings(world.kube(), frontier));
  }

  private static Condition condition(
      World world, List<FluxReading> readings, FluxFrontier frontier, List<Standing> standings) {
    boolean begun =
        readings.stream()
            .anyMatch(
                reading -> reading.ref().kind().equals("Kustomization") && !reading.suspended());
    if (!begun) {
      return Condition.unmet("no Kustomization yet", FluxBeginning.waiting(world));
    }
    List<Waiting> waiting = frontier.waiting();
    return (waiting.isEmpty()
            ? Condition.met(frontier.allCounts())
            : Condition.unmet(frontier.counts() + FluxStages.at(standings), waiting))
        .counted(frontier.ready(), frontier.total());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    FluxWatch watch = new FluxWatch(world.time(), budget);
    FluxStages stages = new FluxStages(spec);
    FluxStageWatch stageWatch = new FluxStageWatch(world.time(), stages, id(), "Flux");
    try {
      progress.until(
          () -> {
            List<FluxReading> readings = world.kube().flux();
            boolean stuck = watch.isStuck(readings);
            FluxFrontier frontier = new FluxFrontier(readings);
            List<Standing> standings = stages.standings(world.kube(), frontier);
            stageWatch.look(standings, progress);
            if (stuck) {
              throw new Stuck();
            }
            return condition(world, readings, frontier, standings);
          });
    } catch (Stuck stuck) {
      throw stageWatch.named(watch.stuck(spec, progress));
    } catch (Failure failure) {
      throw failure.kind() == Failure.Kind.TIMED_OUT
          ? stageWatch.named(watch.late(spec, progress, failure))
          : failure;
    } finally {
      Spent.remember(world);
    }
    stageWatch.end(progress);
    List<String> apart = new FluxFrontier(world.kube().flux()).notRehearsed();
    if (!apart.isEmpty()) {
      progress.notRehearsed(apart);
    }
  }

  /** Leaves the wait when there is nothing to wait for any more. */
  private static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stuck() {
      super("nothing that is missing can become ready any more", null, false, false);
    }
  }
}
