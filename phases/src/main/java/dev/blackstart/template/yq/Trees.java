package dev.blackstart.template.yq;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is done to whole nodes: merged, pruned, compared, counted. */
final class Trees {
  private Trees() {}

  /** Maps are merged key by key, the right side wins; everything else is replaced. */
  static YamlNode merge(YamlNode left, YamlNode right) {
    if (!(left instanceof MapNode a) || !(right instanceof MapNode b)) {
      return right instanceof ScalarNode scalar && scalar.isNull() ? left : right;
    }
    Map<String, MapNode.Entry> merged = new LinkedHashMap<>();
    a.entries().forEach(entry -> merged.put(entry.key().text(), entry));
    for (MapNode.Entry entry : b.entries()) {
      MapNode.Entry before = merged.get(entry.key().text());
      YamlNode value = before == null ? entry.value() : merge(before.value(), entry.value());
      merged.put(entry.key().text(), new MapNode.Entry(entry.key(), value));
    }
    return MapNode.of(a.mark(), List.copyOf(merged.values()));
  }

  /** The node without what stands at these paths. */
  static YamlNode without(YamlNode node, List<Object> path, Set<List<Object>> paths) {
    return switch (node) {
      case MapNode map -> {
        List<MapNode.Entry> kept = new ArrayList<>();
        for (MapNode.Entry entry : map.entries()) {
          List<Object> below = below(path, entry.key().text());
          if (!paths.contains(below)) {
            kept.add(new MapNode.Entry(entry.key(), without(entry.value(), below, paths)));
          }
        }
        yield MapNode.of(map.mark(), kept);
      }
      case ListNode list -> {
        List<YamlNode> kept = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
          List<Object> below = below(path, i);
          if (!paths.contains(below)) {
            kept.add(without(list.items().get(i), below, paths));
          }
        }
        yield new ListNode(list.mark(), kept);
      }
      case ScalarNode scalar -> scalar;
    };
  }

  private static List<Object> below(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  static boolean isSame(YamlNode left, YamlNode right) {
    return switch (left) {
      case MapNode a ->
          right instanceof MapNode b
              && a.keys().equals(b.keys())
              && a.entries().stream()
                  .allMatch(e -> isSame(e.value(), b.get(e.key().text()).orElseThrow()));
      case ListNode a -> right instanceof ListNode b && isSame(a.items(), b.items());
      case ScalarNode a ->
          right instanceof ScalarNode b
              && (a.isNull() ? b.isNull() : !b.isNull() && a.text().equals(b.text()));
    };
  }

  private static boolean isSame(List<YamlNode> left, List<YamlNode> right) {
    boolean same = left.size() == right.size();
    for (int i = 0; same && i < left.size(); i++) {
      same = isSame(left.get(i), right.get(i));
    }
    return same;
  }

  /** A scalar by its bare text, everything else as YAML, ending with a line break. */
  static String print(YamlNode node) {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.isNull() && scalar.text().isEmpty() ? "null" : scalar.text();
      return text.endsWith("\n") ? text : text + "\n";
    }
    return Yaml.write(node);
  }

  static int length(YamlNode node) {
    return switch (node) {
      case MapNode map -> map.entries().size();
      case ListNode list -> list.items().size();
      case ScalarNode scalar ->
          scalar.isNull() ? 0 : scalar.text().codePointCount(0, scalar.text().length());
    };
  }

  static YamlNode keys(YamlNode node) {
    List<YamlNode> keys = new ArrayList<>();
    switch (node) {
      case MapNode map -> {
        Collection<MapNode.Entry> entries = map.entries();
        entries.forEach(entry -> keys.add(entry.key()));
      }
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          keys.add(ScalarNode.plain(list.mark(), String.valueOf(i)));
        }
      }
      case ScalarNode scalar -> throw new YqProblem("cannot get keys of a scalar");
    }
    return new ListNode(node.mark(), keys);
  }

  /** Text is joined, numbers are added, lists follow one another, maps are merged. */
  static YamlNode add(YamlNode left, YamlNode right) {
    if (left instanceof ListNode a && right instanceof ListNode b) {
      List<YamlNode> items = new ArrayList<>(a.items());
      items.addAll(b.items());
      return new ListNode(a.mark(), items);
    }
    if (left instanceof ScalarNode a && right instanceof ScalarNode b) {
      if (a.isNull() || b.isNull()) {
        return a.isNull() ? b : a;
      }
      return isNumber(a) && isNumber(b)
          ? ScalarNode.plain(a.mark(), "" + (Long.parseLong(a.text()) + Long.parseLong(b.text())))
          : text(a, a.text() + b.text());
    }
    return merge(left, right);
  }

  private static boolean isNumber(ScalarNode scalar) {
    return scalar.style() == ScalarNode.Style.PLAIN && scalar.text().matches("-?[0-9]{1,17}");
  }

  /** A string, quoted where YAML needs it. */
  static ScalarNode text(YamlNode at, String text) {
    return new ScalarNode(at.mark(), text, ScalarNode.Style.DOUBLE_QUOTED, Optional.empty());
  }

  /** The node with a value at a path; maps that lack on the way are made. */
  static YamlNode with(YamlNode node, List<Object> path, YamlNode value) {
    if (path.isEmpty()) {
      return value;
    }
    List<Object> rest = path.subList(1, path.size());
    if (node instanceof ListNode list && path.getFirst() instanceof Integer index) {
      List<YamlNode> items = new ArrayList<>(list.items());
      while (items.size() <= index) {
        items.add(ScalarNode.plain(list.mark(), "null"));
      }
      items.set(index, with(items.get(index), rest, value));
      return new ListNode(list.mark(), items);
    }
    String key = path.getFirst().toString();
    List<MapNode.Entry> entries = new ArrayList<>();
    boolean there = false;
    if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        boolean here = entry.key().text().equals(key);
        there |= here;
        entries.add(
            here ? new MapNode.Entry(entry.key(), with(entry.value(), rest, value)) : entry);
      }
    }
    if (!there) {
      ScalarNode nothing = ScalarNode.plain(node.mark(), "null");
      entries.add(
          new MapNode.Entry(ScalarNode.plain(node.mark(), key), with(nothing, rest, value)));
    }
    return MapNode.of(node.mark(), entries);
  }
}
