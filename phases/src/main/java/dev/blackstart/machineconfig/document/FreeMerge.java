package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Merges free-form values, such as a kubelet's extraConfig, which Talos holds untyped. */
final class FreeMerge {
  private FreeMerge() {}

  /**
   * Maps merge, lists grow, scalars are replaced unless the patch's is empty.
   *
   * @throws RefusedConfig when the two are of different types
   */
  static YamlNode merge(YamlNode left, YamlNode right) {
    if (StrategicMerge.isNull(right)) {
      return left;
    }
    if (StrategicMerge.isNull(left)) {
      return right;
    }
    if (left instanceof MapNode l && right instanceof MapNode r) {
      return maps(l, r);
    }
    if (left instanceof ListNode l && right instanceof ListNode r) {
      List<YamlNode> items = new ArrayList<>(l.items());
      items.addAll(r.items());
      return new ListNode(l.mark(), items);
    }
    return scalars(left, right);
  }

  /** Whether two nodes mean the same to Talos. */
  static boolean same(YamlNode left, YamlNode right) {
    return Objects.equals(Reading.TALOS.read(left), Reading.TALOS.read(right));
  }

  private static MapNode maps(MapNode left, MapNode right) {
    Map<String, MapNode.Entry> merged = new LinkedHashMap<>();
    left.entries().forEach(entry -> merged.put(entry.key().text(), entry));
    for (MapNode.Entry entry : right.entries()) {
      merged.merge(
          entry.key().text(),
          entry,
          (before, patch) -> new MapNode.Entry(before.key(), merge(before.value(), patch.value())));
    }
    return MapNode.of(left.mark(), List.copyOf(merged.values()));
  }

  private static YamlNode scalars(YamlNode left, YamlNode right) {
    String before = type(left);
    String after = type(right);
    if (!before.equals(after)) {
      throw Patch.refused(
          right.mark(),
          "the patch sets " + after + " where the config has " + before + " (" + left.mark() + ")");
    }
    Object value = Reading.TALOS.read(right);
    boolean empty = "".equals(value) || Long.valueOf(0).equals(value) || isZero(value);
    return empty ? left : right;
  }

  private static boolean isZero(Object value) {
    return value instanceof Double number && number == 0;
  }

  private static String type(YamlNode node) {
    return switch (node) {
      case MapNode map -> "a mapping";
      case ListNode list -> "a list";
      case ScalarNode scalar ->
          switch (Reading.TALOS.read(scalar)) {
            case Boolean flag -> "true or false";
            case Long number -> "a whole number";
            case BigInteger number -> "a whole number";
            case Double number -> "a number with a fraction";
            case null -> "nothing";
            default -> "text";
          };
    };
  }
}
