package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.special.Identity;
import dev.blackstart.rehearsal.api.special.Pods;
import dev.blackstart.rehearsal.api.special.Reviews;
import dev.blackstart.rehearsal.api.special.Scales;
import dev.blackstart.rehearsal.api.special.Tokens;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.wire.Bodies;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.util.Optional;
import java.util.Set;

/** Requests to subresources and to resources that are not stored. */
final class PartRequests {
  /** What needs a program that runs. */
  private static final Set<String> NO_MACHINE =
      Set.of("attach", "portforward", "ephemeralcontainers", "resize");

  private final ObjectWrites writes;
  private final Catalogue catalogue;
  private final Scales scales;
  private final Pods pods;
  private final Tokens tokens;
  private final Bodies bodies;

  PartRequests(
      ObjectWrites writes,
      Catalogue catalogue,
      Scales scales,
      Pods pods,
      Tokens tokens,
      Bodies bodies) {
    this.writes = writes;
    this.catalogue = catalogue;
    this.scales = scales;
    this.pods = pods;
    this.tokens = tokens;
    this.bodies = bodies;
  }

  /**
   * Answers a request that is not a plain one; nothing for those that are, status paths among them.
   */
  Optional<Reply> handle(
      ResourceType type,
      RequestTarget target,
      HttpRequest request,
      Identity identity,
      WriteOptions options) {
    if (target.subresource().isEmpty()) {
      return unstored(type, target, request, identity);
    }
    String part = target.subresource().split("/")[0];
    if (!type.subresources().containsKey(part)) {
      throw Refusals.noSuchResource();
    }
    if (NO_MACHINE.contains(part)) {
      throw Refusals.notImplemented(
          type.plural() + "/" + part + " is not served: no programs run behind this API server");
    }
    return switch (part) {
      case "scale" ->
          Optional.of(
              Reply.ok(scales.handle(type, target.namespace(), target.name(), request, options)));
      case "eviction" ->
          Optional.of(
              Reply.created(pods.evict(type, target.namespace(), target.name(), posted(request))));
      case "binding" ->
          Optional.of(
              Reply.created(pods.bind(type, target.namespace(), target.name(), posted(request))));
      case "token" ->
          Optional.of(
              Reply.created(
                  tokens.request(type, target.namespace(), target.name(), posted(request))));
      case "finalize" -> Optional.of(Reply.ok(finish(type, target, request, options)));
      default -> Optional.empty();
    };
  }

  private Optional<Reply> unstored(
      ResourceType type, RequestTarget target, HttpRequest request, Identity identity) {
    if (Reviews.isReview(type)) {
      return Optional.of(
          Reply.created(Reviews.answer(type, target.namespace(), posted(request), identity)));
    }
    if (type.isCore("bindings")) {
      ObjectNode binding = posted(request);
      ResourceType podType = catalogue.find("", "v1", "pods").orElseThrow();
      String pod = binding.path("metadata").path("name").asText();
      return Optional.of(Reply.created(pods.bind(podType, target.namespace(), pod, binding)));
    }
    return Optional.empty();
  }

  private ObjectNode posted(HttpRequest request) {
    if (!request.method().equals("POST")) {
      throw Refusals.methodNotAllowed();
    }
    return bodies.object(request);
  }

  private ObjectNode finish(
      ResourceType type, RequestTarget target, HttpRequest request, WriteOptions options) {
    if (!request.method().equals("PUT")) {
      throw Refusals.methodNotAllowed();
    }
    ObjectNode wanted = bodies.object(request);
    return writes
        .update()
        .update(
            type,
            "finalize",
            "",
            target.name(),
            options,
            current -> {
              current.set("spec", wanted.path("spec").deepCopy());
              return current;
            });
  }
}
