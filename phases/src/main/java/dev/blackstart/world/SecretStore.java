package dev.blackstart.world;

import java.util.Map;

/** Where references such as {@code op://vault/item/field} become values. */
public interface SecretStore {
  /**
   * Resolves references in one go: an operator is asked to unlock at most once.
   *
   * @param references what is asked for, and what kind of value its place wants
   * @return a value for each
   * @throws Failure INPUT naming the references that cannot be resolved, never a value
   */
  Map<String, String> resolve(Map<String, SecretKind> references);
}
