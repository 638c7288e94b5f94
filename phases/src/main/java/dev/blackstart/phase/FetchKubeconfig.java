package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines.Server;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;

/** We hold an admin kubeconfig, and the API server it names answers. */
final class FetchKubeconfig implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;

  FetchKubeconfig(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("kubeconfig");
  }

  @Override
  public String claims() {
    return "an admin kubeconfig is at hand and the API server answers";
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
    return "cluster CA";
  }

  @Override
  public Condition check(World world) {
    if (world.kube().adopted().isEmpty()) {
      return Condition.unmet("no kubeconfig yet");
    }
    KubeApi.Answer answer = world.kube().answers();
    return answer.ready()
        ? Condition.met("the API server answers: " + answer.because())
        : Condition.unmet(
            "the API server does not answer yet",
            List.of(new Waiting("kube-apiserver", answer.because())));
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    Node node =
        world
            .ledger()
            .choice(BootstrapEtcd.CHOICE)
            .map(spec::node)
            .orElseGet(() -> answering(world));
    // Whatever comes later acts on that cluster: also when nodes and etcd held from the start.
    IdentityChecks.require(node, world);
    world.kube().adopt(world.machines().kubeconfig(node, Server.OF_NODE));
    world
        .kube()
        .expired()
        .ifPresent(
            end -> {
              throw new Failure(
                  Failure.Kind.REFUSED,
                  "the kubeconfig that " + node.name() + " gave expired at " + end,
                  "see its clock: talosctl -n "
                      + node.address()
                      + " time; then: blackstart resume");
            });
    progress.did("took an admin kubeconfig from " + node.name(), ByHand.kubeconfig(node));
    progress.until(() -> check(world));
  }

  /** The first that can be asked; the first of all says best why none can. */
  private Node answering(World world) {
    return spec.controlPlanes().stream()
        .filter(node -> world.machines().report(node).reach() == Reach.OURS)
        .findFirst()
        .orElseGet(() -> spec.controlPlanes().getFirst());
  }
}
