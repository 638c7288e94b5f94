package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.NodeOperations.ApplyMode;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;

/** What will change on each node, and how it takes effect, as the node itself says. */
final class ShowChanges implements Phase {
  private final List<Node> nodes;
  private final ApplyMode mode;
  private final Duration budget;
  private Condition last = Condition.met("is looked at in every run");

  ShowChanges(List<Node> nodes, ApplyMode mode, Duration budget) {
    this.nodes = List.copyOf(nodes);
    this.mode = mode;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("changes");
  }

  @Override
  public String claims() {
    return "it is known what changes on each node, and how it takes effect";
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
  public boolean acts() {
    return false;
  }

  @Override
  public String inputs(World world) {
    InputDigest digest = new InputDigest();
    nodes.forEach(node -> digest.with(world.manifests().machineConfigInputs(node)));
    return digest.hex();
  }

  @Override
  public Condition check(World world) {
    return last;
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    List<ConfigPreview> previews =
        progress
            .fanout()
            .each(
                nodes.stream()
                    .filter(node -> world.machines().report(node).reach() == Reach.OURS)
                    .toList(),
                4,
                node -> ConfigPreview.of(node, world, mode));
    previews.forEach(
        preview -> {
          progress.log(preview.node().name() + ": " + preview.effect());
          preview.diff().forEach(line -> progress.log(preview.node().name() + ": " + line));
        });
    long changed = previews.stream().filter(ConfigPreview::changes).count();
    last =
        Condition.met(changed + " of " + nodes.size() + " nodes change")
            .counted(nodes.size(), nodes.size());
  }
}
