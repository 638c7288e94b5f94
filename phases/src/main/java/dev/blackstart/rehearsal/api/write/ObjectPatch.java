package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.fields.ServerSideApply;
import dev.blackstart.rehearsal.api.fields.Undeclared;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.patch.JsonPatch;
import dev.blackstart.rehearsal.api.patch.MergePatch;
import dev.blackstart.rehearsal.api.patch.StrategicMergePatch;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.schema.Decoding;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.wire.Bodies;

/** Patches objects in each of the four ways, one of which may also create them. */
public final class ObjectPatch {
  /** The object, and whether the patch made it. */
  public record Patched(ObjectNode object, boolean created) {}

  private static final int TRIES = 5;

  private final ObjectStore store;
  private final ObjectCreation creation;
  private final ObjectUpdate update;
  private final ServerSideApply serverSideApply;

  ObjectPatch(
      ObjectStore store,
      ObjectCreation creation,
      ObjectUpdate update,
      ServerSideApply serverSideApply) {
    this.store = store;
    this.creation = creation;
    this.update = update;
    this.serverSideApply = serverSideApply;
  }

  /** Patches an object, or the part of it that a subresource stands for. */
  public Patched patch(
      ResourceType type, String subresource, String namespace, String name, HttpRequest request) {
    WriteOptions options = WriteOptions.of(request);
    return patch(type, subresource, namespace, name, request, options);
  }

  /** Patches with options already read, to which warnings are added. */
  public Patched patch(
      ResourceType type,
      String subresource,
      String namespace,
      String name,
      HttpRequest request,
      WriteOptions options) {
    if (request.contentType().equals("application/apply-patch+yaml")) {
      return apply(type, subresource, namespace, name, request, options);
    }
    ObjectUpdate.Transformation change = change(type, request);
    return new Patched(update.update(type, subresource, namespace, name, options, change), false);
  }

  /** What a patch that is no apply does to an object. */
  public static ObjectUpdate.Transformation change(ResourceType type, HttpRequest request) {
    JsonNode patch = Bodies.json(request.body());
    return switch (request.contentType()) {
      case "application/json-patch+json" -> current -> object(JsonPatch.apply(current, patch));
      case "application/merge-patch+json" -> current -> object(MergePatch.apply(current, patch));
      case "application/strategic-merge-patch+json" -> {
        if (type.custom()) {
          throw unsupported(
              "application/json-patch+json, application/merge-patch+json,"
                  + " application/apply-patch+yaml");
        }
        ObjectNode changes = object(patch);
        yield current -> StrategicMergePatch.apply(current, changes, type.schema());
      }
      default ->
          throw unsupported(
              "application/json-patch+json, application/merge-patch+json,"
                  + " application/strategic-merge-patch+json, application/apply-patch+yaml");
    };
  }

  private static RuntimeException unsupported(String accepted) {
    return Refusals.unsupportedMediaType(
        "the body of the request was in an unknown format - accepted media types include: "
            + accepted);
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw Refusals.badRequest("the patched document is no object");
  }

  private Patched apply(
      ResourceType type,
      String subresource,
      String namespace,
      String name,
      HttpRequest request,
      WriteOptions options) {
    if (request.parameter("fieldManager").isEmpty()) {
      throw Refusals.badRequest(
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
              + " apply patch");
    }
    ObjectNode config = object(Bodies.yaml(request.body()));
    decode(type, config);
    checkIdentity(type, namespace, name, config);
    for (int i = 0; i < TRIES; i++) {
      if (store.get(type.stored(), namespace, name) != null) {
        return new Patched(change(type, subresource, namespace, name, config, options), false);
      }
      if (!subresource.isEmpty()) {
        throw Refusals.notFound(type.about(name));
      }
      try {
        return new Patched(create(type, namespace, config, options), true);
      } catch (ApiFailure refused) {
        // Somebody else created it in the same moment: then there is something to apply to.
        if (!refused.reason().equals("AlreadyExists")) {
          throw refused;
        }
      }
    }
    throw Refusals.modified(type.about(name));
  }

  private static void checkIdentity(
      ResourceType type, String namespace, String name, ObjectNode config) {
    ObjectNode metadata = config.withObjectProperty("metadata");
    String named = metadata.path("name").asText(name);
    if (!named.equals(name)) {
      throw Refusals.badRequest(
          "the name of the object ("
              + named
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
    metadata.put("name", name);
    if (type.namespaced()) {
      String home = metadata.path("namespace").asText(namespace);
      if (!home.equals(namespace)) {
        throw Refusals.badRequest(
            "the namespace of the provided object does not match the namespace sent on the"
                + " request");
      }
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
    if (!config.path("kind").asText().equals(type.kind())
        || !config.path("apiVersion").asText().equals(type.apiVersion())) {
      throw Refusals.badRequest(
          "invalid object type: "
              + config.path("apiVersion").asText()
              + ", Kind="
              + config.path("kind").asText());
    }
  }

  /** Defaults are not filled in, as the manager did not ask for them. */
  private static void decode(ResourceType type, ObjectNode config) {
    String undeclared = Undeclared.of(config, type.schema());
    if (!undeclared.isEmpty()) {
      JsonNode metadata = config.path("metadata");
      throw Refusals.unfit(
          "failed to create typed patch object ("
              + metadata.path("namespace").asText()
              + "/"
              + metadata.path("name").asText()
              + "; "
              + type.apiVersion()
              + ", Kind="
              + type.kind()
              + "): "
              + undeclared);
    }
    if (type.custom()) {
      Decoding.custom(config, type.schema());
    } else {
      Decoding.builtIn(config, type.schema());
    }
  }

  private ObjectNode create(
      ResourceType type, String namespace, ObjectNode config, WriteOptions options) {
    ServerSideApply.Applied applied =
        serverSideApply.apply(type, "", null, config, options.fieldManager(), options.force());
    return creation.create(
        type, namespace, applied.object(), options, next -> applied.owners().write(null, next));
  }

  private ObjectNode change(
      ResourceType type,
      String subresource,
      String namespace,
      String name,
      ObjectNode config,
      WriteOptions options) {
    // The transformation may run again on a newer object; the owners are those of its last run.
    ServerSideApply.Owners[] owners = new ServerSideApply.Owners[1];
    return update.update(
        type,
        subresource,
        namespace,
        name,
        options,
        current -> {
          ServerSideApply.Applied applied =
              serverSideApply.apply(
                  type, subresource, current, config, options.fieldManager(), options.force());
          owners[0] = applied.owners();
          ObjectNode object = applied.object();
          JsonNode version = config.path("metadata").path("resourceVersion");
          if (version.isTextual()) {
            object.withObjectProperty("metadata").set("resourceVersion", version);
          }
          return object;
        },
        (current, next) -> owners[0].write(current, next));
  }
}
