package dev.blackstart.files;

import dev.blackstart.template.kustomize.ClusterScope;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Puts seeds that name no namespace where their file belongs, as kubectl's --namespace does. */
final class SeedPlaces {
  private SeedPlaces() {}

  static YamlNode placed(YamlNode node, String namespace) {
    if (namespace.isEmpty()
        || !(node instanceof MapNode object)
        || node.text("metadata.namespace").isPresent()
        || ClusterScope.holds(node.text("apiVersion").orElse(""), node.text("kind").orElse(""))) {
      return node;
    }
    List<MapNode.Entry> entries = new ArrayList<>();
    for (MapNode.Entry entry : object.entries()) {
      boolean metadata = entry.key().text().equals("metadata");
      entries.add(
          metadata && entry.value() instanceof MapNode map
              ? new MapNode.Entry(entry.key(), in(map, namespace))
              : entry);
    }
    return MapNode.of(object.mark(), entries);
  }

  private static MapNode in(MapNode metadata, String namespace) {
    List<MapNode.Entry> entries = new ArrayList<>(metadata.entries());
    entries.add(
        new MapNode.Entry(
            ScalarNode.plain(metadata.mark(), "namespace"),
            ScalarNode.plain(metadata.mark(), namespace)));
    return MapNode.of(metadata.mark(), entries);
  }
}
