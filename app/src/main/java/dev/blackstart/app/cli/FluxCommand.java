package dev.blackstart.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

@Command(
    name = "flux",
    mixinStandardHelpOptions = true,
    description = "Flux's objects by name: left alone, taken up again, reconciled now.",
    subcommands = {FluxSuspendCommand.class, FluxResumeCommand.class, FluxReconcileCommand.class})
final class FluxCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what about Flux: " + String.join(", ", spec.subcommands().keySet()));
  }
}
