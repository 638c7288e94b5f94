package dev.blackstart.machineconfig.validation;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Configs that differ from a sound one in one place: a value replaced by one of many that are wrong
 * somewhere, a key left out, a key nobody knows added.
 */
final class ConfigMutations {
  private static final Mark HERE = new Mark("mutant", 1, 1);

  /** Each is right in some place, and wrong in most. */
  private static final List<String> VALUES =
      List.of(
          "''",
          "null",
          "bogus!",
          "-1",
          "0",
          "300",
          "70000",
          "99999999999",
          "true",
          "'off'",
          "1.5",
          "10s",
          "10.0.0.1",
          "10.0.0.300/24",
          "0.0.0.0/0",
          "fd00::/64",
          "https://example.com:99999/x",
          "ftp://exa mple/x",
          "tcp://10.0.0.1:80",
          "50%",
          "'>= 10GB'",
          "aGVsbG8=",
          "[a]",
          "{a: b}");

  /** A config with one thing changed. */
  record Mutant(String change, String text) {}

  private ConfigMutations() {}

  /** All mutants of a config, in the order of its text. */
  static List<Mutant> of(String yaml) {
    List<YamlNode> documents = Yaml.parse(yaml, "sound");
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      int at = i;
      each(
          documents.get(i),
          "",
          change -> {
            List<YamlNode> changed = new ArrayList<>(documents);
            changed.set(at, change.document());
            String kind = documents.get(at).text("kind").orElse("v1alpha1");
            mutants.add(new Mutant(kind + change.what(), text(changed)));
          });
    }
    return mutants;
  }

  private static String text(List<YamlNode> documents) {
    return documents.stream()
        .map(document -> Yaml.write(document, YamlStyle.FOUR))
        .collect(Collectors.joining("---\n"));
  }

  private record Change(String what, YamlNode document) {}

  private static void each(YamlNode node, String path, Consumer<Change> changes) {
    for (String value : VALUES) {
      YamlNode other = Yaml.document(value.equals("null") ? "~" : value, "value");
      changes.accept(new Change(path + " = " + value, other));
    }
    switch (node) {
      case MapNode map -> {
        List<MapNode.Entry> entries = List.copyOf(map.entries());
        for (int i = 0; i < entries.size(); i++) {
          MapNode.Entry entry = entries.get(i);
          int at = i;
          String below = path + "." + entry.key().text();
          each(
              entry.value(),
              below,
              change ->
                  changes.accept(
                      new Change(
                          change.what(),
                          map(
                              with(
                                  entries,
                                  at,
                                  new MapNode.Entry(entry.key(), change.document()))))));
          changes.accept(new Change(below + " left out", map(without(entries, at))));
        }
        List<MapNode.Entry> more = new ArrayList<>(entries);
        more.add(
            new MapNode.Entry(ScalarNode.plain(HERE, "nonsense"), ScalarNode.plain(HERE, "x")));
        changes.accept(new Change(path + " with nonsense", map(more)));
      }
      case ListNode list -> {
        List<YamlNode> items = list.items();
        for (int i = 0; i < items.size(); i++) {
          int at = i;
          each(
              items.get(i),
              path + "[" + i + "]",
              change ->
                  changes.accept(
                      new Change(
                          change.what(), new ListNode(HERE, with(items, at, change.document())))));
        }
        if (!items.isEmpty()) {
          List<YamlNode> twice = new ArrayList<>(items);
          twice.add(items.getFirst());
          changes.accept(new Change(path + " with its first twice", new ListNode(HERE, twice)));
        }
      }
      case ScalarNode scalar -> {}
    }
  }

  private static MapNode map(List<MapNode.Entry> entries) {
    return MapNode.of(HERE, entries);
  }

  private static <T> List<T> with(List<T> all, int at, T other) {
    List<T> changed = new ArrayList<>(all);
    changed.set(at, other);
    return changed;
  }

  private static <T> List<T> without(List<T> all, int at) {
    List<T> changed = new ArrayList<>(all);
    changed.remove(at);
    return changed;
  }
}
