package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpAnswer;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.read.ObjectLists;
import dev.blackstart.rehearsal.api.read.Presentation;
import dev.blackstart.rehearsal.api.read.Selection;
import dev.blackstart.rehearsal.api.read.Watches;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.special.Identity;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.table.Tables;
import dev.blackstart.rehearsal.api.wire.Bodies;
import dev.blackstart.rehearsal.api.write.DeleteOptions;
import dev.blackstart.rehearsal.api.write.ObjectDeletion;
import dev.blackstart.rehearsal.api.write.ObjectPatch;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The plain reads and writes of objects and collections. */
final class ResourceRequests {
  private static final GroupResource SIGNING_REQUESTS =
      new GroupResource("certificates.k8s.io", "certificatesigningrequests");

  private final ObjectStore store;
  private final ObjectWrites writes;
  private final ObjectLists lists;
  private final Watches watches;
  private final Tables tables;
  private final Bodies bodies;
  private final Supplier<Instant> clock;

  ResourceRequests(
      ObjectStore store,
      ObjectWrites writes,
      ObjectLists lists,
      Watches watches,
      Tables tables,
      Bodies bodies,
      Supplier<Instant> clock) {
    this.store = store;
    this.writes = writes;
    this.lists = lists;
    this.watches = watches;
    this.tables = tables;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Answers a request, or streams its answer and gives nothing. */
  Optional<Reply> handle(
      ResourceType type,
      RequestTarget target,
      HttpRequest request,
      HttpAnswer answer,
      WriteOptions options,
      Identity identity)
      throws IOException, InterruptedException {
    return switch (request.method()) {
      case "GET", "HEAD" -> read(type, target, request, answer);
      case "POST" -> Optional.of(create(type, target, request, options, identity));
      case "PUT" -> Optional.of(update(type, target, request, options));
      case "PATCH" -> Optional.of(patch(type, target, request, options));
      case "DELETE" -> Optional.of(delete(type, target, request));
      default -> throw Refusals.methodNotAllowed();
    };
  }

  private Optional<Reply> read(
      ResourceType type, RequestTarget target, HttpRequest request, HttpAnswer answer)
      throws IOException, InterruptedException {
    Presentation presentation = Presentation.of(request, tables);
    if (request.flag("watch")) {
      allow(type, "watch");
      Selection selection = Selection.of(type, request);
      if (!target.name().isEmpty()) {
        selection = selection.named(type, target.name());
      }
      watches.watch(type, target.namespace(), selection, request, presentation, answer);
      return Optional.empty();
    }
    if (target.name().isEmpty()) {
      allow(type, "list");
      return Optional.of(Reply.ok(lists.list(type, target.namespace(), request, presentation)));
    }
    allow(type, "get");
    ObjectNode object = store.get(type.stored(), target.namespace(), target.name());
    if (object == null) {
      throw Refusals.notFound(type.about(target.name()));
    }
    return Optional.of(Reply.ok(presentation.object(type, object, clock.get())));
  }

  private Reply create(
      ResourceType type,
      RequestTarget target,
      HttpRequest request,
      WriteOptions options,
      Identity identity) {
    allow(type, "create");
    if (!target.name().isEmpty()) {
      throw Refusals.methodNotAllowed();
    }
    if (type.namespaced() && target.namespace().isEmpty()) {
      throw Refusals.badRequest("an empty namespace may not be set during creation");
    }
    ObjectNode wanted = bodies.object(request);
    if (type.stored().equals(SIGNING_REQUESTS)) {
      identity.sign(wanted.withObjectProperty("spec"));
    }
    ObjectNode created = writes.creation().create(type, target.namespace(), wanted, options);
    return Reply.created(shown(type, created, request));
  }

  private Reply update(
      ResourceType type, RequestTarget target, HttpRequest request, WriteOptions options) {
    allow(type, "update");
    named(target);
    ObjectNode wanted = bodies.object(request);
    ObjectNode updated =
        writes
            .update()
            .update(
                type,
                target.subresource(),
                target.namespace(),
                target.name(),
                options,
                current -> wanted.deepCopy());
    return Reply.ok(shown(type, updated, request));
  }

  private Reply patch(
      ResourceType type, RequestTarget target, HttpRequest request, WriteOptions options) {
    allow(type, "patch");
    named(target);
    ObjectPatch.Patched patched =
        writes
            .patch()
            .patch(type, target.subresource(), target.namespace(), target.name(), request, options);
    ObjectNode body = shown(type, patched.object(), request);
    return patched.created() ? Reply.created(body) : Reply.ok(body);
  }

  private Reply delete(ResourceType type, RequestTarget target, HttpRequest request) {
    DeleteOptions options = DeleteOptions.of(request, bodies);
    if (target.name().isEmpty()) {
      allow(type, "deletecollection");
      List<ObjectNode> doomed = lists.all(type, target.namespace(), Selection.of(type, request));
      for (ObjectNode object : doomed) {
        JsonNode metadata = object.path("metadata");
        try {
          writes
              .deletion()
              .asked(
                  type,
                  metadata.path("namespace").asText(),
                  metadata.path("name").asText(),
                  options);
        } catch (dev.blackstart.rehearsal.api.status.ApiFailure gone) {
          // Gone before its turn: as wanted.
        }
      }
      return Reply.ok(
          lists.list(type, target.namespace(), request, Presentation.of(request, tables)));
    }
    allow(type, "delete");
    ObjectDeletion.Deleted deleted =
        writes.deletion().asked(type, target.namespace(), target.name(), options);
    return Reply.ok(
        deleted.gone() ? success(type, deleted.object()) : shown(type, deleted.object(), request));
  }

  private static ObjectNode success(ResourceType type, JsonNode object) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details");
    details.set("name", object.path("metadata").path("name"));
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural());
    details.set("uid", object.path("metadata").path("uid"));
    return status;
  }

  private ObjectNode shown(ResourceType type, ObjectNode object, HttpRequest request) {
    return Presentation.of(request, tables).object(type, object, clock.get());
  }

  private static void allow(ResourceType type, String verb) {
    if (!type.verbs().contains(verb)) {
      throw Refusals.methodNotAllowed();
    }
  }

  private static void named(RequestTarget target) {
    if (target.name().isEmpty()) {
      throw Refusals.methodNotAllowed();
    }
  }
}
