package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Machines that more than one cluster claims. */
final class SharedMachines {
  private SharedMachines() {}

  static void check(Collection<ClusterSpec> clusters, Findings findings) {
    Map<String, String> owners = new HashMap<>();
    for (ClusterSpec cluster : clusters) {
      for (Node node : cluster.nodes()) {
        String before = owners.putIfAbsent(node.address(), cluster.name());
        if (before != null && !before.equals(cluster.name())) {
          findings.add(
              FindingKind.ADDRESS_IN_TWO_CLUSTERS,
              "cluster " + cluster.name(),
              "its node " + node.address() + " is a node of cluster " + before + " too",
              "give each cluster machines of its own; bootstrapping one wipes the other");
        }
      }
    }
  }
}
