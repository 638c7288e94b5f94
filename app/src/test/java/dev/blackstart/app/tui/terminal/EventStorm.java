package dev.blackstart.app.tui.terminal;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events of a run in which every node is busy: of ten, six are of nodes, one counts a release with
 * up to a hundred nodes that are waited for, three are lines of the log.
 */
final class EventStorm {
  private static final PhaseId CILIUM = new PhaseId("cilium");
  private static final List<String> PHASES =
      List.of(
          "preflight",
          "configs",
          "apply",
          "etcd",
          "kubeconfig",
          "nodes",
          "seeds",
          "crds",
          "cilium",
          "coredns",
          "spegel",
          "cert-manager",
          "flux-operator",
          "flux-instance",
          "flux",
          "verify");

  private final List<Node> nodes = new ArrayList<>();
  private final Instant start;
  private long count;

  EventStorm(int nodes, Instant start) {
    this.start = start;
    for (int i = 0; i < nodes; i++) {
      this.nodes.add(
          new Node(
              "infra-" + (1001 + i),
              "10.25." + (11 + i / 200) + "." + (11 + i % 200),
              i < 3 ? Role.CONTROL_PLANE : Role.WORKER));
    }
  }

  /** Up to the network: all before it is done. */
  List<Event> beginning() {
    List<Event> events = new ArrayList<>();
    Event.Stamp stamp = stamp(start, 0);
    events.add(
        new Event.RunStarted(
            stamp,
            "infra",
            World.Kind.LIVE,
            new Outline(
                PHASES.stream().map(PhaseId::new).toList(),
                Map.of("cilium", Duration.ofMinutes(10), Outline.TOTAL, Duration.ofMinutes(30)),
                nodes),
            start,
            Map.of()));
    for (String phase : PHASES.subList(0, PHASES.indexOf("cilium"))) {
      events.add(new Event.PhaseDone(stamp, new PhaseId(phase), "done", "digest", 1000, 1000));
    }
    events.add(new Event.PhaseStarted(stamp, CILIUM, "not installed"));
    nodes.forEach(
        node -> {
          events.add(reported(stamp, node, MachineStage.RUNNING, "boot sequence done"));
          events.add(new Event.KubernetesReported(stamp, node.name(), true, "", CILIUM));
        });
    return events;
  }

  /** So many more. */
  List<Event> more(int events, Instant now, long worldMillis) {
    List<Event> more = new ArrayList<>(events);
    Event.Stamp stamp = stamp(now, worldMillis);
    for (int i = 0; i < events; i++) {
      more.add(next(stamp));
    }
    return more;
  }

  private Event next(Event.Stamp stamp) {
    long turn = count++;
    Node node = nodes.get((int) (turn * 7 % nodes.size()));
    int kind = (int) (turn % 10);
    if (kind < 6) {
      MachineStage stage = turn % 3 == 0 ? MachineStage.BOOTING : MachineStage.RUNNING;
      return reported(stamp, node, stage, "sequence boot: task " + turn);
    }
    if (kind == 6) {
      return rollout(stamp, turn);
    }
    return new Event.Logged(stamp, CILIUM, "level=info msg=\"endpoint " + turn + " regenerated\"");
  }

  private Event rollout(Event.Stamp stamp, long turn) {
    int waiting = Math.min(100, nodes.size() - 1);
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      Node each = nodes.get((int) ((turn + i) % nodes.size()));
      all.add(new Waiting(each.name(), "container cilium-agent: running, not ready"));
    }
    int ready = nodes.size() - waiting;
    return new Event.ReleaseReported(stamp, CILIUM, "cilium", ready, nodes.size(), all);
  }

  private static Event reported(Event.Stamp stamp, Node node, MachineStage stage, String note) {
    return new Event.NodeReported(stamp, node.name(), node.address(), stage, note, CILIUM);
  }

  private static Event.Stamp stamp(Instant now, long worldMillis) {
    return new Event.Stamp(now, worldMillis, new RunId("20260101-230000-7f3a"));
  }
}
