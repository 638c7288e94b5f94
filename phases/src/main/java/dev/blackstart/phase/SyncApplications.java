package dev.blackstart.phase;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.phase.FluxStages.Standing;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Argo CD has taken over: every Application it knows is Synced and Healthy. */
final class SyncApplications implements Phase {
  static final PhaseId ID = new PhaseId("applications");

  /** World time for which nothing may have been possible: Argo CD tries again by itself. */
  private static final Duration SURE = Duration.ofMinutes(2);

  private final ClusterSpec spec;
  private final ArgoSource argo;
  private final Duration budget;
  private Optional<Instant> stuckSince = Optional.empty();

  SyncApplications(ClusterSpec spec, ArgoSource argo, Duration budget) {
    this.spec = spec;
    this.argo = argo;
    this.budget = budget.plus(new FluxStages(spec).budget());
  }

  @Override
  public PhaseId id() {
    return ID;
  }

  @Override
  public String claims() {
    return "every Application that Argo CD knows is Synced and Healthy";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.OBJECTS;
  }

  @Override
  public String inputs(World world) {
    return argo.path();
  }

  @Override
  public Condition check(World world) {
    ArgoFrontier frontier = ArgoFrontier.of(world.kube(), argo.namespace());
    return condition(
        frontier,
        new ArgoWorkloads(world.kube(), frontier),
        new FluxStages(spec).standings(frontier));
  }

  private static Condition condition(
      ArgoFrontier frontier, ArgoWorkloads workloads, List<Standing> standings) {
    if (frontier.total() == 0) {
      return Condition.unmet(
          "no Application yet", List.of(new Waiting("Argo CD", "has nothing to do yet")));
    }
    List<Waiting> waiting = workloads.waiting();
    return (waiting.isEmpty()
            ? Condition.met(frontier.counts())
            : Condition.unmet(frontier.counts() + FluxStages.at(standings), waiting))
        .counted(frontier.ready(), frontier.total());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    FluxStages stages = new FluxStages(spec);
    FluxStageWatch watch = new FluxStageWatch(world.time(), stages, id(), "Argo CD");
    progress.until(
        () -> {
          ArgoFrontier frontier = ArgoFrontier.of(world.kube(), argo.namespace());
          ArgoWorkloads workloads = new ArgoWorkloads(world.kube(), frontier);
          List<Standing> standings = stages.standings(frontier);
          watch.look(standings, progress);
          demandHope(frontier, workloads, world.time().now(), progress);
          return condition(frontier, workloads, standings);
        });
    watch.end(progress);
    ArgoFrontier end = ArgoFrontier.of(world.kube(), argo.namespace());
    end.byHand()
        .forEach(each -> progress.log(each.name() + " is not synced by itself: " + each.sync()));
    if (!end.notRehearsed().isEmpty()) {
      progress.notRehearsed(end.notRehearsed());
    }
  }

  private void demandHope(
      ArgoFrontier frontier, ArgoWorkloads workloads, Instant now, Progress progress) {
    if (progress.patient() || !frontier.isStuck(workloads::isLost)) {
      stuckSince = Optional.empty();
      return;
    }
    if (stuckSince.isEmpty()) {
      stuckSince = Optional.of(now);
    }
    if (!now.isBefore(stuckSince.get().plus(SURE))) {
      throw new Failure(
          Failure.Kind.REFUSED,
          frontier.counts() + "; what cannot get there: " + String.join("; ", workloads.lost()),
          "correct what is named, push it, then: blackstart resume");
    }
  }
}
