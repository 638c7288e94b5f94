package dev.blackstart.machineconfig.document;

import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges a patch's value into a config's, as Talos merges the structures it decodes both to
 * (v1.12.11 pkg/machinery/config/merge): what a patch does not set is untouched, lists grow, maps
 * merge by key, and an empty value changes only what may be nothing.
 */
final class StrategicMerge {
  private StrategicMerge() {}

  static MapNode documents(ConfigDocument left, ConfigDocument right) {
    MapNode kept = OpaqueFields.without(left.content(), right.content(), left.shape());
    return struct(kept, right.content(), left.shape());
  }

  private static YamlNode field(YamlNode left, YamlNode right, Shape.Field field) {
    if (isNull(right)) {
      return left;
    }
    if (field.replaced() || isNull(left)) {
      return right;
    }
    return value(left, right, field.shape(), field.optional());
  }

  private static YamlNode value(YamlNode left, YamlNode right, Shape shape, boolean optional) {
    return switch (shape) {
      case Shape.Struct struct when left instanceof MapNode l && right instanceof MapNode r ->
          struct(l, r, struct);
      case Shape.MapOf map when left instanceof MapNode l && right instanceof MapNode r ->
          map(l, r, map.value());
      case Shape.ListOf list when left instanceof ListNode l && right instanceof ListNode r ->
          list(l, r, list);
      case Shape.Free free -> FreeMerge.merge(left, right);
      case Shape.Scalar scalar when left instanceof ScalarNode l && right instanceof ScalarNode r ->
          scalar(l, r, scalar.kind(), optional);
      case Shape.Struct struct -> right;
      case Shape.MapOf map -> right;
      case Shape.ListOf list -> right;
      case Shape.Scalar scalar -> right;
    };
  }

  private static MapNode struct(MapNode left, MapNode right, Shape.Struct shape) {
    Map<String, MapNode.Entry> merged = new LinkedHashMap<>();
    left.entries().forEach(entry -> merged.put(entry.key().text(), entry));
    for (MapNode.Entry entry : right.entries()) {
      String key = entry.key().text();
      MapNode.Entry before = merged.get(key);
      Shape.Field field = shape.fields().get(key);
      YamlNode value = before == null ? entry.value() : field(before.value(), entry.value(), field);
      if (before != null || !isNull(value)) {
        merged.put(key, new MapNode.Entry(before == null ? entry.key() : before.key(), value));
      }
    }
    return MapNode.of(left.mark(), List.copyOf(merged.values()));
  }

  private static MapNode map(MapNode left, MapNode right, Shape shape) {
    Map<String, MapNode.Entry> merged = new LinkedHashMap<>();
    left.entries().forEach(entry -> merged.put(entry.key().text(), entry));
    for (MapNode.Entry entry : right.entries()) {
      merged.merge(
          entry.key().text(),
          entry,
          (before, patch) ->
              new MapNode.Entry(
                  before.key(),
                  field(before.value(), patch.value(), new Shape.Field(shape, false, false))));
    }
    return MapNode.of(left.mark(), List.copyOf(merged.values()));
  }

  private static ListNode list(ListNode left, ListNode right, Shape.ListOf shape) {
    List<YamlNode> items = new ArrayList<>(left.items());
    for (YamlNode item : right.items()) {
      int same = shape.keys().isEmpty() ? -1 : indexOfSame(items, item, shape.keys());
      if (same < 0) {
        items.add(item);
      } else {
        items.set(same, value(items.get(same), item, shape.item(), true));
      }
    }
    return new ListNode(left.mark(), items);
  }

  /** The first key that the patch's item sets decides, even when nothing matches it. */
  private static int indexOfSame(List<YamlNode> items, YamlNode item, List<String> keys) {
    for (String key : keys) {
      Optional<YamlNode> wanted = get(item, key).filter(node -> !isEmpty(node));
      if (wanted.isPresent()) {
        for (int i = 0; i < items.size(); i++) {
          Optional<YamlNode> there = get(items.get(i), key);
          if (there.isPresent() && FreeMerge.same(there.get(), wanted.get())) {
            return i;
          }
        }
        return -1;
      }
    }
    return -1;
  }

  private static YamlNode scalar(
      ScalarNode left, ScalarNode right, Shape.Kind kind, boolean optional) {
    return switch (kind) {
      case FLAG, BYTES, OPAQUE -> right;
      case TEXT -> optional || !right.text().isEmpty() ? right : left;
      case INT -> optional || !right.text().matches("[-+]?(0x)?[0_]+") ? right : left;
      case DURATION -> optional || !right.text().matches("0|(0[a-zµ]+)+") ? right : left;
      case URL -> UrlMerge.merge(left, right);
    };
  }

  private static Optional<YamlNode> get(YamlNode item, String key) {
    return item instanceof MapNode map ? map.get(key) : Optional.empty();
  }

  private static boolean isEmpty(YamlNode node) {
    return node instanceof ScalarNode scalar && (scalar.isNull() || scalar.text().isEmpty());
  }

  static boolean isNull(YamlNode node) {
    return node instanceof ScalarNode scalar && scalar.isNull();
  }
}
