package dev.blackstart.repository.talos;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What paths of {@code blackstart.yaml} may hold in braces, and templates know as variables.
 *
 * @param cluster the cluster's name
 * @param role {@code controlplane} or {@code worker}
 * @param address the node's
 * @param hostname the node's, its address as long as it is not known
 */
record Placeholders(String cluster, String role, String address, String hostname) {
  /** A pattern with its braces filled in. */
  String fill(String pattern) {
    String filled = pattern;
    for (Map.Entry<String, String> name : names().entrySet()) {
      filled = filled.replace("{" + name.getKey() + "}", name.getValue());
    }
    return filled;
  }

  /** Whether a pattern gives each node a file of its own. */
  static boolean isPerNode(String pattern) {
    return pattern.contains("{node}")
        || pattern.contains("{address}")
        || pattern.contains("{hostname}");
  }

  /** The cluster as findings call it. */
  String clusterTitle() {
    return cluster.isEmpty() ? "the cluster" : "cluster " + cluster;
  }

  /** The variables every template of the node is given. */
  Map<String, Object> variables() {
    Map<String, Object> variables = new LinkedHashMap<>(names());
    variables.put("machinetype", role);
    if (cluster.isEmpty()) {
      variables.remove("cluster");
    }
    return variables;
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("cluster", cluster);
    names.put("role", role);
    names.put("node", hostname);
    names.put("address", address);
    names.put("hostname", hostname);
    return names;
  }
}
