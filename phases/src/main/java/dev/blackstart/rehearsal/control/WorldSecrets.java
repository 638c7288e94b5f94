package dev.blackstart.rehearsal.control;

import dev.blackstart.world.SecretKind;
import dev.blackstart.world.SecretStore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rehearsal's vault, seen from the operator's side. Values live in the world, as they would in
 * a vault: an operator that died finds the same ones again.
 */
public final class WorldSecrets implements SecretStore {
  private final ControlConnection control;

  public WorldSecrets(ControlConnection control) {
    this.control = control;
  }

  @Override
  public Map<String, String> resolve(Map<String, SecretKind> references) {
    Map<String, String> values = new LinkedHashMap<>();
    ((Map<?, ?>) control.ask("secrets", Map.of("references", references)).get("secrets"))
        .forEach((reference, value) -> values.put((String) reference, (String) value));
    return values;
  }
}
