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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Deletes what lost its owners, and holds an owner that waits for its dependents or sets them free.
 * Looks at the types that are made in every cluster, and at whichever others own one of them.
 */
public final class GarbageCollector {
  private static final List<ResourceType> ALWAYS =
      List.of(
          ResourceType.NODES,
          ResourceType.DEPLOYMENTS,
          ResourceType.REPLICA_SETS,
          ResourceType.DAEMON_SETS,
          ResourceType.STATEFUL_SETS,
          ResourceType.CRON_JOBS,
          ResourceType.JOBS,
          ResourceType.PODS,
          ResourceType.SERVICES,
          ResourceType.ENDPOINT_SLICES,
          ResourceType.VOLUME_CLAIMS,
          ResourceType.CONFIG_MAPS,
          ResourceType.SECRETS,
          ResourceType.SERVICE_ACCOUNTS);
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  private final Surroundings around;
  private final Reconciler queue;
  private final Map<String, ResourceType> types = new ConcurrentHashMap<>();
  private final Map<String, Set<Place>> dependents = new ConcurrentHashMap<>();

  /** Where an object is; the type as {@link #types} names it. */
  private record Place(String type, Key key) {}

  public GarbageCollector(Surroundings around) {
    this.around = around;
    this.queue = around.reconciler(this::look, ALWAYS.toArray(ResourceType[]::new));
    ALWAYS.forEach(type -> types.put(named(type.apiVersion(), type.kind()), type));
    ALWAYS.forEach(this::watch);
  }

  private static String named(String apiVersion, String kind) {
    return apiVersion + "|" + kind;
  }

  private void watch(ResourceType type) {
    String name = named(type.apiVersion(), type.kind());
    around
        .informer(type)
        .listen(
            change -> {
              Resource object = change.any();
              Place place = new Place(name, object.key());
              change.before().ifPresent(before -> index(before, place, false));
              if (change.now().isEmpty()) {
                dependents(object.uid()).forEach(this::add);
                object.meta().path("ownerReferences").forEach(this::waiting);
              } else {
                index(object, place, true);
                boolean owned = !object.meta().path("ownerReferences").isEmpty();
                boolean held = object.hasFinalizer(FOREGROUND) || object.hasFinalizer(ORPHAN);
                if (object.deleting() ? held : owned && change.before().isEmpty()) {
                  add(place);
                }
              }
            });
  }

  private void index(Resource object, Place place, boolean there) {
    for (JsonNode owner : object.meta().path("ownerReferences")) {
      Set<Place> places =
          dependents.computeIfAbsent(
              owner.path("uid").asText(), uid -> ConcurrentHashMap.newKeySet());
      if (there) {
        places.add(place);
      } else {
        places.remove(place);
      }
    }
  }

  private Set<Place> dependents(String uid) {
    return dependents.getOrDefault(uid, Set.of());
  }

  private void add(Place place) {
    queue.add(new Key(place.key().namespace(), place.type() + "|" + place.key().name()));
  }

  /** A dependent has gone: its owner may wait for just that. */
  private void waiting(JsonNode reference) {
    ResourceType type = types.get(named(reference));
    if (type != null) {
      around.informer(type).all().stream()
          .filter(owner -> owner.uid().equals(reference.path("uid").asText()))
          .filter(Resource::deleting)
          .forEach(owner -> add(new Place(named(reference), owner.key())));
    }
  }

  private static String named(JsonNode reference) {
    return named(reference.path("apiVersion").asText(), reference.path("kind").asText());
  }

  private void look(Key key) {
    int end = key.name().lastIndexOf('|');
    ResourceType type = types.get(key.name().substring(0, end));
    Resource object =
        around
            .informer(type)
            .get(new Key(key.namespace(), key.name().substring(end + 1)))
            .orElse(null);
    if (object == null) {
      return;
    }
    if (object.deleting()) {
      leave(type, object);
    } else if (!object.meta().path("ownerReferences").isEmpty()) {
      asDependent(type, object);
    }
  }

  private void asDependent(ResourceType type, Resource object) {
    JsonNode references = object.meta().path("ownerReferences");
    Set<String> lost = ConcurrentHashMap.newKeySet();
    for (JsonNode reference : references) {
      if (isLost(object.namespace(), reference)) {
        lost.add(reference.path("uid").asText());
      }
    }
    if (lost.size() == references.size()) {
      remove(type, object, "Background");
    } else if (!lost.isEmpty()) {
      release(type, object, reference -> lost.contains(reference.path("uid").asText()));
    }
  }

  /** Whether an owner is no more; of a type that is not served nobody can tell. */
  private boolean isLost(String namespace, JsonNode reference) {
    Optional<ResourceType> type = type(reference);
    if (type.isEmpty()) {
      return false;
    }
    Key key = new Key(type.get().namespaced() ? namespace : "", reference.path("name").asText());
    String uid = reference.path("uid").asText();
    boolean known =
        around.informer(type.get()).get(key).filter(one -> one.uid().equals(uid)).isPresent();
    return !known
        && around.client().find(type.get(), key).filter(one -> one.uid().equals(uid)).isEmpty();
  }

  private Optional<ResourceType> type(JsonNode reference) {
    String name = named(reference);
    if (!types.containsKey(name)) {
      new Discovery(around.client())
          .find(reference.path("apiVersion").asText(), reference.path("kind").asText())
          .filter(found -> types.putIfAbsent(name, found) == null)
          .ifPresent(this::watch);
    }
    return Optional.ofNullable(types.get(name));
  }

  private void leave(ResourceType type, Resource owner) {
    boolean blocked = false;
    if (owner.hasFinalizer(ORPHAN)) {
      for (Place place : dependents(owner.uid())) {
        find(place)
            .ifPresent(
                dependent ->
                    release(
                        types.get(place.type()),
                        dependent,
                        reference -> reference.path("uid").asText().equals(owner.uid())));
      }
    } else if (owner.hasFinalizer(FOREGROUND)) {
      for (Place place : dependents(owner.uid())) {
        Resource dependent = find(place).orElse(null);
        if (dependent != null) {
          blocked |= blocks(dependent, owner.uid());
          if (!dependent.deleting()) {
            remove(types.get(place.type()), dependent, "Foreground");
          }
        }
      }
    } else {
      return;
    }
    if (!blocked) {
      letGo(type, owner);
    }
  }

  private Optional<Resource> find(Place place) {
    return around.informer(types.get(place.type())).get(place.key());
  }

  private static boolean blocks(Resource dependent, String uid) {
    for (JsonNode owner : dependent.meta().path("ownerReferences")) {
      if (owner.path("uid").asText().equals(uid)) {
        return owner.path("blockOwnerDeletion").asBoolean();
      }
    }
    return false;
  }

  private void remove(ResourceType type, Resource object, String policy) {
    ObjectNode options =
        Json.object("propagationPolicy", policy, "preconditions", Json.object("uid", object.uid()));
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

  private void release(ResourceType type, Resource object, Predicate<JsonNode> dropped) {
    ArrayNode others = Json.array();
    object
        .meta()
        .path("ownerReferences")
        .forEach(
            owner -> {
              if (!dropped.test(owner)) {
                others.add(owner);
              }
            });
    merge(type, object, Json.object("ownerReferences", others));
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
    merge(type, owner, Json.object("finalizers", others));
  }

  private void merge(ResourceType type, Resource object, ObjectNode metadata) {
    Informer informer = around.informer(type);
    try {
      informer.saw(around.client().merge(type, object.key(), Json.object("metadata", metadata)));
    } catch (ApiFailure e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }
}
