package dev.blackstart.machineconfig.secrets;

import dev.blackstart.template.yaml.Mark;
import dev.blackstart.world.SecretKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A place that refers to a secret.
 *
 * @param reference such as {@code op://vault/item/field}
 * @param path of the value it stands in, such as {@code machine.ca.crt}
 * @param kind what the place wants
 */
public record SecretPlace(String reference, Mark mark, String path, SecretKind kind) {
  /**
   * What to ask a secret store for. Where two places want different kinds of one reference, the
   * more telling kind is asked for.
   */
  public static Map<String, SecretKind> kinds(List<SecretPlace> places) {
    Map<String, SecretKind> kinds = new LinkedHashMap<>();
    for (SecretPlace place : places) {
      kinds.merge(
          place.reference(),
          place.kind(),
          (first, second) -> first == SecretKind.OPAQUE ? second : first);
    }
    return kinds;
  }
}
