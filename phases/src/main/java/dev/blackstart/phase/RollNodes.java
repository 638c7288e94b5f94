package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes are made as wanted one after another, or a few at once. */
final class RollNodes implements Phase {
  private final PhaseId id;
  private final String claims;
  private final List<Node> nodes;
  private final int parallel;
  private final NodeTask task;
  private final Duration budget;
  private final Map<Node, NodeTurn> turns = new LinkedHashMap<>();

  /**
   * @param parallel how many turns go on at once
   * @param drain whether nodes are drained before they go down
   * @param budget of the phase
   */
  RollNodes(
      PhaseId id,
      String claims,
      ClusterSpec spec,
      List<Node> nodes,
      int parallel,
      boolean drain,
      NodeTask task,
      Duration budget) {
    this.id = id;
    this.claims = claims;
    this.nodes = List.copyOf(nodes);
    this.parallel = parallel;
    this.task = task;
    this.budget = budget;
    nodes.forEach(node -> turns.put(node, new NodeTurn(spec, node, task, drain, id.name())));
  }

  @Override
  public PhaseId id() {
    return id;
  }

  @Override
  public String claims() {
    return claims;
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
    InputDigest digest = new InputDigest();
    nodes.forEach(node -> digest.with(task.inputs(node, world)));
    return digest.hex();
  }

  @Override
  public Condition check(World world) {
    List<Waiting> waiting = new ArrayList<>();
    turns.values().forEach(turn -> turn.unfinished(world).ifPresent(waiting::add));
    return told(waiting);
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    progress.until(() -> advance(world, progress));
  }

  /** Those who began come first in the order, so they go on before others begin. */
  private Condition advance(World world, Progress progress) {
    List<Waiting> waiting = new ArrayList<>();
    for (NodeTurn turn : turns.values()) {
      Optional<Waiting> unfinished = turn.unfinished(world);
      if (unfinished.isEmpty()) {
        continue;
      }
      if (waiting.size() < parallel) {
        turn.step(world, progress).ifPresent(waiting::add);
      } else {
        Waiting later = unfinished.get();
        waiting.add(
            new Waiting(
                later.who(),
                "its turn comes later",
                Optional.empty(),
                Optional.of(waiting.getFirst().who())));
      }
    }
    return told(waiting);
  }

  private Condition told(List<Waiting> waiting) {
    int total = nodes.size();
    int done = total - waiting.size();
    String because = total == 1 ? claims : done + " of " + total + " nodes are as wanted";
    return (waiting.isEmpty()
            ? Condition.met(because)
            : Condition.unmet(total == 1 ? waiting.getFirst().toString() : because, waiting))
        .counted(done, total);
  }
}
