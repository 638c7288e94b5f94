package dev.blackstart.rehearsal.api.background;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.write.DeleteOptions;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.util.HashSet;
import java.util.Set;

/** Empties namespaces that are to go, and lets them go when they are empty. */
final class NamespaceContents {
  private final ObjectStore store;
  private final ObjectWrites writes;
  private final Catalogue catalogue;

  NamespaceContents(ObjectStore store, ObjectWrites writes, Catalogue catalogue) {
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
    int left = 0;
    Set<GroupResource> seen = new HashSet<>();
    for (ResourceType type : catalogue.all()) {
      if (type.namespaced() && type.verbs().contains("delete") && seen.add(type.stored())) {
        left += empty(type, name);
      }
    }
    if (left == 0) {
      ResourceType type = catalogue.find("", "v1", "namespaces").orElseThrow();
      writes
          .update()
          .update(
              type,
              "finalize",
              "",
              name,
              WriteOptions.own(),
              current -> {
                current.withObjectProperty("spec").remove("finalizers");
                return current;
              });
    }
  }

  private int empty(ResourceType type, String namespace) {
    int left = 0;
    for (ObjectNode object : store.list(type.stored(), namespace, 0).objects()) {
      if (object.path("metadata").has("deletionTimestamp")) {
        left++;
      } else {
        String name = object.path("metadata").path("name").asText();
        left +=
            writes.deletion().delete(type, namespace, name, DeleteOptions.background()).gone()
                ? 0
                : 1;
      }
    }
    return left;
  }
}
