package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Node;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines and identities that more than one cluster claims. */
final class SharedMachines {
  private SharedMachines() {}

  static void check(Collection<ClusterSpec> clusters, Findings findings) {
    identities(clusters, findings);
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

  /** Nodes of clusters with one id find each other, and join what is not theirs. */
  private static void identities(Collection<ClusterSpec> clusters, Findings findings) {
    Map<String, String> owners = new HashMap<>();
    for (ClusterSpec cluster : clusters) {
      cluster.machineConfigs().values().stream()
          .flatMap(source -> id(source).stream())
          .findFirst()
          .ifPresent(
              id -> {
                String before = owners.putIfAbsent(id.text(), cluster.name());
                if (before != null) {
                  findings.add(
                      FindingKind.CLUSTER_ID_SHARED,
                      id.mark(),
                      "cluster " + cluster.name() + " has the cluster.id of cluster " + before,
                      "give each cluster secrets of its own: talosctl gen secrets");
                }
              });
    }
  }

  /** The id its last layer gives it; what cannot be read is told elsewhere. */
  private static Optional<ScalarNode> id(MachineConfigSource source) {
    List<Layer> layers = new ArrayList<>(List.of(source.base()));
    layers.addAll(source.patches());
    return layers.stream()
        .flatMap(
            layer ->
                new Findings()
                        .attempt(() -> Yaml.parse(layer.yaml(), layer.origin()))
                        .orElse(List.of())
                        .stream())
        .flatMap(document -> document.scalar("cluster.id").stream())
        .reduce((first, second) -> second)
        .filter(id -> !id.text().isEmpty());
  }
}
