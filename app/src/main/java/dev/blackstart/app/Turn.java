package dev.blackstart.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Clusters whose runs come one after the other, in the order the operator named them. */
public record Turn(List<String> clusters) {
  public static final Turn ALONE = new Turn(List.of());

  private static final String OPTION = "turn";

  /**
   * The clusters that {@code --cluster infra,apps} names.
   *
   * @throws Refusal 2 when one is named twice, or a name is missing
   */
  public static Turn written(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (names.size() == 1) {
      return ALONE;
    }
    if (names.contains("") || names.stream().distinct().count() < names.size()) {
      throw new Refusal(
          2,
          "--cluster " + text + " names a cluster twice, or none",
          "write each once, in the order they are to come: --cluster infra,apps");
    }
    return new Turn(names);
  }

  static Turn of(Map<String, String> options) {
    return options.containsKey(OPTION) ? written(options.get(OPTION)) : ALONE;
  }

  void into(Map<String, String> options) {
    if (several()) {
      options.put(OPTION, String.join(",", clusters));
    }
  }

  public boolean several() {
    return !clusters.isEmpty();
  }

  /** Those that come after it. */
  List<String> after(String cluster) {
    return clusters.subList(clusters.indexOf(cluster) + 1, clusters.size());
  }
}
