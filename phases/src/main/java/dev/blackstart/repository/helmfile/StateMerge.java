package dev.blackstart.repository.helmfile;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts one part of a helmfile on top of another: mappings merge, and what is empty above leaves
 * what is below. Every node keeps its own place, so that a finding names the file it came from.
 */
enum StateMerge {
  /** Lists follow one another: documents of one part, bases, release templates. */
  APPEND,
  /** The list above replaces the one below: the parts of a file between its {@code ---} lines. */
  REPLACE,
  /** What is below wins, and lists are not touched: what a helmfile inherits from its parent. */
  FILL;

  MapNode merge(MapNode below, MapNode above) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    below.entries().forEach(entry -> entries.put(entry.key().text(), entry));
    for (MapNode.Entry entry : above.entries()) {
      MapNode.Entry old = entries.get(entry.key().text());
      entries.put(entry.key().text(), old == null ? entry : merge(old, entry));
    }
    return MapNode.of(above.mark(), List.copyOf(entries.values()));
  }

  private MapNode.Entry merge(MapNode.Entry old, MapNode.Entry next) {
    YamlNode below = old.value();
    YamlNode above = next.value();
    if (isNothing(above)) {
      return old;
    }
    if (isNothing(below)) {
      return next;
    }
    if (below instanceof MapNode under && above instanceof MapNode over) {
      return new MapNode.Entry(next.key(), merge(under, over));
    }
    if (this == APPEND && below instanceof ListNode first && above instanceof ListNode second) {
      List<YamlNode> items = new ArrayList<>(first.items());
      items.addAll(second.items());
      return new MapNode.Entry(next.key(), new ListNode(second.mark(), items));
    }
    return this == FILL ? old : next;
  }

  private static boolean isNothing(YamlNode node) {
    return switch (node) {
      case MapNode map -> map.keys().isEmpty();
      case ListNode list -> list.items().isEmpty();
      case ScalarNode scalar -> scalar.isNull() || scalar.text().isEmpty();
    };
  }
}
