package dev.blackstart.rehearsal.api.special;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.wire.Bodies;
import dev.blackstart.rehearsal.api.write.ObjectPatch;
import dev.blackstart.rehearsal.api.write.ObjectUpdate;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The scale of a workload: how many it should have and how many it has, in a form that is the same
 * for all kinds.
 */
public final class Scales {
  private final ObjectStore store;
  private final ObjectWrites writes;
  private final Bodies bodies;

  public Scales(ObjectStore store, ObjectWrites writes, Bodies bodies) {
    this.store = store;
    this.writes = writes;
    this.bodies = bodies;
  }

  /** Answers a GET, PUT or PATCH of {@code .../scale}. */
  public ObjectNode handle(
      ResourceType type, String namespace, String name, HttpRequest request, WriteOptions options) {
    switch (request.method()) {
      case "GET" -> {
        ObjectNode object = store.get(type.stored(), namespace, name);
        if (object == null) {
          throw Refusals.notFound(type.about(name));
        }
        return scale(type, object);
      }
      case "PUT" -> {
        ObjectNode wanted = bodies.object(request);
        return change(type, namespace, name, options, current -> wanted);
      }
      case "PATCH" -> {
        ObjectUpdate.Transformation patch = ObjectPatch.change(type, request);
        return change(type, namespace, name, options, patch);
      }
      default -> throw Refusals.methodNotAllowed();
    }
  }

  private ObjectNode change(
      ResourceType type,
      String namespace,
      String name,
      WriteOptions options,
      ObjectUpdate.Transformation change) {
    ObjectNode after =
        writes
            .update()
            .update(
                type,
                "",
                namespace,
                name,
                options,
                current -> {
                  ObjectNode wanted = change.apply(scale(type, current));
                  JsonNode version = wanted.path("metadata").path("resourceVersion");
                  if (version.isTextual()) {
                    current.withObjectProperty("metadata").set("resourceVersion", version);
                  }
                  int replicas = wanted.path("spec").path("replicas").asInt();
                  if (replicas < 0) {
                    throw Refusals.badRequest("spec.replicas: must be greater than or equal to 0");
                  }
                  set(current, path(type, "specReplicasPath", "spec.replicas"), replicas);
                  return current;
                });
    return scale(type, after);
  }

  private static ObjectNode scale(ResourceType type, JsonNode object) {
    ObjectNode scale = JsonNodeFactory.instance.objectNode();
    scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field :
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      JsonNode value = object.path("metadata").path(field);
      if (!value.isMissingNode()) {
        metadata.set(field, value);
      }
    }
    scale
        .putObject("spec")
        .put("replicas", at(object, path(type, "specReplicasPath", "spec.replicas")).asInt());
    ObjectNode status = scale.putObject("status");
    status.put("replicas", at(object, path(type, "statusReplicasPath", "status.replicas")).asInt());
    String selector = selector(type, object);
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return scale;
  }

  private static String selector(ResourceType type, JsonNode object) {
    if (type.custom()) {
      String path = path(type, "labelSelectorPath", "");
      return path.isEmpty() ? "" : at(object, path).asText();
    }
    JsonNode selector = object.path("spec").path("selector");
    List<String> terms = new ArrayList<>();
    JsonNode labels = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
    labels.properties().forEach(e -> terms.add(e.getKey() + "=" + e.getValue().asText()));
    return String.join(",", terms);
  }

  private static String path(ResourceType type, String name, String builtIn) {
    String custom = type.definition().path("subresources").path("scale").path(name).asText();
    return custom.isEmpty() ? builtIn : custom.replaceFirst("^\\.", "");
  }

  private static JsonNode at(JsonNode object, String path) {
    JsonNode node = object;
    for (String field : path.split("\\.")) {
      node = node.path(field);
    }
    return node;
  }

  private static void set(ObjectNode object, String path, int value) {
    String[] fields = path.split("\\.");
    ObjectNode node = object;
    for (int i = 0; i < fields.length - 1; i++) {
      node = node.withObjectProperty(fields[i]);
    }
    node.put(fields[fields.length - 1], value);
  }
}
