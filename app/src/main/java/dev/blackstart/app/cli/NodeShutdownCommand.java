package dev.blackstart.app.cli;

import dev.blackstart.app.act.NodeAct;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "shutdown",
    mixinStandardHelpOptions = true,
    description = "Drains it and powers it off; somebody must power it on again.")
final class NodeShutdownCommand extends NodeActVerb {
  @Option(names = "--force", description = "do not drain it first")
  private boolean force;

  @Override
  NodeAct act(World world, Node node) {
    return new NodeAct.Shutdown(force);
  }

  @Override
  String verb() {
    return "shutdown";
  }
}
