package dev.blackstart.repository.generated;

import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes pieces of machine configs that keep the place of what they were made of. */
public final class Pieces {
  private Pieces() {}

  /**
   * A value as a node; nodes in it stay as they are, all else stands at the mark.
   *
   * @param value maps with string keys, lists, strings, booleans, integers, nodes
   */
  public static YamlNode node(Mark mark, Object value) {
    return switch (value) {
      case YamlNode node -> node;
      case Map<?, ?> map -> map(mark, map);
      case List<?> list -> new ListNode(mark, list.stream().map(item -> node(mark, item)).toList());
      case String text -> text(mark, text);
      default -> ScalarNode.plain(mark, String.valueOf(value));
    };
  }

  /** A mapping, likewise. */
  public static MapNode map(Mark mark, Map<?, ?> values) {
    List<MapNode.Entry> entries = new ArrayList<>();
    values.forEach(
        (key, value) ->
            entries.add(new MapNode.Entry(text(mark, String.valueOf(key)), node(mark, value))));
    return MapNode.of(mark, entries);
  }

  /** A text that is read as a text, whatever it looks like. */
  public static ScalarNode text(Mark mark, String text) {
    boolean plain = !text.isEmpty() && Yaml.write(text).equals(text + "\n");
    ScalarNode.Style style = plain ? ScalarNode.Style.PLAIN : ScalarNode.Style.DOUBLE_QUOTED;
    return new ScalarNode(mark, text, style, Optional.empty());
  }

  /**
   * A value put below a path.
   *
   * @param path such as {@code machine.install.disk}
   */
  public static MapNode below(String path, Mark mark, YamlNode value) {
    int dot = path.lastIndexOf('.');
    MapNode inner =
        MapNode.of(mark, List.of(new MapNode.Entry(text(mark, path.substring(dot + 1)), value)));
    return dot < 0 ? inner : below(path.substring(0, dot), mark, inner);
  }

  /** A layer of a machine config. */
  public static Layer layer(String origin, List<? extends YamlNode> documents) {
    return new Layer(origin, AlignedText.of(documents));
  }
}
