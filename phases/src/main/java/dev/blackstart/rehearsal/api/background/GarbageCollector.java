package dev.blackstart.rehearsal.api.background;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.write.DeleteOptions;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.util.Optional;
import java.util.function.Predicate;

/** Deletes what has lost all its owners, and lets go those that wait for their dependents. */
final class GarbageCollector {
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  private final ObjectStore store;
  private final ObjectWrites writes;
  private final Catalogue catalogue;
  private final OwnerIndex owners;

  GarbageCollector(ObjectStore store, ObjectWrites writes, Catalogue catalogue, OwnerIndex owners) {
    this.store = store;
    this.writes = writes;
    this.catalogue = catalogue;
    this.owners = owners;
  }

  /** A dependent of this owner is gone: it may be the last one the owner waited for. */
  void lookAtOwner(String uid) {
    OwnerIndex.Place place = owners.place(uid);
    if (place != null) {
      look(place);
    }
  }

  /** Does what is due for one object: as a dependent, and as an owner that is to go. */
  void look(OwnerIndex.Place place) {
    ObjectNode object = store.get(place.resource(), place.namespace(), place.name());
    Optional<ResourceType> type = typeOf(place.resource());
    if (object == null || type.isEmpty()) {
      return;
    }
    JsonNode metadata = object.path("metadata");
    if (metadata.has("deletionTimestamp")) {
      leave(place, type.get(), object);
    } else {
      asDependent(place, type.get(), object);
    }
  }

  private void asDependent(OwnerIndex.Place place, ResourceType type, ObjectNode object) {
    JsonNode references = object.path("metadata").path("ownerReferences");
    int living = 0;
    for (JsonNode reference : references) {
      living += owners.place(reference.path("uid").asText()) == null ? 0 : 1;
    }
    if (references.isEmpty() || living == references.size()) {
      return;
    }
    if (living == 0) {
      String uid = object.path("metadata").path("uid").asText();
      writes
          .deletion()
          .delete(
              type,
              place.namespace(),
              place.name(),
              new DeleteOptions(-1, DeleteOptions.Propagation.BACKGROUND, false, uid, ""));
    } else {
      dropReferences(
          place, type, reference -> owners.place(reference.path("uid").asText()) == null);
    }
  }

  private void dropReferences(
      OwnerIndex.Place place, ResourceType type, Predicate<JsonNode> dropped) {
    writes
        .update()
        .update(
            type,
            "",
            place.namespace(),
            place.name(),
            WriteOptions.own(),
            current -> {
              ObjectNode metadata = (ObjectNode) current.path("metadata");
              ArrayNode kept = current.arrayNode();
              metadata
                  .path("ownerReferences")
                  .forEach(
                      reference -> {
                        if (!dropped.test(reference)) {
                          kept.add(reference);
                        }
                      });
              if (kept.isEmpty()) {
                metadata.remove("ownerReferences");
              } else {
                metadata.set("ownerReferences", kept);
              }
              return current;
            });
  }

  private void leave(OwnerIndex.Place place, ResourceType type, ObjectNode object) {
    String uid = object.path("metadata").path("uid").asText();
    if (hasFinalizer(object, ORPHAN)) {
      for (OwnerIndex.Place dependent : owners.dependents(uid)) {
        typeOf(dependent.resource())
            .ifPresent(
                of ->
                    dropReferences(
                        dependent, of, reference -> reference.path("uid").asText().equals(uid)));
      }
      dropFinalizer(place, type, ORPHAN);
    } else if (hasFinalizer(object, FOREGROUND)) {
      boolean blocked = false;
      for (OwnerIndex.Place dependent : owners.dependents(uid)) {
        ObjectNode child = store.get(dependent.resource(), dependent.namespace(), dependent.name());
        Optional<ResourceType> of = typeOf(dependent.resource());
        if (child == null || of.isEmpty()) {
          continue;
        }
        blocked |= blocks(child, uid);
        if (!child.path("metadata").has("deletionTimestamp")) {
          writes
              .deletion()
              .delete(
                  of.get(), dependent.namespace(), dependent.name(), DeleteOptions.background());
        }
      }
      if (!blocked || owners.dependents(uid).isEmpty()) {
        dropFinalizer(place, type, FOREGROUND);
      }
    }
  }

  private static boolean blocks(JsonNode child, String uid) {
    for (JsonNode reference : child.path("metadata").path("ownerReferences")) {
      if (reference.path("uid").asText().equals(uid)) {
        return reference.path("blockOwnerDeletion").asBoolean();
      }
    }
    return false;
  }

  private void dropFinalizer(OwnerIndex.Place place, ResourceType type, String finalizer) {
    writes
        .update()
        .update(
            type,
            "",
            place.namespace(),
            place.name(),
            WriteOptions.own(),
            current -> Finalizers.without(current, finalizer));
  }

  private static boolean hasFinalizer(JsonNode object, String finalizer) {
    for (JsonNode each : object.path("metadata").path("finalizers")) {
      if (each.asText().equals(finalizer)) {
        return true;
      }
    }
    return false;
  }

  private Optional<ResourceType> typeOf(GroupResource resource) {
    return catalogue.all().stream()
        .filter(type -> type.stored().equals(resource) && type.group().equals(resource.group()))
        .findFirst();
  }
}
