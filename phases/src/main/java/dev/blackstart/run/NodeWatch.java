package dev.blackstart.run;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.Machines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Turns what the machines report into events, one for every change and none twice. */
final class NodeWatch {
  private final Machines machines;
  private final List<Node> nodes;
  private final RunClock clock;
  private final Consumer<Event> events;
  private final Map<String, String> told = new HashMap<>();

  NodeWatch(Machines machines, List<Node> nodes, RunClock clock, Consumer<Event> events) {
    this.machines = machines;
    this.nodes = nodes;
    this.clock = clock;
    this.events = events;
  }

  void look(PhaseId phase) {
    for (Node node : nodes) {
      MachineReport report = machines.report(node);
      String note = note(report);
      if (!(report.stage() + note).equals(told.put(node.address(), report.stage() + note))) {
        events.accept(
            new Event.NodeReported(
                clock.stamp(), node.name(), node.address(), report.stage(), note, phase));
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
