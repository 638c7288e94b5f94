package dev.blackstart.repository.topf;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the templates of topf see for a node (facts of its pkg/config/patches.go).
 *
 * @param config the whole {@code topf.yaml}
 * @param schematic its id, or as it is written while that is not known
 * @param folder where the patches lie
 */
record TopfContext(YamlNode config, YamlNode node, String host, String schematic, String folder) {
  Map<String, Object> values() {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("Host", host);
    own.put("IP", node.text("ip").orElse(null));
    own.put("Role", node.text("role").orElse(""));
    own.put("Data", data(node));
    own.put("TalosVersion", node.text("talosVersion").orElse(""));
    own.put("SchematicID", node.text("schematicId").orElse(""));
    own.put("Factory", node.text("factory").orElse(""));
    own.put("Platform", node.text("platform").orElse(""));
    own.put("SecureBoot", node.text("secureboot").filter("true"::equals).isPresent());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("ClusterName", config.text("clusterName").orElse(""));
    context.put("ClusterEndpoint", config.text("clusterEndpoint").orElse(""));
    context.put("KubernetesVersion", config.text("kubernetesVersion").orElse(""));
    context.put("TalosVersion", config.text("talosVersion").orElse(""));
    context.put("SchematicID", schematic);
    context.put("Data", data(config));
    context.put("Node", own);
    context.put("PatchesDir", folder);
    return context;
  }

  private static Map<String, Object> data(YamlNode below) {
    return below
        .at("data")
        .filter(MapNode.class::isInstance)
        .map(data -> Reading.TALOS.readMap((MapNode) data))
        .orElse(Map.of());
  }
}
