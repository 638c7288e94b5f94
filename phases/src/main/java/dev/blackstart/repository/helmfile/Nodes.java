package dev.blackstart.repository.helmfile;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Small questions to YAML nodes. */
final class Nodes {
  private Nodes() {}

  /** The items of a list; none when there is none. */
  static List<YamlNode> items(Optional<YamlNode> node) {
    return node.filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of());
  }

  /** The texts of a list's scalars. */
  static List<String> texts(Optional<YamlNode> node) {
    return items(node).stream()
        .filter(ScalarNode.class::isInstance)
        .map(item -> ((ScalarNode) item).text())
        .toList();
  }
}
