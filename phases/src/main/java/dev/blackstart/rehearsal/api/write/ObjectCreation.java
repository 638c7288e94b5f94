package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.admission.Operation;
import dev.blackstart.rehearsal.api.fields.FieldOwnership;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.rules.Admission;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Creates objects. */
public final class ObjectCreation {
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  private final ObjectStore store;
  private final QuotaCharge quotas;
  private final Admission admission;
  private final Preparation preparation;
  private final FieldOwnership ownership;
  private final Supplier<Instant> clock;

  ObjectCreation(
      ObjectStore store,
      Admission admission,
      Preparation preparation,
      FieldOwnership ownership,
      Supplier<Instant> clock) {
    this.store = store;
    this.quotas = new QuotaCharge(store);
    this.admission = admission;
    this.preparation = preparation;
    this.ownership = ownership;
    this.clock = clock;
  }

  /**
   * Creates an object and gives it as it is stored.
   *
   * @param object the client's, in the version of the type; changed in place
   */
  public ObjectNode create(
      ResourceType type, String namespace, ObjectNode object, WriteOptions options) {
    return create(
        type,
        namespace,
        object,
        options,
        next -> ownership.update(type, "", null, next, options.fieldManager()));
  }

  /** What is done to the object last of all before it is stored. */
  interface Finish {
    void finish(ObjectNode next);
  }

  ObjectNode create(
      ResourceType type, String namespace, ObjectNode object, WriteOptions options, Finish finish) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    if (!metadata.path("resourceVersion").asText().isEmpty()
        && !metadata.path("resourceVersion").asText().equals("0")) {
      throw Refusals.badRequest("resourceVersion should not be set on objects to be created");
    }
    place(type, namespace, metadata);
    name(type, metadata);
    preparation.decode(type, object, options);
    namespaceTakes(type, namespace, metadata.path("name").asText());
    if (store.get(type.stored(), namespace, metadata.path("name").asText()) != null) {
      throw Refusals.alreadyExists(type.about(metadata.path("name").asText()));
    }
    ObjectNode next = Versions.stored(type, object);
    Metadata.begin(type, next, clock.get());
    if (type.hasStatus() && !type.isCore("nodes")) {
      next.remove("status");
    }
    // What is allocated from here on is nobody's: the client did not write it.
    finish.finish(next);
    admission.create(type, next);
    try {
      if (!options.isOwn()) {
        admission.ask(type, "", Operation.CREATE, null, next);
      }
      preparation.validate(type, null, next);
      quotas.admit(type, null, next, options.dryRun());
      if (options.dryRun()) {
        admission.deleted(type.stored(), next);
      } else if (!store.create(type.stored(), next)) {
        throw Refusals.alreadyExists(type.about(metadata.path("name").asText()));
      }
    } catch (ApiFailure refused) {
      admission.deleted(type.stored(), next);
      throw refused;
    }
    return next;
  }

  private static void place(ResourceType type, String namespace, ObjectNode metadata) {
    String own = metadata.path("namespace").asText();
    if (!type.namespaced()) {
      metadata.remove("namespace");
    } else if (own.isEmpty()) {
      metadata.put("namespace", namespace);
    } else if (!own.equals(namespace)) {
      throw Refusals.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  private static void name(ResourceType type, ObjectNode metadata) {
    if (!metadata.path("name").asText().isEmpty()) {
      return;
    }
    String base = metadata.path("generateName").asText();
    if (base.isEmpty()) {
      throw Refusals.invalid(
          type.about(""),
          List.of(
              new ApiFailure.Cause(
                  "FieldValueRequired",
                  "Required value: name or generateName is required",
                  "metadata.name")));
    }
    metadata.put("name", Metadata.generate(base));
  }

  private void namespaceTakes(ResourceType type, String namespace, String name) {
    if (!type.namespaced()) {
      return;
    }
    ObjectNode home = store.get(NAMESPACES, "", namespace);
    if (home == null) {
      throw Refusals.notFound(new Refusals.About("", "namespaces", "Namespace", namespace));
    }
    JsonNode doomed = home.path("metadata").path("deletionTimestamp");
    if (!doomed.isMissingNode()) {
      String message = "namespace " + namespace + " is being terminated";
      throw Refusals.forbidden(
              type.about(name),
              "unable to create new content in namespace "
                  + namespace
                  + " because it is being terminated")
          .because(
              List.of(new ApiFailure.Cause("NamespaceTerminating", message, "metadata.namespace")));
    }
  }
}
