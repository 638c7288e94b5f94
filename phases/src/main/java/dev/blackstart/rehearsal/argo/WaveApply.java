package dev.blackstart.rehearsal.argo;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies the objects of one wave, definitions and namespaces first. */
final class WaveApply {
  private static final String TRACKING = "argocd.argoproj.io/tracking-id";

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
   * @throws Refused when the API server does not take one of them
   */
  void apply(Resource application, List<ObjectNode> wave) {
    String namespace = application.spec().path("destination").path("namespace").asText();
    if (asks(application, "CreateNamespace=true") && !namespace.isEmpty()) {
      client.createIfAbsent(
          ResourceType.NAMESPACES,
          Json.object(
              "apiVersion", "v1",
              "kind", "Namespace",
              "metadata", Json.object("name", namespace)));
    }
    List<ObjectNode> ordered = new ArrayList<>(wave);
    ordered.sort(Comparator.comparing(ManagedObject::of));
    try (Agenda.Hold hold = around.hold()) {
      ordered.forEach(object -> apply(application, object, namespace));
    }
  }

  private void apply(Resource application, ObjectNode object, String namespace) {
    ManagedObject id = ManagedObject.of(object);
    ResourceType type =
        types
            .find(id.apiVersion(), id.kind())
            .orElseThrow(
                () ->
                    new Refused(
                        "SyncError",
                        "one or more synchronization tasks are not valid: The Kubernetes API could"
                            + " not find %s/%s for requested resource %s/%s. Make sure the %s CRD is"
                                .formatted(id.group(), id.kind(), namespace, id.name(), id.kind())
                            + " installed on the destination cluster."));
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
    try {
      client.apply(type, placed, ArgoCd.MANAGER, true);
    } catch (ApiFailure refused) {
      if (refused.notFound()) {
        types.forget(type);
      }
      throw new Refused(
          "SyncError", "one or more objects failed to apply, reason: " + refused.getMessage());
    }
  }

  private static boolean asks(Resource application, String option) {
    for (var each : application.spec().path("syncPolicy").path("syncOptions")) {
      if (each.asText().equals(option)) {
        return true;
      }
    }
    return false;
  }
}
