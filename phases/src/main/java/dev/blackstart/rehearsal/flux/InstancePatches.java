package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.cel.Plain;
import dev.blackstart.template.kustomize.WrittenNowhere;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the patches of an instance over all it makes, by kustomize as the operator does. */
final class InstancePatches {
  private InstancePatches() {}

  static List<ObjectNode> patched(Resource instance, List<ObjectNode> objects) {
    JsonNode patches = instance.spec().path("kustomize").path("patches");
    if (patches.isEmpty()) {
      return objects;
    }
    List<Map<String, Object>> plain = new ArrayList<>();
    objects.forEach(object -> plain.add(Plain.map(object)));
    List<Object> each = new ArrayList<>();
    patches.forEach(patch -> each.add(Plain.map(patch)));
    return WrittenNowhere.patched(plain, each).stream().map(Plain::tree).toList();
  }
}
