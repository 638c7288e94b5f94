package dev.blackstart.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

@Command(
    name = "upgrade",
    mixinStandardHelpOptions = true,
    description = "Brings the nodes to the versions the repository names, one after another.",
    subcommands = {UpgradeTalosCommand.class, UpgradeKubernetesCommand.class})
final class UpgradeCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to upgrade: " + String.join(", ", spec.subcommands().keySet()));
  }
}
