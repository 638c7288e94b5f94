package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Role;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.settings.TalosSettings;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talos.NodeReader.ReadNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong between the nodes of a cluster. */
final class NodeChecks {
  private final Findings findings;

  NodeChecks(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param all whether every node there is a file for was read
   */
  void check(String cluster, List<ReadNode> nodes, boolean all, TalosSettings settings) {
    if (all && nodes.stream().noneMatch(node -> node.role() == Role.CONTROL_PLANE)) {
      findings.add(
          FindingKind.NO_CONTROL_PLANE,
          cluster.isEmpty() ? "the cluster" : "cluster " + cluster,
          "none of its nodes is a control plane",
          "put at least one node's file into a folder controlplane, or give it role:"
              + " controlplane in blackstart.yaml");
    }
    addresses(nodes);
    names(nodes);
    nodes.stream().filter(ReadNode::roleAssumed).forEach(this::assumed);
    settings.patches().forEach(pattern -> pattern(pattern, nodes));
  }

  private void addresses(List<ReadNode> nodes) {
    Map<String, ReadNode> owners = new HashMap<>();
    for (ReadNode node : nodes) {
      String own = node.address();
      for (Setting<String> address : node.addresses()) {
        ReadNode before = owners.putIfAbsent(address.value(), node);
        if (before != null && !before.equals(node)) {
          findings.add(
              FindingKind.DUPLICATE_ADDRESS,
              address.at(),
              "node "
                  + own
                  + " is given "
                  + address.value()
                  + ", which node "
                  + before.address()
                  + " has already",
              "give each node an address of its own");
        }
      }
      boolean has = node.addresses().stream().anyMatch(address -> address.value().equals(own));
      if (!node.addresses().isEmpty() && !has) {
        findings.add(
            FindingKind.ADDRESS_MISMATCH,
            node.addresses().getFirst().at(),
            "the file of node "
                + own
                + " gives it "
                + node.addresses().getFirst().value()
                + " instead",
            "name the file after the address the node will have, or correct the address");
      }
    }
  }

  private void names(List<ReadNode> nodes) {
    Map<String, ReadNode> owners = new HashMap<>();
    for (ReadNode node : nodes) {
      ReadNode before = owners.putIfAbsent(node.name().value(), node);
      if (before != null) {
        findings.add(
            FindingKind.DUPLICATE_HOSTNAME,
            node.name().at(),
            "node "
                + node.address()
                + " is called "
                + node.name().value()
                + ", as is node "
                + before.address(),
            "give each node a host name of its own");
      }
    }
  }

  private void assumed(ReadNode node) {
    findings.add(
        FindingKind.ROLE_ASSUMED,
        node.draft().at(),
        "nothing says what node " + node.address() + " is for: taken for a control plane",
        "set machine.type in its file, or its role in blackstart.yaml");
  }

  private void pattern(Setting<String> pattern, List<ReadNode> nodes) {
    List<ReadNode> without =
        nodes.stream().filter(node -> node.missing().contains(pattern)).toList();
    if (without.isEmpty()) {
      return;
    }
    if (without.size() == nodes.size()) {
      findings.add(
          FindingKind.PATH_MATCHES_NOTHING,
          pattern.at(),
          pattern.value() + " matches no file for any node",
          "correct the pattern, or remove it");
    } else if (Placeholders.isPerNode(pattern.value())) {
      without.forEach(
          node ->
              findings.add(
                  FindingKind.NODE_WITHOUT_PATCH,
                  pattern.at(),
                  pattern.value()
                      + " matches no file for node "
                      + node.address()
                      + ", other nodes have one",
                  "add the file if the node needs one"));
    }
  }
}
