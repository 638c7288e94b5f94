package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Applies objects server-side as Flux does: all of them tried first, then written, so that one that
 * is refused keeps the others out.
 */
final class Applier {
  private static final String PREFIX = "kustomize.toolkit.fluxcd.io/";

  private final ApiClient client;
  private final ApiTypes types;
  private final String manager;

  Applier(ApiClient client, ApiTypes types, String manager) {
    this.client = client;
    this.types = types;
    this.manager = manager;
  }

  /**
   * Applies objects in Flux's order.
   *
   * @param force whether what cannot be changed is made anew
   * @return what was written or was right already; what asks to be left alone is not among it
   * @throws Refusal when the API server refuses one
   */
  List<ManagedObject> apply(List<ObjectNode> objects, boolean force) {
    List<ObjectNode> sorted = new ArrayList<>();
    for (ObjectNode object : objects) {
      if (!isSkipped(object)) {
        sorted.add(placed(object));
      }
    }
    sorted.sort(Comparator.comparing(ManagedObject::of));
    sorted.forEach(object -> patch(object, true, force));
    List<ManagedObject> applied = new ArrayList<>();
    for (ObjectNode object : sorted) {
      patch(object, false, force);
      applied.add(ManagedObject.of(object));
    }
    return applied;
  }

  private boolean isSkipped(ObjectNode object) {
    Resource resource = new Resource(object);
    if (mark(resource, "reconcile").equals("disabled") || mark(resource, "ssa").equals("Ignore")) {
      return true;
    }
    return mark(resource, "ssa").equals("IfNotPresent")
        && types
            .find(object.path("apiVersion").asText(), object.path("kind").asText())
            .flatMap(type -> client.find(type, resource.key()))
            .isPresent();
  }

  private static String mark(Resource resource, String name) {
    String label = resource.label(PREFIX + name);
    return label.isEmpty() ? resource.annotation(PREFIX + name) : label;
  }

  private void patch(ObjectNode object, boolean dryRun, boolean force) {
    ManagedObject id = ManagedObject.of(object);
    ResourceType type = typeOf(id);
    String query =
        "?fieldManager="
            + URLEncoder.encode(manager, StandardCharsets.UTF_8)
            + "&force=true"
            + (dryRun ? "&dryRun=All" : "");
    try {
      client.send("PATCH", type.path(id.key()) + query, "application/apply-patch+yaml", object);
    } catch (ApiFailure failure) {
      boolean immutable = failure.status() == 422 && failure.getMessage().contains("immutable");
      if (immutable && (force || mark(new Resource(object), "force").equals("Enabled"))) {
        replace(object, type, id, dryRun);
        return;
      }
      if (failure.notFound()) {
        types.forget(type);
      }
      throw new Refusal(
          "ReconciliationFailed",
          id
              + (dryRun ? " dry-run failed" : " apply failed")
              + Refusal.reasonOf(failure)
              + ": "
              + Refusal.words(failure));
    }
  }

  /** The object with a namespace exactly when its kind lives in one. */
  private ObjectNode placed(ObjectNode object) {
    ManagedObject id = ManagedObject.of(object);
    if (typeOf(id).namespaced()) {
      if (id.namespace().isEmpty()) {
        throw new Refusal("ReconciliationFailed", id + " namespace not specified");
      }
      return object;
    }
    ObjectNode placed = object.deepCopy();
    ((ObjectNode) placed.path("metadata")).remove("namespace");
    return placed;
  }

  private ResourceType typeOf(ManagedObject id) {
    return types.find(id.apiVersion(), id.kind()).orElseThrow(() -> new MissingKind(id));
  }

  private void replace(ObjectNode object, ResourceType type, ManagedObject id, boolean dryRun) {
    if (!dryRun) {
      client.delete(type, id.key(), Json.object("propagationPolicy", "Background"));
      client.apply(type, object, manager, true);
    }
  }

  /** The API server does not know a kind. */
  static final class MissingKind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MissingKind(ManagedObject id) {
      super(
          id
              + " dry-run failed: no matches for kind \""
              + id.kind()
              + "\" in version \""
              + id.apiVersion()
              + "\"");
    }
  }
}
