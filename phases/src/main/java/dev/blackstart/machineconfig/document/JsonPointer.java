package dev.blackstart.machineconfig.document;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A place in a document after RFC 6901. */
public record JsonPointer(List<String> steps) {
  static JsonPointer of(ScalarNode text) {
    String path = text.text();
    if (!path.isEmpty() && !path.startsWith("/")) {
      throw Patch.refused(text.mark(), "a path begins with a slash: " + path);
    }
    return new JsonPointer(
        path.isEmpty()
            ? List.of()
            : Arrays.stream(path.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList());
  }

  @Override
  public String toString() {
    return "/" + String.join("/", steps);
  }

  Optional<YamlNode> find(YamlNode document) {
    Optional<YamlNode> node = Optional.of(document);
    for (String step : steps) {
      node = node.flatMap(from -> child(from, step));
    }
    return node;
  }

  /** What stands there now is replaced in a mapping and moved on in a list. */
  YamlNode add(YamlNode document, YamlNode value, Mark mark) {
    return changed(document, 0, mark, (container, step) -> added(container, step, value, mark));
  }

  /** Talos's library adds what a mapping lacks (evanphx/json-patch 5.9); a list has to have it. */
  YamlNode replace(YamlNode document, YamlNode value, Mark mark) {
    return changed(
        document,
        0,
        mark,
        (container, step) -> {
          if (container instanceof MapNode) {
            return added(container, step, value, mark);
          }
          require(document, mark);
          return with(container, step, value);
        });
  }

  YamlNode remove(YamlNode document, Mark mark) {
    require(document, mark);
    return changed(document, 0, mark, JsonPointer::without);
  }

  private void require(YamlNode document, Mark mark) {
    if (find(document).isEmpty()) {
      throw Patch.refused(mark, "nothing is at " + this);
    }
  }

  private interface Change {
    YamlNode at(YamlNode container, String step);
  }

  private YamlNode changed(YamlNode node, int depth, Mark mark, Change change) {
    if (steps.isEmpty()) {
      throw Patch.refused(mark, "the whole config cannot be changed at once");
    }
    String step = steps.get(depth);
    if (depth == steps.size() - 1) {
      return change.at(node, step);
    }
    YamlNode child =
        child(node, step)
            .orElseThrow(
                () -> Patch.refused(mark, "there is no " + step + " on the way to " + this));
    return with(node, step, changed(child, depth + 1, mark, change));
  }

  private static Optional<YamlNode> child(YamlNode node, String step) {
    return switch (node) {
      case MapNode map -> map.get(step);
      case ListNode list -> index(step, list.items().size()).map(at -> list.items().get(at));
      case ScalarNode scalar -> Optional.empty();
    };
  }

  private static Optional<Integer> index(String step, int size) {
    return step.matches("[0-9]{1,9}") && Integer.parseInt(step) < size
        ? Optional.of(Integer.parseInt(step))
        : Optional.empty();
  }

  private static YamlNode added(YamlNode container, String step, YamlNode value, Mark mark) {
    if (container instanceof ListNode list) {
      List<YamlNode> items = new ArrayList<>(list.items());
      int at =
          step.equals("-")
              ? items.size()
              : index(step, items.size() + 1)
                  .orElseThrow(() -> Patch.refused(mark, "the list has no place " + step));
      items.add(at, value);
      return new ListNode(list.mark(), items);
    }
    if (container instanceof MapNode map && map.get(step).isEmpty()) {
      List<MapNode.Entry> entries = new ArrayList<>(map.entries());
      entries.add(new MapNode.Entry(ScalarNode.plain(mark, step), value));
      return MapNode.of(map.mark(), entries);
    }
    if (container instanceof ScalarNode) {
      throw Patch.refused(mark, "nothing can be put below a value, at " + step);
    }
    return with(container, step, value);
  }

  private static YamlNode with(YamlNode container, String step, YamlNode value) {
    if (container instanceof ListNode list) {
      List<YamlNode> items = new ArrayList<>(list.items());
      items.set(index(step, items.size()).orElseThrow(), value);
      return new ListNode(list.mark(), items);
    }
    MapNode map = (MapNode) container;
    return MapNode.of(
        map.mark(),
        map.entries().stream()
            .map(
                entry ->
                    entry.key().text().equals(step) ? new MapNode.Entry(entry.key(), value) : entry)
            .toList());
  }

  private static YamlNode without(YamlNode container, String step) {
    if (container instanceof ListNode list) {
      List<YamlNode> items = new ArrayList<>(list.items());
      items.remove((int) index(step, items.size()).orElseThrow());
      return new ListNode(list.mark(), items);
    }
    MapNode map = (MapNode) container;
    return MapNode.of(
        map.mark(),
        map.entries().stream().filter(entry -> !entry.key().text().equals(step)).toList());
  }
}
