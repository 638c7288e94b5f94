package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.World;
import java.util.List;

/** Whether everything that refers to a secret can be given its value. */
final class SecretChecks {
  private SecretChecks() {}

  static List<Finding> machineConfigs(ClusterSpec spec, World world) {
    for (Node node : spec.nodes()) {
      world.manifests().machineConfig(node);
    }
    return List.of();
  }

  /** A warning: it stops no node and no release. */
  static List<Finding> fluxTree(ClusterSpec spec, World world) {
    return world.manifests().sealedForFlux().stream()
        .map(file -> PreflightFinding.FLUX_SECRETS.warning(file.at(), file.what(), file.remedy()))
        .toList();
  }

  static List<Finding> seeds(ClusterSpec spec, World world) {
    world.manifests().seeds();
    return List.of();
  }
}
