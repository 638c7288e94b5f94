package dev.blackstart.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Clusters whose runs come one after the other, in the order the operator named them.
 *
 * @param adopts where those that stand already are reached, by cluster, as {@code --adopt} says
 */
public record Turn(List<String> clusters, Map<String, Path> adopts) {
  public static final Turn ALONE = new Turn(List.of(), Map.of());

  private static final String OPTION = "turn";
  private static final String ADOPTED = "turn-adopt ";

  public Turn {
    clusters = List.copyOf(clusters);
    adopts = Map.copyOf(adopts);
  }

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
    return new Turn(names, Map.of());
  }

  static Turn of(Map<String, String> options) {
    if (!options.containsKey(OPTION)) {
      return ALONE;
    }
    Map<String, Path> adopts = new LinkedHashMap<>();
    options.forEach(
        (name, value) -> {
          if (name.startsWith(ADOPTED)) {
            adopts.put(name.substring(ADOPTED.length()), Path.of(value));
          }
        });
    return new Turn(written(options.get(OPTION)).clusters(), adopts);
  }

  /** The same clusters, some of which stand already. */
  public Turn adopting(Map<String, Path> kubeconfigs) {
    return new Turn(clusters, kubeconfigs);
  }

  /** Where a cluster that stands already is reached. */
  public Optional<Path> adopted(String cluster) {
    return Optional.ofNullable(adopts.get(cluster));
  }

  void into(Map<String, String> options) {
    if (several()) {
      options.put(OPTION, String.join(",", clusters));
      new TreeMap<>(adopts)
          .forEach((cluster, file) -> options.put(ADOPTED + cluster, file.toString()));
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
