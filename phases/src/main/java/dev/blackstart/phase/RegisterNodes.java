package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every node of the repository is registered in Kubernetes, by name. Ready comes with the CNI. */
final class RegisterNodes implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;

  RegisterNodes(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("nodes");
  }

  @Override
  public String claims() {
    return "every node is registered in Kubernetes; Ready may wait for the network";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.NODES;
  }

  @Override
  public String inputs(World world) {
    return spec.nodes().stream().map(Node::name).sorted().collect(Collectors.joining(","));
  }

  @Override
  public Condition check(World world) {
    Set<String> registered =
        world.kube().list("v1", "Node", "").stream()
            .map(KubeObject::name)
            .collect(Collectors.toSet());
    List<Waiting> waiting = new ArrayList<>();
    for (Node node : spec.nodes()) {
      if (!registered.contains(node.name())) {
        waiting.add(new Waiting(node.name(), "not registered yet"));
      }
    }
    int total = spec.nodes().size();
    int there = total - waiting.size();
    String because = there + " of " + total + " registered";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(there, total);
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    progress.until(() -> check(world));
  }
}
