package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for a pod's spec wherever it stands: in a pod or in the template of a workload. */
final class PodTemplateRules {
  private static final Set<String> VOLUME_FIELDS = Set.of("name");

  private PodTemplateRules() {}

  /** Fills in what depends on other fields, in place. */
  static void shape(ObjectNode spec) {
    String account = spec.path("serviceAccountName").asText();
    String old = spec.path("serviceAccount").asText();
    if (account.isEmpty() && !old.isEmpty()) {
      spec.put("serviceAccountName", old);
    } else if (!account.isEmpty()) {
      spec.put("serviceAccount", account);
    }
    for (JsonNode volume : spec.path("volumes")) {
      if (volume instanceof ObjectNode object && VOLUME_FIELDS.containsAll(names(object))) {
        object.putObject("emptyDir");
      }
    }
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : spec.path(list)) {
        if (container instanceof ObjectNode object) {
          container(object);
        }
      }
    }
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void container(ObjectNode container) {
    if (!container.has("imagePullPolicy")) {
      container.put("imagePullPolicy", pullPolicy(container.path("image").asText()));
    }
    // What is limited but not requested is requested as limited.
    JsonNode limits = container.path("resources").path("limits");
    if (limits.isObject()) {
      ObjectNode requests = container.withObject("/resources/requests");
      for (Map.Entry<String, JsonNode> limit : limits.properties()) {
        if (!requests.has(limit.getKey())) {
          requests.set(limit.getKey(), limit.getValue());
        }
      }
      if (requests.isEmpty()) {
        ((ObjectNode) container.path("resources")).remove("requests");
      }
    }
  }

  private static String pullPolicy(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    if (name.contains("@")) {
      return "IfNotPresent";
    }
    int colon = name.indexOf(':');
    String tag = colon < 0 ? "latest" : name.substring(colon + 1);
    return tag.equals("latest") ? "Always" : "IfNotPresent";
  }

  /** Adds what is wrong with a pod's spec. */
  static void validate(JsonNode spec, String path, List<ApiFailure.Cause> causes) {
    validate(spec, path, List.of(), causes);
  }

  /** The same, with volumes that come from elsewhere than the spec. */
  static void validate(
      JsonNode spec, String path, List<String> claims, List<ApiFailure.Cause> causes) {
    if (spec.path("containers").isEmpty()) {
      causes.add(Causes.required(path + ".containers"));
    }
    Set<String> volumes = new HashSet<>(claims);
    spec.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
    Set<String> seen = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        JsonNode container = spec.path(list).get(i);
        String at = path + "." + list + "[" + i + "]";
        if (container.path("name").asText().isEmpty()) {
          causes.add(Causes.required(at + ".name"));
        } else if (!seen.add(container.path("name").asText())) {
          causes.add(
              new ApiFailure.Cause(
                  "FieldValueDuplicate",
                  "Duplicate value: " + container.path("name"),
                  at + ".name"));
        }
        mounts(container, at, volumes, causes);
      }
    }
  }

  private static void mounts(
      JsonNode container, String at, Set<String> volumes, List<ApiFailure.Cause> causes) {
    for (int i = 0; i < container.path("volumeMounts").size(); i++) {
      JsonNode mount = container.path("volumeMounts").get(i);
      if (!volumes.contains(mount.path("name").asText())) {
        causes.add(
            new ApiFailure.Cause(
                "FieldValueNotFound",
                "Not found: " + mount.path("name"),
                at + ".volumeMounts[" + i + "].name"));
      }
    }
  }
}
