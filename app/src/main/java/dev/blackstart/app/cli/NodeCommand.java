package dev.blackstart.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description =
        "What one node tells of itself, and what is asked of it: blackstart node NODE services.",
    subcommands = {
      NodeServicesCommand.class,
      NodeLogsCommand.class,
      NodeDmesgCommand.class,
      NodeEventsCommand.class,
      NodeConfigCommand.class,
      NodeDisksCommand.class,
      NodeRebootCommand.class,
      NodeShutdownCommand.class,
      NodeResetCommand.class,
      NodeUpgradeCommand.class
    })
final class NodeCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NODE", description = "name or address of the node")
  private String node;

  String node() {
    return node;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what about " + node + ": " + String.join(", ", spec.subcommands().keySet()));
  }
}
