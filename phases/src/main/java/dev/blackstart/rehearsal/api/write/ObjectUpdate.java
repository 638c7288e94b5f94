package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.admission.Operation;
import dev.blackstart.rehearsal.api.fields.FieldOwnership;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.rules.Admission;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import java.util.List;

/**
 * Changes objects, or one part of them, by a function that is asked again when somebody else was
 * faster.
 */
public final class ObjectUpdate {
  /** Makes the next object from a copy of the current one, which it may change. */
  public interface Transformation {
    ObjectNode apply(ObjectNode current);
  }

  /** Records who owns what in the next object. */
  interface Recording {
    void record(ObjectNode current, ObjectNode next);
  }

  private static final int TRIES = 50;

  private final ObjectStore store;
  private final QuotaCharge quotas;
  private final Admission admission;
  private final Preparation preparation;
  private final FieldOwnership ownership;

  ObjectUpdate(
      ObjectStore store, Admission admission, Preparation preparation, FieldOwnership ownership) {
    this.store = store;
    this.quotas = new QuotaCharge(store);
    this.admission = admission;
    this.preparation = preparation;
    this.ownership = ownership;
  }

  /**
   * Changes an object.
   *
   * @param subresource empty for the object itself
   * @return the object as it is stored now, or as it last was if the change let it go
   */
  public ObjectNode update(
      ResourceType type,
      String subresource,
      String namespace,
      String name,
      WriteOptions options,
      Transformation change) {
    return update(
        type,
        subresource,
        namespace,
        name,
        options,
        change,
        (current, next) ->
            ownership.update(type, subresource, current, next, options.fieldManager()));
  }

  ObjectNode update(
      ResourceType type,
      String subresource,
      String namespace,
      String name,
      WriteOptions options,
      Transformation change,
      Recording recording) {
    for (int i = 0; i < TRIES; i++) {
      ObjectNode current = store.get(type.stored(), namespace, name);
      if (current == null) {
        throw Refusals.notFound(type.about(name));
      }
      ObjectNode next = next(type, subresource, current, options, change);
      if (subresource.isEmpty()) {
        quotas.admit(type, current, next, options.dryRun());
      }
      recording.record(current, next);
      if (next.equals(current) || options.dryRun()) {
        return next;
      }
      boolean done =
          Metadata.released(type, next)
              ? remove(type, current, next)
              : store.replace(type.stored(), current, next);
      if (done) {
        return next;
      }
    }
    throw Refusals.modified(type.about(name));
  }

  private boolean remove(ResourceType type, ObjectNode current, ObjectNode last) {
    boolean removed = store.remove(type.stored(), current, last);
    if (removed) {
      admission.deleted(type.stored(), last);
    }
    return removed;
  }

  private ObjectNode next(
      ResourceType type,
      String subresource,
      ObjectNode current,
      WriteOptions options,
      Transformation change) {
    ObjectNode shown = Versions.shown(type, current).deepCopy();
    String name = current.path("metadata").path("name").asText();
    ObjectNode wanted = change.apply(shown);
    identity(type, current, wanted);
    preparation.decode(type, wanted, options);
    ObjectNode next = Versions.stored(type, wanted);
    // Without a version the client does not care; a version it has read must still hold.
    String version = next.path("metadata").path("resourceVersion").asText();
    String currentVersion = current.path("metadata").path("resourceVersion").asText();
    if (!version.isEmpty() && !version.equals("0") && !version.equals(currentVersion)) {
      throw Refusals.modified(type.about(name));
    }
    next.withObjectProperty("metadata").put("resourceVersion", currentVersion);
    Metadata.carryOver(current, next);
    part(type, subresource, current, next);
    if (subresource.isEmpty()) {
      admission.update(type, current, next);
      finalizersStay(type, current, next);
    }
    if (!options.isOwn()) {
      admission.ask(type, subresource, Operation.UPDATE, current, next);
    }
    if (!subresource.equals("status") || type.custom()) {
      preparation.validate(type, current, next);
    }
    Metadata.count(type, current, next);
    return next;
  }

  private static void identity(ResourceType type, ObjectNode current, ObjectNode wanted) {
    ObjectNode metadata = wanted.withObjectProperty("metadata");
    JsonNode before = current.path("metadata");
    for (String field : List.of("name", "namespace")) {
      String value = metadata.path(field).asText();
      if (value.isEmpty() && before.has(field)) {
        metadata.set(field, before.get(field));
      } else if (!value.equals(before.path(field).asText())) {
        throw Refusals.badRequest(
            "the "
                + field
                + " of the object ("
                + value
                + ") does not match the "
                + field
                + " on the URL ("
                + before.path(field).asText()
                + ")");
      }
    }
    String uid = metadata.path("uid").asText();
    if (!uid.isEmpty() && !uid.equals(before.path("uid").asText())) {
      throw Refusals.conflict(
          type.about(before.path("name").asText()),
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + before.path("uid").asText());
    }
  }

  /** Lets a write through one path change only the part that the path stands for. */
  private static void part(
      ResourceType type, String subresource, ObjectNode current, ObjectNode next) {
    switch (subresource) {
      case "" -> {
        if (type.hasStatus()) {
          copy(current, next, "status");
        }
      }
      case "status" -> {
        JsonNode status = next.path("status");
        JsonNode metadata = next.path("metadata").deepCopy();
        ObjectNode kept = current.deepCopy();
        next.removeAll();
        next.setAll(kept);
        if (status.isMissingNode()) {
          next.remove("status");
        } else {
          next.set("status", status);
        }
        // Of built-in kinds the status path also takes labels, annotations and finalizers.
        if (!type.custom()) {
          for (String field : List.of("labels", "annotations", "finalizers")) {
            copy(metadata, next.withObjectProperty("metadata"), field);
          }
        }
      }
      default -> {}
    }
  }

  private static void copy(JsonNode from, ObjectNode to, String field) {
    if (from.has(field)) {
      to.set(field, from.get(field));
    } else {
      to.remove(field);
    }
  }

  private static void finalizersStay(ResourceType type, ObjectNode current, ObjectNode next) {
    if (!current.path("metadata").has("deletionTimestamp")) {
      return;
    }
    for (JsonNode finalizer : next.path("metadata").path("finalizers")) {
      boolean had = false;
      for (JsonNode before : current.path("metadata").path("finalizers")) {
        had |= before.equals(finalizer);
      }
      if (!had) {
        throw Refusals.invalid(
            type.about(current.path("metadata").path("name").asText()),
            List.of(
                new ApiFailure.Cause(
                    "FieldValueForbidden",
                    "Forbidden: no new finalizers can be added if the object is being deleted,"
                        + " found new finalizers []string{"
                        + finalizer
                        + "}",
                    "metadata.finalizers")));
      }
    }
  }
}
