package dev.blackstart.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

@Command(
    name = "mesh",
    mixinStandardHelpOptions = true,
    description = "Cilium's cluster mesh: its secrets made once for all clusters, and its state.",
    subcommands = {MeshMakeCommand.class, MeshStatusCommand.class})
final class MeshCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what about the mesh: " + String.join(", ", spec.subcommands().keySet()));
  }
}
