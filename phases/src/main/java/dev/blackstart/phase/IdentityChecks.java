package dev.blackstart.phase;

import static dev.blackstart.phase.PreflightFinding.CLUSTER_OTHER;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;

/**
 * Whether configured nodes that let us in are of this cluster. They may not be: another operator
 * made a cluster with the same Talos CA, or its secrets were generated anew.
 */
final class IdentityChecks {
  private IdentityChecks() {}

  static List<Finding> configured(ClusterSpec spec, World world) {
    NodeChecks.awaitAnswers(spec, world);
    return spec.nodes().stream()
        .filter(node -> world.machines().report(node).reach() == Reach.OURS)
        .flatMap(node -> of(node, world).stream())
        .toList();
  }

  /** What tells a configured node from one of this cluster. */
  static Optional<Finding> of(Node node, World world) {
    String wanted = world.manifests().machineConfig(node).digest();
    boolean same = world.machines().configDigest(node).map(wanted::equals).orElse(true);
    if (same) {
      return Optional.empty();
    }
    List<String> differences =
        world.manifests().otherCluster(node, world.operations().runningConfig(node));
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CLUSTER_OTHER.error(
                NodeChecks.at(node),
                "it lets us in, but it is of another cluster: " + String.join("; ", differences),
                "use that cluster's own secrets, or reset the node if it should join this one: "
                    + ByHand.reset(node)));
  }

  /**
   * @throws Failure REFUSED when it is of another cluster
   */
  static void require(Node node, World world) {
    of(node, world)
        .ifPresent(
            finding -> {
              throw new Failure(
                  Failure.Kind.REFUSED, finding.at() + ": " + finding.what(), finding.remedy());
            });
  }
}
