package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.Map;

/** Pods after a template. */
final class PodTemplate {
  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private PodTemplate() {}

  /** The same for the same template, whatever the order of its members. */
  static String hash(JsonNode template) {
    try {
      String text = SORTED.writeValueAsString(SORTED.treeToValue(template, Object.class));
      return Pace.letters(new Pace(0).number(text) >>> 1, 9);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a template that cannot be read", e);
    }
  }

  /**
   * A pod of a workload.
   *
   * @param labels set besides the template's own
   */
  static ObjectNode pod(
      Resource owner, JsonNode template, String name, Map<String, String> labels) {
    ObjectNode meta = Json.object("name", name, "namespace", owner.namespace());
    ObjectNode allLabels = meta.putObject("labels");
    template
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> allLabels.set(label.getKey(), label.getValue()));
    labels.forEach(allLabels::put);
    if (template.path("metadata").has("annotations")) {
      meta.set("annotations", template.path("metadata").path("annotations").deepCopy());
    }
    if (template.path("metadata").has("finalizers")) {
      meta.set("finalizers", template.path("metadata").path("finalizers").deepCopy());
    }
    meta.set("ownerReferences", Json.array(owner.asController()));
    return Json.object("metadata", meta, "spec", template.path("spec").deepCopy());
  }
}
