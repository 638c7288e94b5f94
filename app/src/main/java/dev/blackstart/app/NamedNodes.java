package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import java.util.List;

/** The nodes an operator names. */
final class NamedNodes {
  private NamedNodes() {}

  /**
   * Those that are meant, in the order of the repository.
   *
   * @param wanted names or addresses; empty for all
   * @throws Refusal 2 when there is no such node
   */
  static List<Node> of(ClusterSpec spec, List<String> wanted) {
    for (String called : wanted) {
      if (spec.nodes().stream().noneMatch(node -> isCalled(node, called))) {
        throw new Refusal(
            2,
            "cluster " + spec.name() + " has no node " + called,
            "one of: " + String.join(", ", spec.nodes().stream().map(Node::name).toList()));
      }
    }
    return spec.nodes().stream()
        .filter(
            node -> wanted.isEmpty() || wanted.stream().anyMatch(called -> isCalled(node, called)))
        .toList();
  }

  private static boolean isCalled(Node node, String called) {
    return node.name().equals(called) || node.address().equals(called);
  }
}
