package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.phase.inside.ImageMirrors;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;

/**
 * Spegel's mirror answers on every node. That it hands out an image of another node is waited for
 * two minutes and then told: nothing leans on it, for images come from their registries else.
 */
final class MirrorGate implements ReleaseGate {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String namespace;
  private final List<Node> nodes;
  private final Asking asking = new Asking(PATIENCE);

  /**
   * @param nodes of the repository; none where it names none
   */
  MirrorGate(String namespace, List<Node> nodes) {
    this.namespace = namespace;
    this.nodes = List.copyOf(nodes);
  }

  @Override
  public List<Waiting> missing(World world) {
    return asking.missing(
        world.time().now(), () -> ImageMirrors.ask(world, namespace, NodeNames.of(world, nodes)));
  }

  @Override
  public List<String> remarks() {
    return asking.remarks();
  }
}
