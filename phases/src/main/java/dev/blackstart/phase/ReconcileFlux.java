package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;

/** Flux has taken over: every Kustomization and HelmRelease it knows is Ready. */
final class ReconcileFlux implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;

  ReconcileFlux(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
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
    List<FluxReading> readings =
        world.kube().flux().stream().filter(reading -> !reading.suspended()).toList();
    boolean begun =
        readings.stream().anyMatch(reading -> reading.ref().kind().equals("Kustomization"));
    if (!begun) {
      return Condition.unmet(
          "Flux has no Kustomization yet", List.of(new Waiting("Flux", "no Kustomization yet")));
    }
    List<FluxReading> counted =
        readings.stream().filter(reading -> !notRehearsed(reading)).toList();
    List<Waiting> waiting =
        counted.stream().filter(reading -> !reading.ready()).map(ReconcileFlux::waiting).toList();
    int total = counted.size();
    int ready = total - waiting.size();
    int left = readings.size() - total;
    String because =
        ready + " of " + total + " Ready" + (left > 0 ? ", " + left + " not rehearsed" : "");
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(ready, total);
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    progress.until(() -> check(world));
    long left = world.kube().flux().stream().filter(ReconcileFlux::notRehearsed).count();
    if (left > 0) {
      progress.log(left + " HelmReleases not rehearsed: their charts are not at hand");
    }
  }

  private static boolean notRehearsed(FluxReading reading) {
    return reading.reason().equals("NotRehearsed");
  }

  private static Waiting waiting(FluxReading reading) {
    String reason =
        reading.message().isEmpty()
            ? reading.reason()
            : reading.reason() + ": " + reading.message();
    return new Waiting(reading.ref().toString(), reason.isEmpty() ? "not reconciled yet" : reason);
  }
}
