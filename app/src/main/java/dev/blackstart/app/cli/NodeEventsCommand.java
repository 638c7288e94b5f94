package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeDiagnostics.NodeEvent;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Its runtime events: sequences, phases, tasks, services, its stage.")
final class NodeEventsCommand extends NodeVerb {
  /** Talos keeps no more. */
  private static final int ALL = 1000;

  @Mixin private TailOptions tail;

  @Override
  void ask(Inspection inspection, Node node) throws InterruptedException {
    int newest = tail.newest() < 0 ? ALL : Math.min(tail.newest(), ALL);
    if (tail.follow()) {
      inspection.diagnostics().followEvents(node, newest, event -> print(node, event));
    } else if (newest > 0) {
      inspection.diagnostics().events(node, newest).forEach(event -> print(node, event));
    }
  }

  private void print(Node node, NodeEvent event) {
    String at = event.at().map(Object::toString).orElse("-");
    if (!json()) {
      stream(String.format(Locale.ROOT, "%-20s  %-18s  %s", at, event.kind(), event.text()));
      return;
    }
    Map<String, Object> document = NodeVerb.about(node);
    document.put("at", at);
    document.put("kind", event.kind());
    document.put("text", event.text());
    stream(Json.line(document));
  }
}
