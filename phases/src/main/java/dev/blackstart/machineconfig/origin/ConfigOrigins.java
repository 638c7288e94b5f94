package dev.blackstart.machineconfig.origin;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.document.ConfigDocument;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells of each value of a node's config where it was written, whatever family wrote it. */
public final class ConfigOrigins {
  private final ClusterSpec spec;

  public ConfigOrigins(ClusterSpec spec) {
    this.spec = spec;
  }

  /**
   * The origins of all values, in the order they stand in the text of the config.
   *
   * @param merged the node's config, which keeps the marks of its layers
   * @param opened what it was made of, nothing of it encrypted
   */
  public List<ValueOrigin> of(Node node, MachineConfig merged, MachineConfigSource opened) {
    MachineConfigSource source = spec.machineConfigs().get(node.address());
    Map<Mark, ValueOrigin.Layer> layers = new HashMap<>();
    mark(opened.base(), ValueOrigin.Layer.BASE, layers);
    for (int i = 0; i < opened.patches().size(); i++) {
      mark(opened.patches().get(i), layer(source.patches().get(i), node), layers);
    }
    List<ValueOrigin> origins = new ArrayList<>();
    for (ConfigDocument document : merged.documents()) {
      for (Leaves.Leaf leaf : Leaves.of(document.content())) {
        Mark at = leaf.node().mark();
        ValueOrigin.Layer layer = layers.getOrDefault(at, ValueOrigin.Layer.BASE);
        origins.add(new ValueOrigin(name(document), leaf.path(), layer, at));
      }
    }
    return origins;
  }

  /** The text with the origin of each value as a comment behind it. */
  public static String commented(String yaml, List<ValueOrigin> origins) {
    List<Integer> lines = new ArrayList<>();
    for (YamlNode document : Yaml.parse(yaml, "config")) {
      Leaves.of(document).forEach(leaf -> lines.add(leaf.node().mark().line()));
    }
    if (lines.size() != origins.size()) {
      throw new IllegalArgumentException(
          lines.size() + " values cannot have " + origins.size() + " origins");
    }
    List<StringBuilder> text = new ArrayList<>();
    yaml.lines().forEach(line -> text.add(new StringBuilder(line)));
    for (int i = 0; i < lines.size(); i++) {
      ValueOrigin origin = origins.get(i);
      text.get(lines.get(i) - 1)
          .append("  # ")
          .append(origin.layer().name().toLowerCase(Locale.ROOT))
          .append(' ')
          .append(origin.at());
    }
    return String.join("\n", text) + "\n";
  }

  private ValueOrigin.Layer layer(MachineConfigSource.Layer patch, Node node) {
    if (patch.origin().startsWith("--")) {
      return ValueOrigin.Layer.OPTION;
    }
    List<Node> with =
        spec.nodes().stream()
            .filter(each -> spec.machineConfigs().containsKey(each.address()))
            .filter(each -> has(spec.machineConfigs().get(each.address()), patch))
            .toList();
    if (with.size() == spec.nodes().size() && with.size() > 1) {
      return ValueOrigin.Layer.ALL;
    }
    long ofRole = spec.nodes().stream().filter(each -> each.role() == node.role()).count();
    boolean sameRole = with.stream().allMatch(each -> each.role() == node.role());
    return sameRole && with.size() == ofRole && ofRole > 1
        ? ValueOrigin.Layer.ROLE
        : ValueOrigin.Layer.NODE;
  }

  /** A template of all nodes is one file that reads differently for each. */
  private static boolean has(MachineConfigSource source, MachineConfigSource.Layer patch) {
    String base = source.base().origin();
    return source.patches().stream()
        .anyMatch(
            each ->
                each.origin().equals(patch.origin())
                    && (!each.origin().equals(base) || each.yaml().equals(patch.yaml())));
  }

  private static void mark(
      MachineConfigSource.Layer layer,
      ValueOrigin.Layer name,
      Map<Mark, ValueOrigin.Layer> layers) {
    for (YamlNode document : Yaml.parse(layer.yaml(), layer.origin())) {
      for (Leaves.Leaf leaf : Leaves.of(document)) {
        layers.put(leaf.node().mark(), name);
      }
    }
  }

  private static String name(ConfigDocument document) {
    return document.id().kind().isEmpty()
        ? "v1alpha1"
        : (document.id().kind() + " " + document.id().name()).strip();
  }
}
