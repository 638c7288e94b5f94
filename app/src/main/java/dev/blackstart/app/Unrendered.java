package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;

/** Clusters that are read but whose machine configs this program does not render. */
final class Unrendered {
  private Unrendered() {}

  /**
   * Keeps a verb that needs machine configs from beginning.
   *
   * @throws Refusal 3 when a node has none
   */
  static void refuse(ClusterSpec spec) {
    long without =
        spec.nodes().stream()
            .filter(node -> !spec.machineConfigs().containsKey(node.address()))
            .count();
    if (without > 0) {
      throw new Refusal(
          3,
          "cluster "
              + spec.name()
              + ": machine configs of the family "
              + spec.family().talos()
              + " cannot be rendered yet, "
              + without
              + " nodes have none",
          "blackstart plan shows all else; for a run keep the configs that "
              + spec.family().talos()
              + " renders as plain files, one for each node, in a repository without "
              + spec.family().talos());
    }
  }
}
