package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.flux.health.Plain;
import dev.blackstart.template.kustomize.Kustomize;
import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the patches of an instance over the controllers' manifests, by kustomize as the operator.
 */
final class InstancePatches {
  private static final String KUSTOMIZATION = "kustomization.yaml";
  private static final String MANIFESTS = "manifests.yaml";

  private InstancePatches() {}

  static List<ObjectNode> patched(Resource instance, List<ObjectNode> objects) {
    JsonNode patches = instance.spec().path("kustomize").path("patches");
    if (patches.isEmpty()) {
      return objects;
    }
    Map<String, Object> kustomization =
        Map.of("resources", List.of(MANIFESTS), "patches", Plain.of(patches));
    List<Object> manifests = new ArrayList<>();
    objects.forEach(object -> manifests.add(Plain.map(object)));
    SourceTree tree =
        new Texts(
            Map.of(KUSTOMIZATION, Yaml.write(kustomization), MANIFESTS, Yaml.writeAll(manifests)));
    return Kustomize.build(tree, "").stream().map(built -> Plain.tree(built.object())).toList();
  }

  /** A folder that is written nowhere. */
  private record Texts(Map<String, String> files) implements SourceTree {
    @Override
    public boolean isFile(String path) {
      return files.containsKey(path);
    }

    @Override
    public boolean isFolder(String path) {
      return path.isEmpty();
    }

    @Override
    public List<String> names(String folder) {
      return files.keySet().stream().sorted().toList();
    }

    @Override
    public byte[] read(String path) {
      return files.get(path).getBytes(StandardCharsets.UTF_8);
    }
  }
}
