package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.flux.ApiTypes;
import dev.blackstart.rehearsal.flux.ManagedObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Applies the objects of one wave, definitions and namespaces first. */
final class WaveApply {
  static final String TRACKING = "argocd.argoproj.io/tracking-id";

  /** What kubectl keeps of an object it applies on the client's side has to fit in there. */
  private static final int LARGEST_ANNOTATION = 262_144;

  private final Surroundings around;
  private final ApiClient client;
  private final ApiTypes types;

  WaveApply(Surroundings around, ApiTypes types) {
    this.around = around;
    this.client = around.client().as(ArgoCd.CONTROLLER);
    this.types = types;
  }

  /**
   * Applies them.
   *
   * @return the objects as they are now
   * @throws Refused when the API server does not take one of them
   */
  List<Resource> apply(Resource application, List<ObjectNode> wave) {
    String namespace = application.spec().path("destination").path("namespace").asText();
    if (SyncOptions.of(application).is("CreateNamespace") && !namespace.isEmpty()) {
      namespace(application, namespace);
    }
    try (Agenda.Hold hold = around.hold()) {
      return wave.stream()
          .sorted(Comparator.comparing(ManagedObject::of))
          .map(object -> apply(application, object, namespace))
          .toList();
    }
  }

  private void namespace(Resource application, String name) {
    ObjectNode metadata = Json.object("name", name);
    JsonNode wanted = application.spec().at("/syncPolicy/managedNamespaceMetadata");
    for (String field : List.of("labels", "annotations")) {
      if (wanted.path(field).isObject()) {
        metadata.set(field, wanted.path(field));
      }
    }
    client.createIfAbsent(
        ResourceType.NAMESPACES,
        Json.object("apiVersion", "v1", "kind", "Namespace", "metadata", metadata));
  }

  private Resource apply(Resource application, ObjectNode object, String namespace) {
    ManagedObject id = ManagedObject.of(object);
    ResourceType type =
        types.find(id.apiVersion(), id.kind()).orElseThrow(() -> unknown(id, namespace));
    SyncOptions options = SyncOptions.of(application, object);
    ObjectNode placed = placed(application, object, type, namespace);
    try {
      Optional<Resource> there =
          client.find(type, Live.key(type, id, placed.at("/metadata/namespace").asText()));
      if (options.is("FailOnSharedResource")) {
        there.ifPresent(live -> demandOwn(application, live));
      }
      there.ifPresent(live -> leaveIgnored(application, placed));
      if (options.is("Replace")) {
        return replaced(type, placed, there);
      }
      if (!options.is("ServerSideApply") && placed.toString().length() > LARGEST_ANNOTATION) {
        throw new Refused(
            "SyncError",
            "one or more objects failed to apply, reason: "
                + "%s.%s \"%s\" is invalid: metadata.annotations: Too long: may not be more than"
                    .formatted(id.kind(), id.group(), id.name())
                + " 262144 bytes");
      }
      return client.apply(type, placed, ArgoCd.MANAGER, true);
    } catch (ApiFailure refused) {
      if (refused.notFound()) {
        types.forget(type);
      }
      throw new Refused(
          "SyncError", "one or more objects failed to apply, reason: " + refused.getMessage());
    }
  }

  static Refused unknown(ManagedObject id, String namespace) {
    return new Refused(
        "SyncError",
        "one or more synchronization tasks are not valid: The Kubernetes API could"
            + " not find %s/%s for requested resource %s/%s. Make sure the %s CRD is"
                .formatted(id.group(), id.kind(), namespace, id.name(), id.kind())
            + " installed on the destination cluster.");
  }

  private Resource replaced(ResourceType type, ObjectNode placed, Optional<Resource> there) {
    if (there.isEmpty()) {
      return client.create(type, placed);
    }
    placed
        .withObject("/metadata")
        .put("resourceVersion", there.get().meta().path("resourceVersion").asText());
    return client.replace(type, placed);
  }

  /** Where it goes, and whose it is. */
  private static ObjectNode placed(
      Resource application, ObjectNode object, ResourceType type, String namespace) {
    ManagedObject id = ManagedObject.of(object);
    ObjectNode placed = object.deepCopy();
    ObjectNode metadata = placed.withObject("/metadata");
    if (!type.namespaced()) {
      metadata.remove("namespace");
    } else if (id.namespace().isEmpty()) {
      metadata.put("namespace", namespace);
    }
    metadata
        .withObject("/annotations")
        .put(
            TRACKING,
            "%s:%s/%s:%s/%s"
                .formatted(
                    application.name(),
                    id.group(),
                    id.kind(),
                    metadata.path("namespace").asText(),
                    id.name()));
    return placed;
  }

  private static void demandOwn(Resource application, Resource live) {
    String owner = live.annotation(TRACKING).split(":", 2)[0];
    if (!owner.isEmpty() && !owner.equals(application.name())) {
      throw new Refused(
          "SyncError",
          "Shared resource found: %s/%s is applied by application %s"
              .formatted(live.json().path("kind").asText(), live.name(), owner));
    }
  }

  /** What is ignored is not written either, where the Application asks for that. */
  private static void leaveIgnored(Resource application, ObjectNode placed) {
    if (!SyncOptions.of(application).is("RespectIgnoreDifferences")) {
      return;
    }
    ManagedObject id = ManagedObject.of(placed);
    for (JsonNode rule : application.spec().path("ignoreDifferences")) {
      if (rule.path("kind").asText().equals(id.kind())
          && rule.path("group").asText().equals(id.group())
          && rule.path("name").asText(id.name()).equals(id.name())) {
        rule.path("jsonPointers").forEach(pointer -> remove(placed, pointer.asText()));
      }
    }
  }

  private static void remove(ObjectNode placed, String pointer) {
    int last = pointer.lastIndexOf('/');
    if (last >= 0 && placed.at(pointer.substring(0, last)) instanceof ObjectNode parent) {
      parent.remove(pointer.substring(last + 1).replace("~1", "/").replace("~0", "~"));
    }
  }
}
