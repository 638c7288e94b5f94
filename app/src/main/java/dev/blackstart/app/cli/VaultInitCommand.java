package dev.blackstart.app.cli;

import dev.blackstart.app.Json;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.Vault;
import dev.blackstart.kube.VaultServer.Keys;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the keys of a new Vault and prints them, once: nobody can print them again,",
      "and no copy of them is kept."
    })
final class VaultInitCommand implements Callable<Integer> {
  @Mixin private VaultOptions options;

  @Option(
      names = "--shares",
      defaultValue = "5",
      paramLabel = "N",
      description = "how many keys are made (default: ${DEFAULT-VALUE})")
  private int shares;

  @Option(
      names = "--threshold",
      defaultValue = "3",
      paramLabel = "M",
      description = "how many of them unseal it (default: ${DEFAULT-VALUE})")
  private int threshold;

  @Override
  public Integer call() {
    if (threshold < 1 || threshold > shares || (shares > 1 && threshold == 1)) {
      throw new Refusal(
          2,
          "of " + shares + " keys " + threshold + " cannot be what unseals it",
          "more than one key wants a threshold of at least two, and no more than there are keys");
    }
    try (Vault vault = options.open()) {
      Keys keys = vault.init(shares, threshold);
      if (options.json()) {
        System.out.println(
            Json.line(Map.of("v", 1, "keys_base64", keys.keys(), "root_token", keys.rootToken())));
      } else {
        for (int i = 0; i < keys.keys().size(); i++) {
          System.out.println("key " + (i + 1) + ": " + keys.keys().get(i));
        }
        System.out.println("root token: " + keys.rootToken());
        System.err.println(
            "give each key to another person; "
                + threshold
                + " unseal it: blackstart vault unseal");
      }
      return ExitCodes.DONE;
    }
  }
}
