package dev.blackstart.files.contexts;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;

/** Nodes of the operator's files, read with care and changed by copying. */
final class Fields {
  private Fields() {}

  /** A key with another value: in its place, or at the end. */
  static MapNode with(MapNode map, String key, YamlNode value) {
    List<MapNode.Entry> entries = new ArrayList<>();
    boolean there = false;
    for (MapNode.Entry entry : map.entries()) {
      boolean meant = entry.key().text().equals(key);
      entries.add(meant ? new MapNode.Entry(entry.key(), value) : entry);
      there |= meant;
    }
    if (!there) {
      entries.add(new MapNode.Entry(text(map, key), value));
    }
    return MapNode.of(map.mark(), entries);
  }

  static MapNode with(MapNode map, String key, String value) {
    return with(map, key, text(map, value));
  }

  /**
   * A text that stays one, whatever it looks like.
   *
   * @param beside a node whose place it takes
   */
  static ScalarNode text(YamlNode beside, String text) {
    return (ScalarNode) Yaml.document(Yaml.write(text), beside.mark().file());
  }

  /**
   * The items of a list; none when it is not there or null.
   *
   * @throws YamlProblem when it is something else, or an item is no mapping
   */
  static List<MapNode> items(MapNode root, String key) {
    YamlNode node = root.get(key).orElse(new ListNode(root.mark(), List.of()));
    List<MapNode> items = new ArrayList<>();
    switch (node) {
      case ListNode list -> {
        for (YamlNode item : list.items()) {
          items.add(map(item, "an entry of " + key));
        }
      }
      case ScalarNode scalar when scalar.isNull() -> {}
      case ScalarNode scalar -> throw new YamlProblem(scalar.mark(), key + " is no list");
      case MapNode map -> throw new YamlProblem(map.mark(), key + " is no list");
    }
    return items;
  }

  /**
   * A mapping; an empty one when it is not there or null.
   *
   * @throws YamlProblem when it is something else
   */
  static MapNode map(MapNode root, String key) {
    YamlNode node = root.get(key).orElse(MapNode.of(root.mark(), List.of()));
    return node instanceof ScalarNode scalar && scalar.isNull()
        ? MapNode.of(scalar.mark(), List.of())
        : map(node, key);
  }

  private static MapNode map(YamlNode node, String what) {
    if (node instanceof MapNode map) {
      return map;
    }
    throw new YamlProblem(node.mark(), what + " is no mapping");
  }
}
