package dev.blackstart.rehearsal.namespace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What remains in a namespace that is being deleted, and how its conditions tell it (1.35). */
public final class Remains {
  private final Map<String, Integer> objects = new TreeMap<>();
  private final Map<String, Integer> finalizers = new TreeMap<>();

  /** Counts one object that is still there. */
  public void add(String group, String plural, JsonNode object) {
    objects.merge(plural + "." + group, 1, Integer::sum);
    for (JsonNode finalizer : object.path("metadata").path("finalizers")) {
      finalizers.merge(finalizer.asText(), 1, Integer::sum);
    }
  }

  public boolean isEmpty() {
    return objects.isEmpty();
  }

  /**
   * The conditions of the namespace; what is as it was keeps its time.
   *
   * @param before those it has
   * @param now as Kubernetes writes a time
   */
  public ArrayNode conditions(JsonNode before, String now) {
    ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
    conditions.add(
        condition(
            "NamespaceDeletionDiscoveryFailure",
            false,
            "ResourcesDiscovered",
            "All resources successfully discovered"));
    conditions.add(
        condition(
            "NamespaceDeletionGroupVersionParsingFailure",
            false,
            "ParsedGroupVersions",
            "All legacy kube types successfully parsed"));
    conditions.add(
        condition(
            "NamespaceDeletionContentFailure",
            false,
            "ContentDeleted",
            "All content successfully deleted, may be waiting on finalization"));
    conditions.add(
        objects.isEmpty()
            ? condition(
                "NamespaceContentRemaining",
                false,
                "ContentRemoved",
                "All content successfully removed")
            : condition(
                "NamespaceContentRemaining",
                true,
                "SomeResourcesRemain",
                "Some resources are remaining: " + listed(objects, "has")));
    conditions.add(
        finalizers.isEmpty()
            ? condition(
                "NamespaceFinalizersRemaining",
                false,
                "ContentHasNoFinalizers",
                "All content-preserving finalizers finished")
            : condition(
                "NamespaceFinalizersRemaining",
                true,
                "SomeFinalizersRemain",
                "Some content in the namespace has finalizers remaining: "
                    + listed(finalizers, "in")));
    conditions.forEach(each -> since(before, (ObjectNode) each, now));
    return conditions;
  }

  private static String listed(Map<String, Integer> counts, String verb) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + verb + " " + each.getValue() + " resource instances")
        .collect(Collectors.joining(", "));
  }

  private static ObjectNode condition(String type, boolean holds, String reason, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("status", holds ? "True" : "False")
        .put("reason", reason)
        .put("message", message);
  }

  private static void since(JsonNode before, ObjectNode condition, String now) {
    condition.put("lastTransitionTime", now);
    for (JsonNode known : before) {
      if (known.path("type").equals(condition.path("type"))
          && known.path("status").equals(condition.path("status"))) {
        condition.set("lastTransitionTime", known.path("lastTransitionTime"));
      }
    }
  }
}
