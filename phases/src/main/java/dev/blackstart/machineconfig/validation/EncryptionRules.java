package dev.blackstart.machineconfig.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules of the keys of an encrypted volume. */
final class EncryptionRules {
  private static final List<String> METHODS = List.of("static", "nodeID", "kms", "tpm");

  private EncryptionRules() {}

  static void check(Section keys) {
    if (keys.items().isEmpty()) {
      keys.error("at least one key is required");
    }
    Set<Long> slots = new HashSet<>();
    for (Section key : keys.items()) {
      if (!slots.add(key.at("slot").number())) {
        key.error("slot " + key.at("slot").number() + " is taken by another key");
      }
      if (METHODS.stream().noneMatch(method -> key.at(method).present())) {
        key.error("needs one of " + String.join(", ", METHODS));
      }
    }
  }
}
