package dev.blackstart.template.yaml;

import java.util.List;
import java.util.Optional;

/** A node of a document, with anchors, aliases and merge keys already resolved; immutable. */
public sealed interface YamlNode permits MapNode, ListNode, ScalarNode {
  /** Where the node begins; what an alias stands for has the place of its anchor. */
  Mark mark();

  /**
   * The node at a path such as {@code spec.values} or {@code releases.0.name}: dots part the steps,
   * a number steps into a list. Keys that hold a dot cannot be reached this way; use {@link
   * MapNode#get}.
   */
  default Optional<YamlNode> at(String path) {
    Optional<YamlNode> node = Optional.of(this);
    for (String step : path.split("\\.", -1)) {
      node = node.flatMap(from -> from.step(step));
    }
    return node;
  }

  /** The text of the scalar at a path; empty when nothing or a null stands there, or no scalar. */
  default Optional<String> text(String path) {
    return scalar(path).map(ScalarNode::text);
  }

  /** The scalar at a path; empty when nothing or a null stands there, or no scalar. */
  default Optional<ScalarNode> scalar(String path) {
    return at(path)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .filter(scalar -> !scalar.isNull());
  }

  /** The scalars of the list at a path, nulls too; none when no list stands there. */
  default List<ScalarNode> scalars(String path) {
    return at(path).stream()
        .filter(ListNode.class::isInstance)
        .flatMap(list -> ((ListNode) list).items().stream())
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .toList();
  }

  private Optional<YamlNode> step(String step) {
    return switch (this) {
      case MapNode map -> map.get(step);
      case ListNode list -> list.get(step);
      case ScalarNode scalar -> Optional.empty();
    };
  }
}
