package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * CloudNativePG's clusters: Ready, and those that are to be backed up archive their WAL
 * (cloudnative-pg.io, conditions {@code Ready} and {@code ContinuousArchiving}).
 */
final class Databases implements StackCheck {
  private static final String GROUP = "postgresql.cnpg.io";

  @Override
  public Found look(World world) {
    List<Waiting> wrong = new ArrayList<>();
    List<KubeObject> clusters = Objects.of(world, GROUP, List.of("v1"), "Cluster");
    for (KubeObject cluster : clusters) {
      String who = "database " + cluster.namespace() + "/" + cluster.name();
      String phase = cluster.text("status", "phase");
      Objects.unmet(cluster, "Ready", phase.isEmpty() ? "its operator has not seen it" : phase)
          .ifPresent(why -> wrong.add(new Waiting(who, why)));
      if (isArchived(cluster)) {
        Objects.unmet(cluster, "ContinuousArchiving", "has archived nothing yet")
            .ifPresent(why -> wrong.add(new Waiting(who, "does not archive its WAL: " + why)));
      }
    }
    return new Found("database", clusters.size(), wrong);
  }

  private static boolean isArchived(KubeObject cluster) {
    return cluster.at("spec", "backup", "barmanObjectStore").isPresent()
        || Objects.each(cluster, "spec", "plugins").stream()
            .anyMatch(plugin -> plugin.text("isWALArchiver").equals("true"));
  }
}
