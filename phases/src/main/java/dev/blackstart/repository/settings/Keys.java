package dev.blackstart.repository.settings;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of one mapping: whoever asks for a key knows it, and what nobody knew is a finding. */
final class Keys {
  private final MapNode map;
  private final String path;
  private final Findings findings;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param path where the mapping lies in the file, such as {@code clusters.infra.talos}
   */
  Keys(MapNode map, String path, Findings findings) {
    this.map = map;
    this.path = path;
    this.findings = findings;
  }

  /** The mapping at a node; a finding and nothing when it is something else. */
  static Optional<Keys> of(YamlNode node, String path, Findings findings) {
    return switch (node) {
      case MapNode map -> Optional.of(new Keys(map, path, findings));
      case ScalarNode scalar when scalar.isNull() -> Optional.empty();
      case ScalarNode scalar -> wrong(node, path, "a mapping", findings);
      case ListNode list -> wrong(node, path, "a mapping", findings);
    };
  }

  /** The mapping below a key. */
  Optional<Keys> keys(String key) {
    return node(key).flatMap(node -> of(node, path(key), findings));
  }

  /** The text below a key. */
  Optional<Setting<String>> text(String key) {
    return node(key).flatMap(node -> text(node, path(key)));
  }

  /** The texts of a list below a key; a single text counts as a list of one. */
  Optional<List<Setting<String>>> texts(String key) {
    return node(key)
        .map(
            node -> {
              List<YamlNode> items = node instanceof ListNode list ? list.items() : List.of(node);
              List<Setting<String>> texts = new ArrayList<>();
              items.forEach(item -> text(item, path(key)).ifPresent(texts::add));
              return texts;
            });
  }

  /** All entries: for mappings whose keys are the operator's own names. */
  List<MapNode.Entry> entries() {
    known.addAll(map.keys());
    return List.copyOf(map.entries());
  }

  /** Reports the keys nobody asked for. */
  void done() {
    for (MapNode.Entry entry : map.entries()) {
      String key = entry.key().text();
      if (!known.contains(key)) {
        findings.add(
            FindingKind.UNKNOWN_KEY,
            entry.key().mark(),
            path(key) + " is no key that is read",
            "remove it, or use one of " + String.join(", ", known));
      }
    }
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Findings findings() {
    return findings;
  }

  /** A value that is not what its key wants. */
  static <T> Optional<T> wrong(YamlNode node, String path, String wanted, Findings findings) {
    findings.add(
        FindingKind.BAD_VALUE, node.mark(), path + " is not " + wanted, "give it " + wanted);
    return Optional.empty();
  }

  Optional<Setting<String>> text(YamlNode node, String path) {
    return switch (node) {
      case ScalarNode scalar when !scalar.isNull() ->
          Optional.of(new Setting<>(scalar.text(), Findings.place(scalar.mark())));
      case ScalarNode scalar -> wrong(node, path, "a text", findings);
      case MapNode map -> wrong(node, path, "a text", findings);
      case ListNode list -> wrong(node, path, "a text", findings);
    };
  }

  private Optional<YamlNode> node(String key) {
    known.add(key);
    return map.get(key).filter(node -> !(node instanceof ScalarNode scalar && scalar.isNull()));
  }
}
