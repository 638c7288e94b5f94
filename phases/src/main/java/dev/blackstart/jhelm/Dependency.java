package dev.blackstart.jhelm;

import dev.blackstart.jhelm.remote.Versions;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a chart names under {@code dependencies}: in its {@code Chart.yaml}, or in the {@code
 * requirements.yaml} of charts of Helm 2.
 *
 * @param repository URL, {@code file://} and a path, or {@code @} and a name; may be empty
 * @param range of versions
 * @param locked the version its lock file chose; empty when it has none
 */
record Dependency(String name, String repository, String range, String locked) {
  /** Those that are not within the chart. */
  static List<Dependency> missing(ChartFiles chart) {
    Set<String> there = new HashSet<>();
    for (String folder : chart.subCharts()) {
      there.add(
          chart
              .below("charts/" + folder)
              .metadata()
              .flatMap(inner -> inner.text("name"))
              .orElse(folder));
    }
    List<YamlNode> locks = entries(chart, "Chart.lock", "requirements.lock");
    return entries(chart, "Chart.yaml", "requirements.yaml").stream()
        .filter(entry -> !there.contains(entry.text("name").orElse("")))
        .map(entry -> of(entry, locks))
        .distinct()
        .toList();
  }

  private static List<YamlNode> entries(ChartFiles chart, String file, String old) {
    List<YamlNode> found = listed(chart, file);
    return found.isEmpty() ? listed(chart, old) : found;
  }

  private static List<YamlNode> listed(ChartFiles chart, String file) {
    return chart.document(file).flatMap(node -> node.at("dependencies")).stream()
        .filter(ListNode.class::isInstance)
        .flatMap(node -> ((ListNode) node).items().stream())
        .toList();
  }

  private static Dependency of(YamlNode entry, List<YamlNode> locks) {
    String name = entry.text("name").orElse("");
    String range = entry.text("version").orElse("");
    List<String> locked =
        locks.stream()
            .filter(lock -> lock.text("name").orElse("").equals(name))
            .flatMap(lock -> lock.text("version").stream())
            .toList();
    Optional<String> fits =
        locked.stream().filter(version -> Versions.isIn(range, version)).findFirst();
    return new Dependency(
        name,
        entry.text("repository").orElse("").replaceFirst("/+$", ""),
        range,
        fits.orElse(locked.isEmpty() ? "" : locked.getFirst()));
  }

  /** Whether the lock file was written for another {@code Chart.yaml}. */
  boolean isLockedOtherwise() {
    return !locked.isEmpty() && !Versions.isIn(range, locked);
  }

  @Override
  public String toString() {
    String version = locked.isEmpty() ? range : locked;
    return (name + " " + version).strip();
  }
}
