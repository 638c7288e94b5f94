package dev.blackstart.phase;

import dev.blackstart.cluster.ArgoSource;
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
import java.util.stream.Collectors;

/** Argo CD has taken over: every Application it knows is Synced and Healthy. */
final class SyncApplications implements Phase {
  /** World time for which nothing may have been possible: Argo CD tries again by itself. */
  private static final Duration SURE = Duration.ofMinutes(2);

  private final ArgoSource argo;
  private final Duration budget;
  private Optional<Instant> stuckSince = Optional.empty();

  SyncApplications(ArgoSource argo, Duration budget) {
    this.argo = argo;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("applications");
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
    return condition(frontier(world));
  }

  private ArgoFrontier frontier(World world) {
    return new ArgoFrontier(world.kube().list(ApplyRoot.API, "Application", argo.namespace()));
  }

  private Condition condition(ArgoFrontier frontier) {
    if (frontier.total() == 0) {
      return Condition.unmet(
          "no Application yet", List.of(new Waiting("Argo CD", "has nothing to do yet")));
    }
    List<Waiting> waiting = frontier.waiting();
    return (waiting.isEmpty()
            ? Condition.met(frontier.counts())
            : Condition.unmet(frontier.counts(), waiting))
        .counted(frontier.ready(), frontier.total());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    progress.until(
        () -> {
          ArgoFrontier frontier = frontier(world);
          demandHope(frontier, world.time().now());
          return condition(frontier);
        });
    ArgoFrontier end = frontier(world);
    end.byHand()
        .forEach(each -> progress.log(each.name() + " is not synced by itself: " + each.sync()));
    if (!end.notRehearsed().isEmpty()) {
      progress.notRehearsed(end.notRehearsed());
    }
  }

  private void demandHope(ArgoFrontier frontier, Instant now) {
    if (!frontier.isStuck()) {
      stuckSince = Optional.empty();
      return;
    }
    if (stuckSince.isEmpty()) {
      stuckSince = Optional.of(now);
    }
    if (!now.isBefore(stuckSince.get().plus(SURE))) {
      throw new Failure(
          Failure.Kind.REFUSED,
          frontier.counts()
              + "; what cannot get there: "
              + frontier.lost().stream()
                  .map(each -> each.name() + ": " + each.reason())
                  .collect(Collectors.joining("; ")),
          "correct what is named, push it, then: blackstart resume");
    }
  }
}
