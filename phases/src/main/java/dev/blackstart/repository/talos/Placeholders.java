package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What paths of {@code blackstart.yaml} may hold in braces, and templates know as variables.
 *
 * @param cluster the cluster's name
 * @param role {@code controlplane} or {@code worker}
 * @param address the node's
 * @param node what the repository calls it: the name of its file, else its host name
 * @param hostname the node's, its file's name or its address as long as it is not known
 * @param schematic id of the schematic that lies beside the config, in an Image Factory
 */
record Placeholders(
    String cluster,
    String role,
    String address,
    String node,
    String hostname,
    Optional<String> schematic) {
  Placeholders(String cluster, String role, String address, String node, String hostname) {
    this(cluster, role, address, node, hostname, Optional.empty());
  }

  /** The same for a node installed from an image of this schematic. */
  Placeholders with(Optional<String> schematic) {
    return new Placeholders(cluster, role, address, node, hostname, schematic);
  }

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
    schematic.ifPresent(
        id ->
            List.of("schematic", "schematic_id", "schematicId")
                .forEach(name -> variables.put(name, id)));
    if (cluster.isEmpty()) {
      variables.remove("cluster");
    }
    return variables;
  }

  /** What task files of the field export for each node before they render. */
  Map<String, String> environment() {
    String controlPlane = role.equals(Role.CONTROL_PLANE.machineType()) ? "true" : "";
    Map<String, String> environment = new LinkedHashMap<>();
    List.of("IS_CONTROLPLANE", "IS_CONTROL_PLANE", "IS_CONTROLLER", "CONTROLPLANE")
        .forEach(name -> environment.put(name, controlPlane));
    List.of("MACHINE_TYPE", "MACHINETYPE").forEach(name -> environment.put(name, role));
    schematic.ifPresent(
        id ->
            List.of("SCHEMATIC", "SCHEMATIC_ID", "TALOS_SCHEMATIC", "TALOS_SCHEMATIC_ID")
                .forEach(name -> environment.put(name, id)));
    return environment;
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("cluster", cluster);
    names.put("role", role);
    names.put("node", node);
    names.put("address", address);
    names.put("hostname", hostname);
    return names;
  }
}
