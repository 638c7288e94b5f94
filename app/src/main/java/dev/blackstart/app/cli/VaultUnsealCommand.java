package dev.blackstart.app.cli;

import dev.blackstart.app.Vault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "unseal",
    mixinStandardHelpOptions = true,
    description = {
      "Asks for keys, unseen, and hands each to every sealed server until enough are given.",
      "An empty answer ends it: Vault keeps count, so that another person can go on elsewhere.",
      "Without a terminal keys are read from standard input, one a line."
    })
final class VaultUnsealCommand implements Callable<Integer> {
  @Mixin private VaultOptions options;

  @Override
  public Integer call() {
    try (Vault vault = options.open()) {
      vault.unseal(new KeyPrompt()::next);
      return options.show(vault) ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }
}
