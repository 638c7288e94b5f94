package dev.blackstart.app.cli;

import dev.blackstart.app.act.NodeAct;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeOperations.RebootMode;
import dev.blackstart.world.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "reboot",
    mixinStandardHelpOptions = true,
    description = "Starts it again, and waits until it runs.")
final class NodeRebootCommand extends NodeActVerb {
  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "default (kexec), powercycle (through the firmware) or force (at once)")
  private RebootMode mode = RebootMode.DEFAULT;

  @Override
  NodeAct act(World world, Node node) {
    return new NodeAct.Reboot(mode);
  }

  @Override
  String verb() {
    return "reboot";
  }
}
