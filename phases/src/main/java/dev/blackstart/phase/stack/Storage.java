package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;

/** Rook's Ceph clusters: there, and not in HEALTH_ERR; a warning is Ceph's everyday. */
final class Storage implements StackCheck {
  @Override
  public Found look(World world) {
    List<Waiting> wrong = new ArrayList<>();
    List<KubeObject> clusters = Objects.of(world, "ceph.rook.io", List.of("v1"), "CephCluster");
    for (KubeObject cluster : clusters) {
      String phase = cluster.text("status", "phase");
      String health = cluster.text("status", "ceph", "health");
      String who = cluster.ref().toString();
      if (!phase.equals("Ready") && !phase.equals("Connected")) {
        String message = cluster.text("status", "message");
        wrong.add(
            new Waiting(
                who, phase.isEmpty() ? "its operator has not seen it" : phase + ": " + message));
      } else if (health.equals("HEALTH_ERR")) {
        wrong.add(new Waiting(who, "Ceph says HEALTH_ERR: ceph status, in its toolbox, says why"));
      }
    }
    return new Found("Ceph cluster", clusters.size(), wrong);
  }
}
