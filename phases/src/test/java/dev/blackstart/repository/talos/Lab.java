package dev.blackstart.repository.talos;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.settings.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small cluster in pieces, and what is read of it. */
final class Lab {
  /** A whole machine config but for its type. */
  static final String WHOLE =
      """
      machine:
        install:
          disk: /dev/sda
          image: ghcr.io/siderolabs/installer:v1.12.6
      cluster:
        clusterName: lab
        controlPlane: {endpoint: "https://10.0.0.10:6443"}
      """;

  static final String OF_CONTROL_PLANES = "machine: {type: controlplane}\n";

  private Lab() {}

  static ClusterSpec read(Path folder) {
    return RepositoryReader.read(folder, new ReadOptions(Map.of(), Map.of())).cluster("lab");
  }

  static String hostname(String name, String address) {
    return "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: "
        + name
        + "\n---\napiVersion: v1alpha1\nkind: LinkConfig\nname: eth0\naddresses: [{address: "
        + address
        + "/24}]\n";
  }

  static List<String> nodes(ClusterSpec cluster) {
    return cluster.nodes().stream()
        .map(
            node ->
                node.name()
                    + " "
                    + node.address()
                    + " "
                    + node.role().machineType()
                    + " "
                    + node.versions().talos().orElse("-"))
        .toList();
  }

  static List<String> findings(ClusterSpec cluster) {
    return cluster.findings().stream()
        .filter(finding -> !finding.id().startsWith("no-"))
        .map(finding -> finding.id() + " " + finding.at())
        .toList();
  }
}
