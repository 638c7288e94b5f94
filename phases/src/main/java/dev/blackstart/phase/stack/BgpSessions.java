package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Cilium's BGP control plane: every peer of every node established (docs.cilium.io, BGP control
 * plane operation guide; {@code CiliumBGPNodeConfig.status}).
 */
final class BgpSessions implements StackCheck {
  private static final List<String> VERSIONS = List.of("v2", "v2alpha1");

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
    boolean wanted =
        world.kind() == World.Kind.LIVE
            && !Objects.of(world, "cilium.io", VERSIONS, "CiliumBGPClusterConfig").isEmpty();
    if (wanted && seen == 0) {
      wrong.add(
          new Waiting("BGP", "no node has a peer: look at the CiliumBGPClusterConfig's nodes"));
    }
    return new Found("BGP session", seen, wrong);
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
