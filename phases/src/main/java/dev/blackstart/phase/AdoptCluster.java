package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;

/** The cluster stands already: we hold the kubeconfig the operator named, and it answers. */
final class AdoptCluster implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;

  AdoptCluster(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("kubeconfig");
  }

  @Override
  public String claims() {
    return "the API server of the adopted kubeconfig answers";
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
    return new InputDigest().with(spec.name()).hex();
  }

  @Override
  public Condition check(World world) {
    if (world.kube().adopted().isEmpty()) {
      return Condition.unmet("no kubeconfig: name one by --adopt");
    }
    KubeApi.Answer answer = world.kube().answers();
    return answer.ready()
        ? Condition.met("the API server answers: " + answer.because())
        : Condition.unmet(
            "the API server does not answer",
            List.of(new Waiting("kube-apiserver", answer.because())));
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    if (world.kube().adopted().isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          "cluster " + spec.name() + " has no machines in the repository, and no kubeconfig",
          "name the kubeconfig of the cluster that stands: --adopt KUBECONFIG");
    }
    progress.until(() -> check(world));
  }
}
