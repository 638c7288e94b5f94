package dev.blackstart.rehearsal.api.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-side apply: a manager says all it wants of an object. What it wants is merged in, what it
 * wanted before and nobody wants now is taken out, and what others own and it would change is a
 * conflict unless it forces it.
 */
public final class ServerSideApply {
  /** The object as it should be, and who owns what of it. */
  public record Applied(ObjectNode object, Owners owners) {}

  /** The entries to write into the object once it has been through defaulting. */
  public static final class Owners {
    private final List<ManagedEntry> entries;

    private Owners(List<ManagedEntry> entries) {
      this.entries = entries;
    }

    /**
     * Writes them into the object. When that changes nothing but the time, the current entries
     * stay.
     */
    public void write(ObjectNode current, ObjectNode next) {
      ManagedEntry.write(entries, next);
      if (current != null && timeless(current).equals(timeless(next))) {
        keep(current.path("metadata").path("managedFields"), next);
      }
    }

    /** An object nobody owns anything of has no entries, and no null in their place. */
    private static void keep(JsonNode entries, ObjectNode next) {
      ObjectNode metadata = next.withObjectProperty("metadata");
      if (entries.isArray()) {
        metadata.set("managedFields", entries);
      } else {
        metadata.remove("managedFields");
      }
    }

    private static ObjectNode timeless(ObjectNode object) {
      ObjectNode copy = object.deepCopy();
      copy.path("metadata")
          .path("managedFields")
          .forEach(entry -> ((ObjectNode) entry).remove("time"));
      return copy;
    }
  }

  private final FieldOwnership ownership;

  public ServerSideApply(FieldOwnership ownership) {
    this.ownership = ownership;
  }

  /**
   * Applies a configuration.
   *
   * @param live the object as this version shows it, or null when it is to be created
   * @param config what the manager wants, already read as an object of the kind
   */
  public Applied apply(
      ResourceType type,
      String subresource,
      ObjectNode live,
      ObjectNode config,
      String manager,
      boolean force) {
    if (config.path("metadata").path("managedFields").size() > 0) {
      throw Refusals.badRequest("metadata.managedFields must be nil");
    }
    ObjectNode before = live == null ? JsonNodeFactory.instance.objectNode() : live;
    ObjectNode wanted = FieldOwnership.owned(type, subresource, config);
    FieldSet set = FieldWalk.of(wanted, type.schema());
    set = named(set);
    ManagedEntry own =
        new ManagedEntry(manager, true, type.apiVersion(), ownership.now(), subresource, set);

    List<ManagedEntry> others = new ArrayList<>();
    FieldSet once = new FieldSet();
    for (ManagedEntry entry : ManagedEntry.of(before)) {
      if (entry.sameManager(own)) {
        once = entry.fields();
      } else {
        others.add(entry);
      }
    }
    FieldSet kept = set;
    for (ManagedEntry other : others) {
      kept = kept.union(other.fields());
    }
    ObjectNode merged = (ObjectNode) FieldMerge.merge(before, wanted, type.schema());
    FieldMerge.prune(merged, type.schema(), once, kept);
    merged.set("apiVersion", config.path("apiVersion"));
    merged.set("kind", config.path("kind"));
    if (live == null) {
      merged.set("metadata", config.path("metadata").deepCopy());
    }
    JsonNode after = FieldOwnership.owned(type, subresource, merged);
    FieldWalk.Comparison comparison =
        FieldWalk.compare(FieldOwnership.owned(type, subresource, before), after, type.schema());
    return new Applied(merged, new Owners(settle(own, others, comparison, force)));
  }

  private static FieldSet named(FieldSet set) {
    FieldSet result = set.union(new FieldSet());
    FieldSet metadata = result.children().get("f:metadata");
    if (metadata != null && metadata.children().isEmpty()) {
      result.children().remove("f:metadata");
    }
    return result;
  }

  private static List<ManagedEntry> settle(
      ManagedEntry own, List<ManagedEntry> others, FieldWalk.Comparison comparison, boolean force) {
    List<ManagedEntry> entries = new ArrayList<>();
    List<ApiFailure.Cause> conflicts = new ArrayList<>();
    List<String> with = new ArrayList<>();
    FieldSet changed = comparison.changed();
    for (ManagedEntry other : others) {
      FieldSet contested = other.fields().intersection(changed);
      if (!contested.isEmpty() && !force) {
        String name = describe(other);
        with.add(name);
        for (String path : contested.paths()) {
          conflicts.add(
              new ApiFailure.Cause("FieldManagerConflict", "conflict with " + name, path));
        }
      }
      entries.add(
          other.with(
              other.fields().difference(contested).recursiveDifference(comparison.removed())));
    }
    if (!conflicts.isEmpty()) {
      throw Refusals.applyConflict(message(conflicts, with), conflicts);
    }
    entries.add(own);
    return entries;
  }

  private static String describe(ManagedEntry entry) {
    String name = "\"" + entry.manager() + "\"";
    if (!entry.subresource().isEmpty()) {
      name += " with subresource \"" + entry.subresource() + "\"";
    }
    return entry.applied() ? name : name + " using " + entry.apiVersion();
  }

  private static String message(List<ApiFailure.Cause> conflicts, List<String> with) {
    String head =
        "Apply failed with "
            + conflicts.size()
            + (conflicts.size() == 1 ? " conflict: " : " conflicts: ");
    if (conflicts.size() == 1) {
      return head + conflicts.get(0).message() + ": " + conflicts.get(0).field();
    }
    StringBuilder text = new StringBuilder(head);
    for (int i = 0; i < with.size(); i++) {
      text.append(i == 0 ? "" : "\n").append("conflicts with ").append(with.get(i)).append(":");
      for (ApiFailure.Cause conflict : conflicts) {
        if (conflict.message().equals("conflict with " + with.get(i))) {
          text.append("\n- ").append(conflict.field());
        }
      }
    }
    return text.toString();
  }
}
