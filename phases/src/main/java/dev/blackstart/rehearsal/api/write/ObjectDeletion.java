package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.admission.Operation;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.rules.Admission;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import java.time.Instant;
import java.util.function.Supplier;

/** Deletes objects, or marks those for deletion that something still holds. */
public final class ObjectDeletion {
  /** The object, and whether it is gone. */
  public record Deleted(ObjectNode object, boolean gone) {}

  private static final int TRIES = 50;
  private static final long POD_GRACE = 30;

  private final ObjectStore store;
  private final Admission admission;
  private final Supplier<Instant> clock;

  ObjectDeletion(ObjectStore store, Admission admission, Supplier<Instant> clock) {
    this.store = store;
    this.admission = admission;
    this.clock = clock;
  }

  /** Deletes an object for a client: webhooks are asked. */
  public Deleted asked(ResourceType type, String namespace, String name, DeleteOptions options) {
    ObjectNode current = store.get(type.stored(), namespace, name);
    if (current != null) {
      admission.ask(type, "", Operation.DELETE, current, null);
    }
    return delete(type, namespace, name, options);
  }

  /** Deletes an object. */
  public Deleted delete(ResourceType type, String namespace, String name, DeleteOptions options) {
    for (int i = 0; i < TRIES; i++) {
      ObjectNode current = store.get(type.stored(), namespace, name);
      if (current == null) {
        throw Refusals.notFound(type.about(name));
      }
      preconditions(type, current, options);
      ObjectNode next = current.deepCopy();
      mark(type, next, options);
      boolean gone = Metadata.released(type, next);
      if (options.dryRun() || (!gone && next.equals(current))) {
        return new Deleted(next, gone);
      }
      boolean done =
          gone
              ? store.remove(type.stored(), current, next)
              : store.replace(type.stored(), current, next);
      if (done) {
        if (gone) {
          admission.deleted(type.stored(), next);
        }
        return new Deleted(next, gone);
      }
    }
    throw Refusals.modified(type.about(name));
  }

  private static void preconditions(ResourceType type, ObjectNode current, DeleteOptions options) {
    JsonNode metadata = current.path("metadata");
    String name = metadata.path("name").asText();
    if (!options.uid().isEmpty() && !options.uid().equals(metadata.path("uid").asText())) {
      throw Refusals.conflict(
          type.about(name),
          "Precondition failed: UID in precondition: "
              + options.uid()
              + ", UID in object meta: "
              + metadata.path("uid").asText());
    }
    String version = metadata.path("resourceVersion").asText();
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
      throw Refusals.conflict(
          type.about(name),
          "Precondition failed: ResourceVersion in precondition: "
              + options.resourceVersion()
              + ", ResourceVersion in object meta: "
              + version);
    }
  }

  private void mark(ResourceType type, ObjectNode next, DeleteOptions options) {
    ObjectNode metadata = next.withObjectProperty("metadata");
    long grace = grace(type, next, options);
    if (!metadata.has("deletionTimestamp")) {
      metadata.put("deletionTimestamp", Metadata.time(clock.get().plusSeconds(grace)));
      metadata.put("deletionGracePeriodSeconds", grace);
      if (metadata.has("generation")) {
        metadata.put("generation", metadata.path("generation").asLong() + 1);
      }
    } else if (grace < metadata.path("deletionGracePeriodSeconds").asLong()) {
      metadata.put("deletionGracePeriodSeconds", grace);
      metadata.put("deletionTimestamp", Metadata.time(clock.get().plusSeconds(grace)));
    }
    switch (propagation(type, options)) {
      case BACKGROUND -> {}
      case FOREGROUND -> hold(metadata, "foregroundDeletion");
      case ORPHAN -> hold(metadata, "orphan");
    }
    if (type.isCore("namespaces")) {
      next.withObjectProperty("status").put("phase", "Terminating");
    }
  }

  /** Only pods end gracefully: those on a node, which is who says that they have ended. */
  private static long grace(ResourceType type, ObjectNode object, DeleteOptions options) {
    if (!type.isCore("pods")) {
      return 0;
    }
    String phase = object.path("status").path("phase").asText();
    boolean placed = !object.path("spec").path("nodeName").asText().isEmpty();
    if (!placed || phase.equals("Succeeded") || phase.equals("Failed")) {
      return 0;
    }
    return options.graceSeconds() >= 0
        ? options.graceSeconds()
        : object.path("spec").path("terminationGracePeriodSeconds").asLong(POD_GRACE);
  }

  private static DeleteOptions.Propagation propagation(ResourceType type, DeleteOptions options) {
    if (options.propagation() != null) {
      return options.propagation();
    }
    String resource = type.stored().toString();
    boolean orphans = resource.equals("jobs.batch") || resource.equals("replicationcontrollers");
    return orphans ? DeleteOptions.Propagation.ORPHAN : DeleteOptions.Propagation.BACKGROUND;
  }

  private static void hold(ObjectNode metadata, String finalizer) {
    ArrayNode finalizers = (ArrayNode) metadata.withArrayProperty("finalizers");
    for (JsonNode each : finalizers) {
      if (each.asText().equals(finalizer)) {
        return;
      }
    }
    finalizers.add(finalizer);
  }
}
