package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.Progress;
import dev.blackstart.world.World;
import java.util.Optional;

/** What a rolling phase does to a node when its turn comes. */
interface NodeTask {
  /** What it costs a node to be made as wanted. */
  enum Effect {
    /** Nothing that runs on it is disturbed. */
    LIVE,
    /** Its pods are disturbed. */
    PODS,
    /** It boots anew. */
    REBOOT
  }

  /** What differs from what is wanted; empty when nothing does. */
  Optional<String> missing(Node node, World world);

  /** What it will cost; asked when the node's turn comes. */
  Effect effect(Node node, World world);

  /** Gives the order that makes it so. */
  void send(Node node, World world, Progress progress);

  /** What the node does once the order is given, such as {@code upgrading to v1.12.11}. */
  String doing(Node node, World world);

  /** Digest of what the order is made from. */
  String inputs(Node node, World world);

  /** Whether a node in maintenance gets its config, so that it joins. */
  default boolean joins() {
    return false;
  }
}
