package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.MapNode;
import java.util.Set;

/**
 * What tells documents of one config apart. The v1alpha1 document has neither kind nor name.
 *
 * @param name empty for kinds without names
 */
public record DocumentId(String kind, String name) {
  static final DocumentId V1ALPHA1 = new DocumentId("", "");

  /** Any of them makes a document without a kind the v1alpha1 one; {@code version} does not. */
  private static final Set<String> MARKS_OF_V1ALPHA1 =
      Set.of("machine", "cluster", "debug", "persist");

  static boolean looksLikeV1alpha1(MapNode document) {
    return document.keys().stream().anyMatch(MARKS_OF_V1ALPHA1::contains);
  }

  @Override
  public String toString() {
    if (kind.isEmpty()) {
      return "the v1alpha1 document";
    }
    return name.isEmpty() ? kind : kind + " " + name;
  }
}
