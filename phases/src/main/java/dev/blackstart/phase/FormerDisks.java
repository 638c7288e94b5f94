package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeOperations.FoundVolume;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands on disks that a reset does not touch, such as those of a former Rook. */
final class FormerDisks {
  private static final String ID = "disks";
  private static final Set<String> SYSTEM = Set.of("EPHEMERAL", "STATE", "META");

  private FormerDisks() {}

  /** The disks the operator named, {@code NODE:/dev/x} each. */
  static List<WipeDisks.NodeDisk> named(ClusterSpec spec, List<String> words) {
    List<WipeDisks.NodeDisk> disks = new ArrayList<>();
    for (String word : words) {
      int colon = word.indexOf(":/");
      String called = colon < 0 ? word : word.substring(0, colon);
      Node node =
          spec.nodes().stream()
              .filter(each -> each.name().equals(called) || each.address().equals(called))
              .filter(each -> colon > 0)
              .findFirst()
              .orElseThrow(
                  () ->
                      new Failure(
                          Failure.Kind.INPUT,
                          "--wipe-disks " + word + " names no disk of a node of " + spec.name(),
                          "write NODE:/dev/NAME; the nodes are "
                              + spec.nodes().stream()
                                  .map(Node::name)
                                  .collect(Collectors.joining(", "))));
      disks.add(new WipeDisks.NodeDisk(node, word.substring(colon + 1)));
    }
    return disks;
  }

  /** Disks that hold something and are not named are told, those that may not be wiped refused. */
  static List<Finding> look(ClusterSpec spec, List<WipeDisks.NodeDisk> wiped, World world) {
    List<Finding> findings = new ArrayList<>();
    for (Node node : spec.nodes()) {
      List<FoundVolume> volumes = volumes(node, world);
      Set<String> system =
          volumes.stream()
              .filter(volume -> SYSTEM.contains(volume.label()))
              .map(FoundVolume::disk)
              .collect(Collectors.toSet());
      for (WipeDisks.NodeDisk disk : wiped) {
        if (disk.node().equals(node) && system.contains(disk.path())) {
          findings.add(
              new Finding(
                  ID,
                  Level.ERROR,
                  disk.toString(),
                  "Talos itself lies on that disk",
                  "name another disk; the reset wipes what is Talos's"));
        }
      }
      volumes.stream()
          .filter(volume -> !volume.content().isEmpty() && !system.contains(volume.disk()))
          .filter(volume -> !wiped.contains(new WipeDisks.NodeDisk(node, volume.disk())))
          .collect(Collectors.groupingBy(FoundVolume::disk, Collectors.toList()))
          .forEach((disk, found) -> findings.add(kept(node, disk, found)));
    }
    return findings;
  }

  private static Finding kept(Node node, String disk, List<FoundVolume> found) {
    String holds =
        found.stream().map(FoundVolume::content).distinct().collect(Collectors.joining(", "));
    String named = node.name() + ":" + disk;
    return new Finding(
        ID,
        Level.INFO,
        named,
        "the disk holds " + holds + " and is left as it is",
        "wipe it too: --wipe-disks " + named);
  }

  /** A node that does not tell is told of by another check. */
  private static List<FoundVolume> volumes(Node node, World world) {
    try {
      return world.operations().volumes(node);
    } catch (Failure silent) {
      return List.of();
    }
  }
}
