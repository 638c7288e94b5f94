package dev.blackstart.phase.stack;

import dev.blackstart.phase.inside.Agents;
import dev.blackstart.phase.inside.Words;
import dev.blackstart.world.Inside;
import dev.blackstart.world.Inside.Ran;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * ClusterMesh as Cilium's agents see it, each for itself: connected with every remote cluster, its
 * contents read, nodes among them ({@code cilium-dbg status -o json}, {@code cluster-mesh}). One
 * that does not stand is no complaint of this cluster: the other may not have been built yet.
 */
final class MeshSessions implements StackCheck {
  private static final List<String> STATUS = List.of("cilium-dbg", "status", "-o", "json");

  @Override
  public Found look(World world) {
    Optional<KubeObject> remotes =
        world.kube().get(new KubeObject.Ref("v1", "Secret", "kube-system", "cilium-clustermesh"));
    Map<String, KubeObject> agents = new TreeMap<>(Agents.ready(world));
    if (remotes.isEmpty() || remotes.get().at("data").isEmpty() || agents.isEmpty()) {
      return new Found("mesh session", 0, List.of());
    }
    Inside inside = world.kube().inside();
    List<Ran> all =
        inside.run(agents.values().stream().map(each -> Agents.command(each, STATUS)).toList());
    Sessions sessions = new Sessions();
    List<String> remarks = new ArrayList<>();
    int at = 0;
    for (String node : agents.keySet()) {
      Ran ran = all.get(at++);
      if (!ran.ok()) {
        String why = ran.unasked().orElse("exit code " + ran.code());
        remarks.add("the agent on " + node + " was not asked for its mesh: " + Words.line(why));
        continue;
      }
      KubeObject status = inside.read(ran.out());
      Objects.each(status, "cluster-mesh", "clusters").forEach(each -> sessions.add(node, each));
    }
    remarks.addAll(sessions.down());
    return new Found("mesh session", sessions.seen, List.of(), remarks);
  }

  /** Those that do not stand, by remote cluster and reason: one line for all nodes alike. */
  private static final class Sessions {
    private final Map<String, List<String>> down = new TreeMap<>();
    private int seen;

    void add(String node, KubeObject cluster) {
      seen++;
      String name = cluster.text("name");
      boolean ready = cluster.text("ready").equals("true");
      String state = cluster.text("status");
      String why =
          !cluster.text("connected").equals("true")
              ? "is not connected"
              : !ready
                  ? "is connected, and not read yet"
                  : cluster.number("num-nodes") == 0 ? "shows no node" : "";
      if (!why.isEmpty()) {
        String said = state.isEmpty() ? why : why + ": " + Words.line(state);
        down.computeIfAbsent("ClusterMesh to " + name + ": " + said, first -> new ArrayList<>())
            .add(node);
      }
    }

    List<String> down() {
      return down.entrySet().stream()
          .map(each -> each.getKey() + " (seen from " + String.join(", ", each.getValue()) + ")")
          .toList();
    }
  }
}
