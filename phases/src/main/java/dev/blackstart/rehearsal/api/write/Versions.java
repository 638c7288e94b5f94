package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import java.util.Map;

/**
 * The same object in different versions. Custom resources differ in nothing but their {@code
 * apiVersion}; events have two groups with other names for the same fields.
 */
public final class Versions {
  /** Core event field, field of {@code events.k8s.io}. */
  private static final Map<String, String> EVENT_FIELDS =
      Map.of(
          "involvedObject", "regarding",
          "message", "note",
          "source", "deprecatedSource",
          "firstTimestamp", "deprecatedFirstTimestamp",
          "lastTimestamp", "deprecatedLastTimestamp",
          "count", "deprecatedCount",
          "reportingComponent", "reportingController");

  private Versions() {}

  /** A client's object as it is stored; the given one may be changed. */
  public static ObjectNode stored(ResourceType type, ObjectNode object) {
    if (isNewEvent(type)) {
      EVENT_FIELDS.forEach((core, renamed) -> rename(object, renamed, core));
      object.put("apiVersion", "v1");
    }
    if (isOldAutoscaler(type)) {
      AutoscalerVersions.upgrade(object);
    }
    return object;
  }

  /**
   * A stored object as this version shows it. The stored one is not changed, and may be the answer.
   */
  public static ObjectNode shown(ResourceType type, ObjectNode stored) {
    JsonNode version = stored.path("apiVersion");
    if (version.asText().equals(type.apiVersion())) {
      return stored;
    }
    ObjectNode shown = stored.objectNode();
    shown.setAll(stored);
    shown.put("apiVersion", type.apiVersion());
    if (isNewEvent(type)) {
      EVENT_FIELDS.forEach((core, renamed) -> rename(shown, core, renamed));
    }
    if (isOldAutoscaler(type)) {
      AutoscalerVersions.downgrade(shown);
    }
    return shown;
  }

  private static boolean isNewEvent(ResourceType type) {
    return type.group().equals("events.k8s.io");
  }

  private static boolean isOldAutoscaler(ResourceType type) {
    return type.group().equals("autoscaling") && type.version().equals("v1");
  }

  private static void rename(ObjectNode object, String from, String to) {
    JsonNode value = object.remove(from);
    if (value != null) {
      object.set(to, value);
    }
  }
}
