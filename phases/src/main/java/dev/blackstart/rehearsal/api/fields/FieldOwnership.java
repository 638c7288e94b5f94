package dev.blackstart.rehearsal.api.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps the record of who owns which field up to date with each write that is no apply. */
public final class FieldOwnership {
  private static final List<String> NOBODYS =
      List.of(
          "name",
          "namespace",
          "creationTimestamp",
          "selfLink",
          "uid",
          "generation",
          "managedFields",
          "resourceVersion",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private final Supplier<Instant> clock;

  /**
   * @param clock wall time
   */
  public FieldOwnership(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /**
   * Makes the manager the owner of what it changed, and everyone the owner of nothing that is gone.
   *
   * @param current the object before, or null
   * @param next the object after, whose {@code managedFields} are set; those it carries are the
   *     client's wish
   */
  public void update(
      ResourceType type, String subresource, ObjectNode current, ObjectNode next, String manager) {
    ObjectNode before = current == null ? JsonNodeFactory.instance.objectNode() : current;
    List<ManagedEntry> entries = wished(current, next);
    JsonNode one = owned(type, subresource, before);
    JsonNode two = owned(type, subresource, next);
    FieldWalk.Comparison comparison = FieldWalk.compare(one, two, type.schema());
    ManagedEntry own =
        new ManagedEntry(manager, false, type.apiVersion(), now(), subresource, new FieldSet());
    List<ManagedEntry> after = new ArrayList<>();
    FieldSet had = new FieldSet();
    for (ManagedEntry entry : entries) {
      if (entry.sameManager(own)) {
        had = entry.fields();
        own = comparison.isEmpty() ? own.at(entry.time()) : own;
      } else {
        // What another writes anew is no longer owned by those who wanted another value.
        after.add(
            entry.with(
                entry
                    .fields()
                    .difference(comparison.modified())
                    .recursiveDifference(comparison.removed())));
      }
    }
    FieldSet now = had.union(comparison.changed()).recursiveDifference(comparison.removed());
    after.add(own.with(now));
    ManagedEntry.write(after, next);
  }

  /** The entries to go on from: the client's own if it sent any, else the current ones. */
  private static List<ManagedEntry> wished(ObjectNode current, ObjectNode next) {
    if (current == null) {
      return List.of();
    }
    JsonNode sent = next.path("metadata").path("managedFields");
    return ManagedEntry.of(sent.isArray() ? next : current);
  }

  /** The parts of an object that a write by this path can own. */
  static ObjectNode owned(ResourceType type, String subresource, JsonNode object) {
    ObjectNode owned = JsonNodeFactory.instance.objectNode();
    if (object instanceof ObjectNode whole) {
      owned.setAll(whole);
    }
    owned.remove(List.of("apiVersion", "kind"));
    if (subresource.equals("status")) {
      owned.retain(type.custom() ? List.of("status") : List.of("status", "metadata"));
    } else if (type.hasStatus() && subresource.isEmpty() && !type.isCore("nodes")) {
      owned.remove("status");
    }
    if (owned.path("metadata") instanceof ObjectNode metadata) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      kept.setAll(metadata);
      kept.remove(NOBODYS);
      if (kept.isEmpty()) {
        owned.remove("metadata");
      } else {
        owned.set("metadata", kept);
      }
    }
    return owned;
  }

  String now() {
    return clock.get().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
