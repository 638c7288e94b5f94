package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Follows Flux from look to look, and tells when waiting has become pointless, and why. */
final class FluxWatch {
  /** World time for which nothing may have been possible: views of a cluster lag behind it. */
  private static final Duration SURE = Duration.ofSeconds(60);

  private final TimeSource time;
  private final FluxAttempts attempts;
  private FluxFrontier frontier = new FluxFrontier(List.of());
  private Optional<Instant> stuckSince = Optional.empty();

  FluxWatch(TimeSource time, Duration budget) {
    this.time = time;
    this.attempts = new FluxAttempts(time.now().plus(budget));
  }

  /** Takes in what Flux says; whether nothing that is missing can become ready any more. */
  boolean isStuck(List<FluxReading> readings) {
    Instant now = time.now();
    attempts.look(readings, now);
    frontier = new FluxFrontier(readings);
    if (!frontier.isStuck(reading -> attempts.isGivenUp(reading, now))) {
      stuckSince = Optional.empty();
      return false;
    }
    if (stuckSince.isEmpty()) {
      stuckSince = Optional.of(now);
    }
    return !now.isBefore(stuckSince.get().plus(SURE));
  }

  private List<FluxReading> roots() {
    Instant now = time.now();
    return frontier.roots(reading -> attempts.isGivenUp(reading, now)).stream()
        .map(attempts::asItFailed)
        .toList();
  }

  /** Tells every fault and who waits because of it. */
  private void explain(ClusterSpec spec, Progress progress) {
    FluxFaults faults = new FluxFaults(spec.findings(), frontier);
    faults.of(roots()).forEach(progress::finding);
    List<Finding> unseen = faults.unseen();
    if (!unseen.isEmpty()) {
      progress.log("Flux has not come to what follows, which would not become ready either");
      unseen.forEach(progress::finding);
    }
    frontier
        .missing()
        .forEach(
            reading ->
                frontier
                    .behind(reading)
                    .ifPresent(who -> progress.log(reading.ref() + " waits for " + who)));
    List<String> apart = frontier.notRehearsed();
    if (!apart.isEmpty()) {
      progress.notRehearsed(apart);
    }
  }

  /** What to say when it is stuck. */
  Failure stuck(ClusterSpec spec, Progress progress) {
    explain(spec, progress);
    return new Failure(
        Failure.Kind.REFUSED,
        lost(),
        "correct what is named above, push it, then: blackstart resume");
  }

  /** The same when time is over: with the faults that are known by then. */
  Failure late(ClusterSpec spec, Progress progress, Failure failure) {
    explain(spec, progress);
    return roots().isEmpty()
        ? failure
        : new Failure(failure.kind(), lost(), failure.remedy(), failure);
  }

  private String lost() {
    List<FluxReading> roots = roots();
    int waiting = frontier.missing().size() - roots.size();
    return frontier.counts()
        + " are Ready; what cannot become Ready: "
        + roots.stream()
            .map(root -> root.ref().namespace() + "/" + root.ref().name())
            .collect(Collectors.joining(", "))
        + (waiting > 0 ? "; " + waiting + " more wait" : "");
  }
}
