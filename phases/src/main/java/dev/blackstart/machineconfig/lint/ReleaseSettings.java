package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a release is told, its layers put over each other, and where each thing is written. */
final class ReleaseSettings {
  private final Release release;
  private final MapNode merged;
  private final Lints.Files files;

  private ReleaseSettings(Release release, MapNode merged, Lints.Files files) {
    this.release = release;
    this.merged = merged;
    this.files = files;
  }

  /** Empty when its values cannot be read, which is told where they are. */
  static Optional<ReleaseSettings> of(Release release, Lints.Files files) {
    MapNode merged = MapNode.of(new Mark(release.at().toString(), 0, 0), List.of());
    try {
      for (ValuesDocument layer : release.values()) {
        for (YamlNode document : Yaml.parse(layer.yaml(), layer.origin())) {
          merged = document instanceof MapNode map ? over(merged, map) : merged;
        }
      }
    } catch (YamlProblem unreadable) {
      return Optional.empty();
    }
    return Optional.of(new ReleaseSettings(release, merged, files));
  }

  private static MapNode over(MapNode below, MapNode above) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    below.entries().forEach(entry -> entries.put(entry.key().text(), entry));
    for (MapNode.Entry entry : above.entries()) {
      MapNode.Entry old = entries.get(entry.key().text());
      boolean both = old != null && old.value() instanceof MapNode;
      entries.put(
          entry.key().text(),
          both && entry.value() instanceof MapNode map
              ? new MapNode.Entry(entry.key(), over((MapNode) old.value(), map))
              : entry);
    }
    return MapNode.of(above.mark(), List.copyOf(entries.values()));
  }

  Release release() {
    return release;
  }

  /** Whether a value, or what holds it, is filled in by Flux only. */
  boolean isOpen(String path) {
    String upper = path;
    while (!upper.isEmpty()) {
      Optional<YamlNode> node = merged.at(upper);
      if (node.isPresent()) {
        return node.filter(ReleaseSettings::holdsVariable).isPresent();
      }
      upper = upper.contains(".") ? upper.substring(0, upper.lastIndexOf('.')) : "";
    }
    return false;
  }

  private static boolean holdsVariable(YamlNode node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.text().contains("${");
      case ListNode list -> list.items().stream().anyMatch(ReleaseSettings::holdsVariable);
      case MapNode map -> false;
    };
  }

  String text(String path, String fallback) {
    return merged.text(path).orElse(fallback);
  }

  boolean isTrue(String path, boolean fallback) {
    return merged.text(path).map("true"::equals).orElse(fallback);
  }

  /** The texts of a list, or of a single text in its place. */
  Optional<List<String>> texts(String path) {
    Optional<String> single = merged.text(path).filter(text -> !text.isEmpty());
    if (single.isPresent()) {
      return Optional.of(List.of(single.get()));
    }
    return merged
        .at(path)
        .filter(ListNode.class::isInstance)
        .map(list -> merged.scalars(path).stream().map(ScalarNode::text).toList());
  }

  Optional<YamlNode> at(String path) {
    return merged.at(path);
  }

  /** Where a value is written, or else the nearest thing to where it would be. */
  String place(String path) {
    String upper = path;
    while (!upper.isEmpty()) {
      if (merged.at(upper).isPresent()) {
        Optional<Mark> written = written(upper);
        if (written.isPresent()) {
          return written.get().toString();
        }
      }
      upper = upper.contains(".") ? upper.substring(0, upper.lastIndexOf('.')) : "";
    }
    return release.at().toString();
  }

  /** In the last file that has it: as values, or as the values of a HelmRelease. */
  private Optional<Mark> written(String path) {
    for (String file : origins()) {
      for (YamlNode document : documents(file)) {
        for (String prefix : List.of("", "spec.values.")) {
          Optional<YamlNode> node = document.at(prefix + path);
          if (node.isPresent() && isSame(node.get(), path)) {
            return key(document, prefix + path).or(() -> node.map(YamlNode::mark));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Mark> key(YamlNode document, String path) {
    int dot = path.lastIndexOf('.');
    Optional<YamlNode> parent =
        dot < 0 ? Optional.of(document) : document.at(path.substring(0, dot));
    return parent
        .filter(MapNode.class::isInstance)
        .flatMap(map -> ((MapNode) map).entry(path.substring(dot + 1)))
        .map(entry -> entry.key().mark());
  }

  private boolean isSame(YamlNode node, String path) {
    return !(node instanceof ScalarNode scalar)
        || merged.text(path).filter(scalar.text()::equals).isPresent();
  }

  /** Files its values were made from, the last first. */
  private Set<String> origins() {
    List<String> all = new ArrayList<>();
    for (ValuesDocument layer : release.values()) {
      for (String word : layer.origin().split("[ ,]+", -1)) {
        if (word.matches(".*\\.ya?ml(:\\d+)?")) {
          all.add(word.replaceFirst(":\\d+$", ""));
        }
      }
    }
    release.inputs().stream().filter(input -> input.matches(".*\\.ya?ml")).forEach(all::add);
    return new LinkedHashSet<>(all.reversed());
  }

  private List<YamlNode> documents(String file) {
    try {
      return files.text(file).map(text -> Yaml.parse(text, file)).orElse(List.of());
    } catch (YamlProblem unreadable) {
      return List.of();
    }
  }
}
