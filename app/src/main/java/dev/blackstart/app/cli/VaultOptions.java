package dev.blackstart.app.cli;

import dev.blackstart.app.Json;
import dev.blackstart.app.Vault;
import dev.blackstart.kube.VaultServer.Seal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Vault is meant, and how it is shown. */
final class VaultOptions {
  @Mixin private SharedOptions shared;
  @Mixin private AdoptOption adopt;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "where Vault runs (default: where the repository puts it)")
  private String namespace;

  Vault open() {
    return Vault.of(shared.state(), adopt.on(shared.files()), Optional.ofNullable(namespace));
  }

  boolean json() {
    return shared.json();
  }

  /** Shows every server; whether all are unsealed. */
  boolean show(Vault vault) {
    Map<String, Optional<Seal>> seals = vault.seals();
    if (shared.json()) {
      System.out.println(
          Json.line(
              Map.of(
                  "v",
                  1,
                  "vault",
                  seals.entrySet().stream()
                      .map(each -> json(each.getKey(), each.getValue()))
                      .toList())));
    } else {
      seals.forEach((name, seal) -> System.out.println(name + ": " + Vault.told(seal)));
    }
    return seals.values().stream().allMatch(seal -> seal.map(each -> !each.sealed()).orElse(false));
  }

  private static Map<String, Object> json(String name, Optional<Seal> seal) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("server", name);
    one.put("answers", seal.isPresent());
    seal.ifPresent(
        known -> {
          one.put("initialized", known.initialized());
          one.put("sealed", known.sealed());
          one.put("threshold", known.threshold());
          one.put("shares", known.shares());
          one.put("progress", known.progress());
        });
    return one;
  }
}
