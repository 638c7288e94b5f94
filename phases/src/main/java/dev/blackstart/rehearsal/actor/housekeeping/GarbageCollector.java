package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes what lost its owner, and holds an owner that waits for its dependents or sets them free.
 * Looks at workloads and what they own.
 */
public final class GarbageCollector {
  private static final List<ResourceType> OWNERS =
      List.of(
          ResourceType.NODES,
          ResourceType.DEPLOYMENTS,
          ResourceType.REPLICA_SETS,
          ResourceType.DAEMON_SETS,
          ResourceType.STATEFUL_SETS,
          ResourceType.CRON_JOBS,
          ResourceType.JOBS,
          ResourceType.SERVICES,
          ResourceType.PODS);
  private static final List<ResourceType> DEPENDENTS =
      List.of(
          ResourceType.REPLICA_SETS,
          ResourceType.JOBS,
          ResourceType.PODS,
          ResourceType.ENDPOINT_SLICES);
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  private final Surroundings around;
  private final Reconciler queue;

  public GarbageCollector(Surroundings around) {
    this.around = around;
    this.queue = around.reconciler(this::collect, OWNERS.toArray(ResourceType[]::new));
    DEPENDENTS.forEach(around::informer);
    for (ResourceType type : OWNERS) {
      around
          .informer(type)
          .listen(
              change -> {
                Resource object = change.any();
                boolean waits = object.hasFinalizer(FOREGROUND) || object.hasFinalizer(ORPHAN);
                if (change.now().isEmpty() || (object.deleting() && waits)) {
                  add(type, object);
                }
              });
    }
    for (ResourceType type : DEPENDENTS) {
      around
          .informer(type)
          .listen(
              change -> {
                if (change.now().isEmpty()) {
                  change.any().controller().ifPresent(this::waiting);
                }
              });
    }
  }

  private void add(ResourceType type, Resource object) {
    // Uids tell apart an object and one that came after it under the same name.
    queue.add(
        new Key(
            object.namespace(), OWNERS.indexOf(type) + "/" + object.name() + "/" + object.uid()));
  }

  /** A dependent has gone: its owner may wait for just that. */
  private void waiting(JsonNode reference) {
    for (ResourceType type : OWNERS) {
      if (type.kind().equals(reference.path("kind").asText())) {
        around.informer(type).all().stream()
            .filter(owner -> owner.uid().equals(reference.path("uid").asText()))
            .filter(owner -> owner.deleting() && owner.hasFinalizer(FOREGROUND))
            .forEach(owner -> add(type, owner));
      }
    }
  }

  private void collect(Key key) {
    String[] parts = key.name().split("/");
    ResourceType type = OWNERS.get(Integer.parseInt(parts[0]));
    Key object = new Key(key.namespace(), parts[1]);
    String uid = parts[2];
    List<Resource> dependents = new ArrayList<>();
    List<ResourceType> types = new ArrayList<>();
    for (ResourceType dependent : DEPENDENTS) {
      for (Resource candidate : around.informer(dependent).all()) {
        if (ownedBy(candidate, uid)) {
          dependents.add(candidate);
          types.add(dependent);
        }
      }
    }
    Resource owner =
        around.informer(type).get(object).filter(found -> found.uid().equals(uid)).orElse(null);
    boolean orphans = owner != null && owner.hasFinalizer(ORPHAN);
    for (int index = 0; index < dependents.size(); index++) {
      if (orphans) {
        release(types.get(index), dependents.get(index), uid);
      } else if (!dependents.get(index).deleting()) {
        remove(types.get(index), dependents.get(index), owner != null);
      }
    }
    if (owner != null && (orphans || dependents.isEmpty())) {
      letGo(type, owner);
    }
  }

  private static boolean ownedBy(Resource object, String uid) {
    for (JsonNode owner : object.meta().path("ownerReferences")) {
      if (owner.path("uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }

  private void remove(ResourceType type, Resource object, boolean foreground) {
    ObjectNode options =
        Json.object(
            "propagationPolicy",
            foreground ? "Foreground" : "Background",
            "preconditions",
            Json.object("uid", object.uid()));
    try {
      around.client().delete(type, object.key(), options);
      if (type.equals(ResourceType.PODS)) {
        around.client().find(type, object.key()).ifPresent(around.informer(type)::saw);
      }
    } catch (ApiFailure e) {
      if (!e.conflict()) {
        throw e;
      }
    }
  }

  private void release(ResourceType type, Resource object, String uid) {
    ArrayNode others = Json.array();
    object
        .meta()
        .path("ownerReferences")
        .forEach(
            owner -> {
              if (!owner.path("uid").asText().equals(uid)) {
                others.add(owner);
              }
            });
    Informer informer = around.informer(type);
    informer.saw(
        around
            .client()
            .merge(
                type,
                object.key(),
                Json.object("metadata", Json.object("ownerReferences", others))));
  }

  private void letGo(ResourceType type, Resource owner) {
    ArrayNode others = Json.array();
    owner
        .meta()
        .path("finalizers")
        .forEach(
            finalizer -> {
              if (!finalizer.asText().equals(FOREGROUND) && !finalizer.asText().equals(ORPHAN)) {
                others.add(finalizer);
              }
            });
    try {
      around
          .client()
          .merge(type, owner.key(), Json.object("metadata", Json.object("finalizers", others)));
    } catch (ApiFailure e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }
}
