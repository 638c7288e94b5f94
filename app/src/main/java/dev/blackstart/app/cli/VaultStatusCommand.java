package dev.blackstart.app.cli;

import dev.blackstart.app.Vault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "How sealed each server is; 1 when one is sealed or does not answer.")
final class VaultStatusCommand implements Callable<Integer> {
  @Mixin private VaultOptions options;

  @Override
  public Integer call() {
    try (Vault vault = options.open()) {
      return options.show(vault) ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }
}
