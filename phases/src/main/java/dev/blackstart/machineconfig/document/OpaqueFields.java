package dev.blackstart.machineconfig.document;

import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fields a patch takes away by not setting them: expressions and sizes, whose structures Talos's
 * merge cannot look into and so copies whole, empty as they may be (seen of 1.12.7: a patch of a
 * volume's {@code maxSize} loses its {@code diskSelector} and {@code minSize}).
 */
final class OpaqueFields {
  private OpaqueFields() {}

  /** The left side without what the right side takes away. */
  static MapNode without(MapNode left, MapNode right, Shape.Struct shape) {
    List<MapNode.Entry> kept = new ArrayList<>();
    for (MapNode.Entry entry : left.entries()) {
      String key = entry.key().text();
      Shape.Field field = shape.fields().get(key);
      Optional<YamlNode> set = right.get(key).filter(value -> !StrategicMerge.isNull(value));
      boolean opaque =
          field != null
              && field.shape() instanceof Shape.Scalar scalar
              && scalar.kind() == Shape.Kind.OPAQUE;
      if (field != null
          && field.shape() instanceof Shape.Struct below
          && entry.value() instanceof MapNode inner) {
        MapNode there =
            set.filter(MapNode.class::isInstance)
                .map(MapNode.class::cast)
                .orElse(MapNode.of(inner.mark(), List.of()));
        MapNode rest = without(inner, there, below);
        if (!rest.entries().isEmpty() || inner.entries().isEmpty()) {
          kept.add(new MapNode.Entry(entry.key(), rest));
        }
      } else if (!opaque || set.isPresent()) {
        kept.add(entry);
      }
    }
    return MapNode.of(left.mark(), kept);
  }
}
