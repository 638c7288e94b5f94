package dev.blackstart.machineconfig.origin;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** The values of a document that hold no others, in the order of its text. */
final class Leaves {
  private Leaves() {}

  record Leaf(String path, YamlNode node) {}

  static List<Leaf> of(YamlNode document) {
    List<Leaf> leaves = new ArrayList<>();
    add(document, "", leaves);
    return leaves;
  }

  private static void add(YamlNode node, String path, List<Leaf> leaves) {
    switch (node) {
      case MapNode map when !map.entries().isEmpty() ->
          map.entries().forEach(entry -> add(entry.value(), step(path, entry), leaves));
      case ListNode list when !list.items().isEmpty() -> {
        for (int i = 0; i < list.items().size(); i++) {
          add(list.items().get(i), path + "[" + i + "]", leaves);
        }
      }
      case MapNode map -> leaves.add(new Leaf(path, map));
      case ListNode list -> leaves.add(new Leaf(path, list));
      case ScalarNode scalar -> leaves.add(new Leaf(path, scalar));
    }
  }

  private static String step(String path, MapNode.Entry entry) {
    String key = entry.key().text();
    if (key.contains(".")) {
      return path + "[" + key + "]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }
}
