package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.NodeOperations.FoundVolume;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nothing is found any more on the disks the operator named. */
final class WipeDisks implements Phase {
  private final List<NodeDisk> disks;
  private final Duration budget;

  /** A disk the operator named. */
  record NodeDisk(Node node, String path) {
    @Override
    public String toString() {
      return node.name() + ":" + path;
    }
  }

  WipeDisks(List<NodeDisk> disks, Duration budget) {
    this.disks = List.copyOf(disks);
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("disks");
  }

  @Override
  public String claims() {
    return "nothing is left on the disks that were named";
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
    return disks.toString();
  }

  @Override
  public Condition check(World world) {
    List<Waiting> waiting = new ArrayList<>();
    for (NodeDisk disk : disks) {
      found(disk, world)
          .ifPresent(
              volume ->
                  waiting.add(
                      new Waiting(disk.node().name(), disk.path() + " holds " + volume.content())));
    }
    int empty = disks.size() - waiting.size();
    String because = empty + " of " + disks.size() + " disks are empty";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(empty, disks.size());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    for (NodeDisk disk : disks) {
      if (found(disk, world).isPresent()) {
        world.operations().wipeDisks(disk.node(), List.of(disk.path()));
        progress.did("wiped " + disk.path() + " of " + disk.node().name(), ByHand.wipeDisk(disk));
      }
    }
  }

  private static Optional<FoundVolume> found(NodeDisk disk, World world) {
    return world.operations().volumes(disk.node()).stream()
        .filter(volume -> volume.disk().equals(disk.path()) || volume.path().equals(disk.path()))
        .filter(volume -> !volume.content().isEmpty())
        .findFirst();
  }
}
