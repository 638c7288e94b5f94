package dev.blackstart.rehearsal.api.background;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.write.DeleteOptions;
import dev.blackstart.rehearsal.api.write.Metadata;
import dev.blackstart.rehearsal.api.write.ObjectUpdate;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import dev.blackstart.rehearsal.namespace.Remains;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Empties namespaces that are to go, and lets them go when they are empty. */
final class NamespaceContents {
  private final ObjectStore store;
  private final ObjectWrites writes;
  private final Catalogue catalogue;
  private final Supplier<Instant> clock;

  NamespaceContents(
      ObjectStore store, ObjectWrites writes, Catalogue catalogue, Supplier<Instant> clock) {
    this.clock = clock;
    this.store = store;
    this.writes = writes;
    this.catalogue = catalogue;
  }

  /**
   * Deletes what is still in a namespace that is being deleted; called again with each object that
   * goes.
   */
  void empty(String name) {
    ObjectNode namespace = store.get(Upkeep.NAMESPACES, "", name);
    if (namespace == null || !namespace.path("metadata").has("deletionTimestamp")) {
      return;
    }
    Remains remains = new Remains();
    empty(catalogue.find("", "v1", "pods").orElseThrow(), name, remains);
    if (remains.isEmpty()) {
      // What pods lean on stays as long as one of them runs.
      Set<GroupResource> seen = new HashSet<>();
      for (ResourceType type : catalogue.all()) {
        if (type.namespaced() && type.verbs().contains("delete") && seen.add(type.stored())) {
          empty(type, name, remains);
        }
      }
    }
    tell(namespace, remains);
    if (remains.isEmpty()) {
      update(
          name,
          "finalize",
          current -> {
            current.withObjectProperty("spec").remove("finalizers");
            return current;
          });
    }
  }

  private void tell(ObjectNode namespace, Remains remains) {
    JsonNode before = namespace.path("status").path("conditions");
    JsonNode now = remains.conditions(before, Metadata.time(clock.get()));
    if (!now.equals(before)) {
      update(
          namespace.path("metadata").path("name").asText(),
          "status",
          current -> {
            current.withObjectProperty("status").set("conditions", now);
            return current;
          });
    }
  }

  private void update(String name, String part, ObjectUpdate.Transformation change) {
    ResourceType type = catalogue.find("", "v1", "namespaces").orElseThrow();
    writes.update().update(type, part, "", name, WriteOptions.own(), change);
  }

  private void empty(ResourceType type, String namespace, Remains remains) {
    for (ObjectNode object : store.list(type.stored(), namespace, 0).objects()) {
      String name = object.path("metadata").path("name").asText();
      boolean gone =
          !object.path("metadata").has("deletionTimestamp")
              && writes.deletion().delete(type, namespace, name, DeleteOptions.background()).gone();
      if (!gone) {
        remains.add(type.group(), type.plural(), object);
      }
    }
  }
}
