package dev.blackstart.files;

import dev.blackstart.world.SecretKind;
import dev.blackstart.world.SecretStore;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks another store once for each reference, and tells the redaction every value it hands out. */
public final class RedactingSecretStore implements SecretStore {
  private final SecretStore store;
  private final Redaction redaction;
  private final Map<String, String> known = new LinkedHashMap<>();

  public RedactingSecretStore(SecretStore store, Redaction redaction) {
    this.store = store;
    this.redaction = redaction;
  }

  @Override
  public synchronized Map<String, String> resolve(Map<String, SecretKind> references) {
    Map<String, SecretKind> open = new LinkedHashMap<>(references);
    open.keySet().removeAll(known.keySet());
    if (!open.isEmpty()) {
      Map<String, String> values = store.resolve(open);
      values.values().forEach(redaction::hideInBothForms);
      known.putAll(values);
    }
    Map<String, String> asked = new LinkedHashMap<>();
    references.keySet().forEach(reference -> asked.put(reference, known.get(reference)));
    return asked;
  }
}
