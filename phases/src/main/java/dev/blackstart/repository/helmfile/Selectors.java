package dev.blackstart.repository.helmfile;

import java.util.List;
import java.util.Map;

/** Label selectors such as {@code tier=core,name!=disabled}; any of several may match. */
record Selectors(List<String> selectors) {
  static final Selectors ALL = new Selectors(List.of());

  /**
   * Whether a release is selected.
   *
   * @param labels its own and the helmfile's, with name, namespace and chart
   */
  boolean match(Map<String, String> labels) {
    return selectors.isEmpty()
        || selectors.stream()
            .anyMatch(
                selector ->
                    List.of(selector.split(",")).stream().allMatch(part -> holds(part, labels)));
  }

  private static boolean holds(String part, Map<String, String> labels) {
    int not = part.indexOf("!=");
    if (not >= 0) {
      return !part.substring(not + 2).strip().equals(labels.get(part.substring(0, not).strip()));
    }
    int is = part.indexOf('=');
    return is < 0
        || part.substring(is + 1)
            .replaceFirst("^=", "")
            .strip()
            .equals(labels.get(part.substring(0, is).strip()));
  }
}
