package dev.blackstart.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

@Command(
    name = "vault",
    mixinStandardHelpOptions = true,
    description = "A cluster's own Vault, for people who hold its keys.",
    subcommands = {VaultStatusCommand.class, VaultUnsealCommand.class, VaultInitCommand.class})
final class VaultCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what about Vault: " + String.join(", ", spec.subcommands().keySet()));
  }
}
