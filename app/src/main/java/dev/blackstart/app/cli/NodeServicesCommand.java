package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.look.Looks;
import dev.blackstart.app.look.Topic;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeDiagnostics.Change;
import dev.blackstart.world.NodeDiagnostics.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "services",
    mixinStandardHelpOptions = true,
    description = "Its Talos services: state, health, since when, and what each said last.")
final class NodeServicesCommand extends NodeVerb {
  @Override
  void ask(Inspection inspection, Node node) throws InterruptedException {
    if (json()) {
      print(
          node,
          "services",
          inspection.diagnostics().services(node).stream().map(NodeServicesCommand::json).toList());
    } else {
      print(new Looks(inspection).sections(new Topic.OfNode(node.name(), Topic.NodePart.SERVICES)));
    }
  }

  private static Map<String, Object> json(Service service) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", service.id());
    one.put("state", service.state());
    service.healthy().ifPresent(healthy -> one.put("healthy", healthy));
    service.since().ifPresent(since -> one.put("since", since.toString()));
    one.put("message", service.lastMessage());
    one.put("history", service.history().stream().map(NodeServicesCommand::json).toList());
    return one;
  }

  private static Map<String, Object> json(Change change) {
    return Map.of(
        "at", change.at().toString(), "state", change.state(), "message", change.message());
  }
}
