package dev.blackstart.run;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns what the machines and Kubernetes say of the nodes into events, one for every change and
 * none twice.
 */
final class NodeWatch {
  /** Phases in which there is no API server to ask yet. */
  private static final Set<String> BEFORE_KUBERNETES =
      Set.of("preflight", "configs", "apply", "etcd", "kubeconfig");

  private final World world;
  private final List<Node> nodes;
  private final RunClock clock;
  private final Consumer<Event> events;
  private final Map<String, String> told = new HashMap<>();
  private final Map<String, Boolean> ready = new HashMap<>();

  NodeWatch(World world, List<Node> nodes, RunClock clock, Consumer<Event> events) {
    this.world = world;
    this.nodes = nodes;
    this.clock = clock;
    this.events = events;
  }

  void look(PhaseId phase) {
    for (Node node : nodes) {
      MachineReport report = world.machines().report(node);
      String note = note(report);
      if (!(report.stage() + note).equals(told.put(node.address(), report.stage() + note))) {
        events.accept(
            new Event.NodeReported(
                clock.stamp(), node.name(), node.address(), report.stage(), note, phase));
      }
    }
    if (!BEFORE_KUBERNETES.contains(phase.name())) {
      lookAtKubernetes(phase);
    }
  }

  private void lookAtKubernetes(PhaseId phase) {
    Set<String> names = new HashSet<>();
    nodes.forEach(node -> names.add(node.name()));
    for (KubeObject object : world.kube().list("v1", "Node", "")) {
      KubeObject condition = object.condition("Ready").orElse(new KubeObject(Map.of()));
      boolean now = condition.text("status").equals("True");
      if (names.contains(object.name())
          && !Boolean.valueOf(now).equals(ready.put(object.name(), now))) {
        String because = now ? "" : condition.text("message");
        events.accept(
            new Event.KubernetesReported(clock.stamp(), object.name(), now, because, phase));
      }
    }
  }

  private static String note(MachineReport report) {
    return switch (report.reach()) {
      case UNREACHABLE -> report.note().isEmpty() ? "does not answer" : report.note();
      case FOREIGN -> "belongs to another cluster";
      case MAINTENANCE, OURS -> report.note();
    };
  }
}
