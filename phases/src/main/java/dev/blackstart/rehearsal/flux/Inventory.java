package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a Kustomization has applied, and the removal of what it no longer applies. */
final class Inventory {
  private static final String PREFIX = "kustomize.toolkit.fluxcd.io/";

  private Inventory() {}

  static List<ManagedObject> of(Resource kustomization) {
    List<ManagedObject> entries = new ArrayList<>();
    for (JsonNode entry : kustomization.status().path("inventory").path("entries")) {
      entries.add(ManagedObject.ofEntry(entry));
    }
    return entries;
  }

  static ObjectNode json(List<ManagedObject> objects) {
    ArrayNode entries = Json.array();
    objects.stream()
        .sorted()
        .forEach(object -> entries.add(Json.object("id", object.entryId(), "v", object.version())));
    return Json.object("entries", entries);
  }

  /** What is in the old list and not in the new one. */
  static List<ManagedObject> stale(List<ManagedObject> old, List<ManagedObject> now) {
    return old.stream().filter(object -> now.stream().noneMatch(object::same)).toList();
  }

  /**
   * Deletes objects that still belong to the Kustomization and do not ask to be kept, last applied
   * first.
   *
   * @throws Refusal when the API server refuses
   */
  static void prune(ApiClient client, ApiTypes types, Resource owner, List<ManagedObject> objects) {
    for (ManagedObject object : objects.stream().sorted().toList().reversed()) {
      Optional<ResourceType> type = types.find(object.apiVersion(), object.kind());
      Optional<Resource> found = type.flatMap(known -> client.find(known, object.key()));
      if (found.isEmpty() || !belongsTo(found.get(), owner) || isKept(found.get())) {
        continue;
      }
      try {
        client.delete(type.get(), object.key(), Json.object("propagationPolicy", "Background"));
      } catch (ApiFailure failure) {
        throw new Refusal("PruneFailed", object + " delete failed: " + Refusal.words(failure));
      }
    }
  }

  private static boolean belongsTo(Resource object, Resource owner) {
    return object.label(PREFIX + "name").equals(owner.name())
        && object.label(PREFIX + "namespace").equals(owner.namespace());
  }

  private static boolean isKept(Resource object) {
    return List.of("prune", "reconcile").stream()
        .anyMatch(
            mark ->
                object.label(PREFIX + mark).equals("disabled")
                    || object.annotation(PREFIX + mark).equals("disabled"));
  }
}
