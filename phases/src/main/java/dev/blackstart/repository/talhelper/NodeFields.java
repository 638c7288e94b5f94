package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a node's own fields and those of its group come to (facts of talhelper's
 * pkg/config/nodeconfigs.go): a field of the node that says anything holds, but patches, manifests
 * and certificate names of both are taken unless the node overrides them.
 */
final class NodeFields {
  /** Keys of a node that a group does not have. */
  private static final Set<String> OWN =
      Set.of(
          "hostname",
          "ipAddress",
          "controlPlane",
          "installDisk",
          "installDiskSelector",
          "ignoreHostname",
          "overridePatches",
          "overrideExtraManifests",
          "overrideMachineCertSANs");

  private NodeFields() {}

  static Part of(MapNode node, Optional<MapNode> group, Findings findings) {
    Part own = new Part(node, findings);
    if (group.isEmpty()) {
      return own;
    }
    Part all = new Part(group.get(), findings);
    Map<String, MapNode.Entry> fields = new LinkedHashMap<>();
    node.entries().forEach(entry -> fields.put(entry.key().text(), entry));
    for (MapNode.Entry entry : group.get().entries()) {
      String key = entry.key().text();
      if (!OWN.contains(key) && own.get(key).filter(NodeFields::saysAnything).isEmpty()) {
        fields.put(key, entry);
      }
    }
    joined(fields, "patches", all, own, own.isTrue("overridePatches"));
    joined(fields, "extraManifests", own, all, own.isTrue("overrideExtraManifests"));
    joined(fields, "certSANs", own, all, own.isTrue("overrideMachineCertSANs"));
    return new Part(MapNode.of(node.mark(), List.copyOf(fields.values())), findings);
  }

  private static void joined(
      Map<String, MapNode.Entry> fields, String key, Part first, Part second, boolean overridden) {
    Optional<ListNode> before = first.list(key);
    Optional<ListNode> after = second.list(key);
    if (overridden || before.isEmpty() || after.isEmpty()) {
      return;
    }
    List<YamlNode> items = new ArrayList<>(before.get().items());
    items.addAll(after.get().items());
    fields.computeIfPresent(
        key,
        (name, entry) -> new MapNode.Entry(entry.key(), new ListNode(entry.value().mark(), items)));
  }

  /** False, "" and structures without fields are as good as absent in Go, empty lists are not. */
  private static boolean saysAnything(YamlNode value) {
    return !(value instanceof ScalarNode scalar)
        || !(scalar.text().isEmpty() || scalar.text().matches("false|False|FALSE"));
  }
}
