package dev.blackstart.machineconfig.document;

import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries one deletion out on the document it is meant for. */
final class Deleting {
  private final PatchDeletion deletion;

  Deleting(PatchDeletion deletion) {
    this.deletion = deletion;
  }

  /** The document without what was deleted; the path is not empty. */
  MapNode from(ConfigDocument document) {
    return (MapNode) without(document.content(), document.shape(), 0);
  }

  private YamlNode without(YamlNode node, Shape shape, int step) {
    String key = deletion.path().get(step);
    boolean last = step == deletion.path().size() - 1;
    return switch (node) {
      case MapNode map -> inMap(map, shape, key, step, last);
      case ListNode list -> {
        if (!last) {
          throw failed("cannot reach into an item of a list");
        }
        yield inList(list);
      }
      case ScalarNode scalar -> throw failed("lookup failed");
    };
  }

  private YamlNode inMap(MapNode map, Shape shape, String key, int step, boolean last) {
    Optional<YamlNode> value = map.get(key).filter(node -> !isNull(node));
    if (last && shape instanceof Shape.Struct struct && struct.fields().containsKey(key)) {
      return replaced(map, key, Optional.empty());
    }
    if (value.isEmpty()) {
      throw failed("lookup failed");
    }
    if (last) {
      return replaced(map, key, Optional.empty());
    }
    Shape inner =
        switch (shape) {
          case Shape.Struct struct when struct.fields().containsKey(key) ->
              struct.fields().get(key).shape();
          case Shape.MapOf entries -> entries.value();
          case Shape.Struct struct -> throw failed("lookup failed");
          case Shape.Free free -> free;
          case Shape.ListOf list -> throw failed("lookup failed");
          case Shape.Scalar scalar -> throw failed("lookup failed");
        };
    return replaced(map, key, Optional.of(without(value.get(), inner, step + 1)));
  }

  private YamlNode inList(ListNode list) {
    List<YamlNode> kept = new ArrayList<>(list.items());
    for (YamlNode item : list.items()) {
      if (item instanceof MapNode map
          && map.get(deletion.key())
              .filter(
                  node ->
                      node instanceof ScalarNode scalar && scalar.text().equals(deletion.value()))
              .isPresent()) {
        kept.remove(item);
        return new ListNode(list.mark(), kept);
      }
    }
    throw failed("lookup failed, no item has " + deletion.key() + ": " + deletion.value());
  }

  private static MapNode replaced(MapNode map, String key, Optional<YamlNode> value) {
    List<MapNode.Entry> entries = new ArrayList<>();
    for (MapNode.Entry entry : map.entries()) {
      if (!entry.key().text().equals(key)) {
        entries.add(entry);
      } else {
        value.ifPresent(node -> entries.add(new MapNode.Entry(entry.key(), node)));
      }
    }
    return MapNode.of(map.mark(), entries);
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof ScalarNode scalar && scalar.isNull();
  }

  private RefusedConfig failed(String what) {
    return new RefusedConfig(
        new ConfigProblem(
            deletion.mark(),
            deletion.where(),
            "$patch: delete in " + deletion.document() + ": " + what));
  }
}
