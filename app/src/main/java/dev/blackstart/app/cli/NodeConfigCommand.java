package dev.blackstart.app.cli;

import dev.blackstart.app.Inspection;
import dev.blackstart.cluster.Node;
import picocli.CommandLine.Command;

@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "The machine config it runs, every secret masked.")
final class NodeConfigCommand extends NodeVerb {
  @Override
  void ask(Inspection inspection, Node node) {
    String config = inspection.diagnostics().machineConfig(node);
    if (json()) {
      print(node, "config", config);
    } else {
      config.lines().forEach(this::stream);
    }
  }
}
