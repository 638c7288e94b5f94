package dev.blackstart.phase;

import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;

/** A cluster we did not bring up has nodes; Ready may wait for a network that is a release. */
final class AdoptedNodes implements Phase {
  private final Duration budget;

  AdoptedNodes(Duration budget) {
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("nodes");
  }

  @Override
  public String claims() {
    return "the adopted cluster has nodes; Ready may wait for the network";
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
    return "the cluster's own nodes";
  }

  @Override
  public Condition check(World world) {
    List<KubeObject> nodes = world.kube().list("v1", "Node", "");
    long ready = nodes.stream().filter(AdoptedNodes::isReady).count();
    return nodes.isEmpty()
        ? Condition.unmet("no node is registered")
        : Condition.met(nodes.size() + " registered, " + ready + " of them Ready")
            .counted(nodes.size(), nodes.size());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    progress.until(() -> check(world));
  }

  static boolean isReady(KubeObject node) {
    return node.condition("Ready").map(ready -> ready.text("status").equals("True")).orElse(false);
  }
}
