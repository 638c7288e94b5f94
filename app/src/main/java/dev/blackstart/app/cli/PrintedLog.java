package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.app.look.GrowingLog;
import dev.blackstart.app.look.Looks;
import dev.blackstart.app.look.Topic;
import dev.blackstart.cluster.Node;
import java.util.Map;

/** A log on standard output: its lines as they are, or one JSON object each. */
record PrintedLog(
    NodeVerb verb, Inspection inspection, Node node, String service, TailOptions tail) {
  void print() throws InterruptedException {
    GrowingLog log =
        new Looks(inspection).log(new Topic.NodeLog(node.name(), service), tail.newest());
    if (tail.follow()) {
      log.follow(this::print);
    } else {
      log.past(this::print);
    }
  }

  private void print(String line) {
    if (!verb.json()) {
      verb.stream(line);
      return;
    }
    Map<String, Object> document = NodeVerb.about(node);
    document.put("log", service);
    document.put("line", line);
    verb.stream(Json.line(document));
  }
}
