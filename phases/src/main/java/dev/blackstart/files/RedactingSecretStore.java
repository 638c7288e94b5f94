package dev.blackstart.files;

import dev.blackstart.world.SecretKind;
import dev.blackstart.world.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
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
      redaction.hide(values.values());
      values.values().forEach(this::hideDecoded);
      known.putAll(values);
    }
    Map<String, String> asked = new LinkedHashMap<>();
    references.keySet().forEach(reference -> asked.put(reference, known.get(reference)));
    return asked;
  }

  /** A value in base64 is as secret as what it holds, and the other way round. */
  private void hideDecoded(String value) {
    try {
      byte[] bytes = Base64.getDecoder().decode(value.strip());
      redaction.hide(List.of(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      redaction.hide(List.of(Base64.getEncoder().encodeToString(bytes)));
    }
  }
}
