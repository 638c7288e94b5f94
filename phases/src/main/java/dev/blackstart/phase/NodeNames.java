package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.List;

/** Which nodes are meant by all nodes: those of the repository, else those that are registered. */
final class NodeNames {
  private NodeNames() {}

  static List<String> of(World world, List<Node> nodes) {
    return nodes.isEmpty()
        ? world.kube().list("v1", "Node", "").stream().map(KubeObject::name).sorted().toList()
        : nodes.stream().map(Node::name).toList();
  }
}
