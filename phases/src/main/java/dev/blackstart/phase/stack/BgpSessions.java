package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cilium's BGP control plane: every peer of every node established (docs.cilium.io, BGP control
 * plane operation guide; {@code CiliumBGPNodeConfig.status}).
 */
final class BgpSessions implements StackCheck {
  private static final List<String> VERSIONS = List.of("v2", "v2alpha1");

  /** What the operator says of a config that comes to nothing on some node. */
  private static final List<String> WRONG =
      List.of(
          "cilium.io/NoMatchingNode",
          "cilium.io/MissingPeerConfigs",
          "cilium.io/ConflictingClusterConfigs");

  @Override
  public Found look(World world) {
    List<Waiting> wrong = new ArrayList<>();
    int seen = 0;
    List<KubeObject> nodes = Objects.of(world, "cilium.io", VERSIONS, "CiliumBGPNodeConfig");
    for (KubeObject node : nodes) {
      for (KubeObject instance : Objects.each(node, "status", "bgpInstances")) {
        for (KubeObject peer : Objects.each(instance, "peers")) {
          seen++;
          String state = peer.text("peeringState");
          if (!state.equals("established")) {
            wrong.add(new Waiting(session(node, peer), "is " + (state.isEmpty() ? "down" : state)));
          }
        }
      }
    }
    List<KubeObject> wanted = Objects.of(world, "cilium.io", VERSIONS, "CiliumBGPClusterConfig");
    wanted.forEach(config -> WRONG.forEach(type -> said(config, type).ifPresent(wrong::add)));
    if (!wanted.isEmpty() && seen == 0 && wrong.isEmpty()) {
      wrong.add(
          new Waiting("BGP", "no node has a peer: look at the CiliumBGPClusterConfig's nodes"));
    }
    return new Found("BGP session", seen, wrong);
  }

  private static Optional<Waiting> said(KubeObject config, String type) {
    return config
        .condition(type)
        .filter(condition -> condition.text("status").equals("True"))
        .map(condition -> new Waiting(config.ref().toString(), condition.text("message")));
  }

  private static String session(KubeObject node, KubeObject peer) {
    return "BGP of "
        + node.name()
        + " with "
        + peer.text("peerAddress")
        + " ("
        + peer.text("name")
        + ")";
  }
}
