package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.discovery.Discovery;
import dev.blackstart.rehearsal.api.discovery.OpenApi;
import dev.blackstart.rehearsal.api.discovery.OpenApiV2;
import dev.blackstart.rehearsal.api.http.HttpAnswer;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.http.HttpsListener;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.special.Identity;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.wire.Bodies;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out what a request is about, hands it to who can answer, and writes the answer. */
final class Dispatcher implements HttpsListener.Handler {
  private static final String JSON = "application/json";
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private final Authentication authentication;
  private final Catalogue catalogue;
  private final Discovery discovery;
  private final OpenApi openApi;
  private final ResourceRequests resources;
  private final PartRequests parts;
  private final PodRequests pods;
  private final Supplier<ObjectNode> version;

  Dispatcher(
      Authentication authentication,
      Catalogue catalogue,
      Discovery discovery,
      OpenApi openApi,
      ResourceRequests resources,
      PartRequests parts,
      PodRequests pods,
      Supplier<ObjectNode> version) {
    this.authentication = authentication;
    this.catalogue = catalogue;
    this.discovery = discovery;
    this.openApi = openApi;
    this.resources = resources;
    this.parts = parts;
    this.pods = pods;
    this.version = version;
  }

  @Override
  public void handle(HttpRequest request, HttpAnswer answer)
      throws IOException, InterruptedException {
    try {
      route(request, answer);
    } catch (ApiFailure refused) {
      fail(answer, refused);
    } catch (RuntimeException e) {
      fail(answer, Refusals.internal(e.getClass().getSimpleName() + " while answering " + request));
    }
  }

  private static void fail(HttpAnswer answer, ApiFailure refused) throws IOException {
    if (!answer.started()) {
      answer.send(refused.code(), JSON, Bodies.bytes(refused.status()));
    }
  }

  private void route(HttpRequest request, HttpAnswer answer)
      throws IOException, InterruptedException {
    String path = request.path();
    String first = path.split("/", 3).length > 1 ? path.split("/", 3)[1] : "";
    switch (first) {
      case "healthz", "livez", "readyz" -> {
        authentication.of(request); // nobody need say who he is, but what he shows must be good
        health(request, answer, first);
      }
      case "version" -> {
        authentication.of(request);
        answer.send(200, JSON, Bodies.bytes(version.get()));
      }
      default -> {
        Identity identity = authentication.of(request);
        if (identity.anonymous()) {
          String verb = request.method().toLowerCase(Locale.ROOT);
          throw Refusals.forbiddenPath(identity.user(), verb, path);
        }
        routeKnown(request, answer, first, identity);
      }
    }
  }

  private void routeKnown(HttpRequest request, HttpAnswer answer, String first, Identity identity)
      throws IOException, InterruptedException {
    String path = request.path();
    if (path.equals("/")) {
      ObjectNode index = JsonNodeFactory.instance.objectNode();
      index
          .putArray("paths")
          .add("/api")
          .add("/apis")
          .add("/healthz")
          .add("/openapi/v3")
          .add("/version");
      answer.send(200, JSON, Bodies.bytes(index));
    } else if (path.equals("/openapi/v2")) {
      answer.send(
          200, OpenApiV2.MEDIA_TYPE, OpenApiV2.empty(version.get().path("gitVersion").asText()));
    } else if (path.startsWith("/openapi/v3")) {
      openApi(path.substring("/openapi/v3".length()), answer);
    } else if (first.equals("api") || first.equals("apis")) {
      if (!discover(request, answer)) {
        resource(request, answer, identity);
      }
    } else {
      notFound(answer);
    }
  }

  private static void health(HttpRequest request, HttpAnswer answer, String name)
      throws IOException {
    String text = "ok";
    if (request.query().containsKey("verbose")) {
      text =
          "[+]ping ok\n[+]log ok\n[+]poststarthook/crd-informer-synced ok\n"
              + name
              + " check passed\n";
    }
    answer.send(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void notFound(HttpAnswer answer) throws IOException {
    answer.send(
        404, "text/plain; charset=utf-8", "404 page not found\n".getBytes(StandardCharsets.UTF_8));
  }

  private void openApi(String path, HttpAnswer answer) throws IOException {
    ObjectNode document =
        path.isEmpty() || path.equals("/") ? openApi.index() : openApi.document(path.substring(1));
    if (document == null) {
      notFound(answer);
    } else {
      answer.send(200, JSON, Bodies.bytes(document));
    }
  }

  /** Answers discovery paths; false for others. */
  private boolean discover(HttpRequest request, HttpAnswer answer) throws IOException {
    List<String> parts = List.of(request.path().substring(1).split("/"));
    boolean core = parts.get(0).equals("api");
    int depth = parts.size() + (core ? 1 : 0);
    if (depth > 3) {
      return false;
    }
    if (parts.size() == 1 && wantsAggregated(request)) {
      answer.send(200, AGGREGATED, Bodies.bytes(discovery.aggregated(core)));
      return true;
    }
    ObjectNode document =
        switch (parts.size()) {
          case 1 -> core ? discovery.coreVersions() : discovery.groups();
          case 2 -> core ? discovery.resources("", parts.get(1)) : discovery.group(parts.get(1));
          default -> discovery.resources(parts.get(1), parts.get(2));
        };
    if (document == null) {
      notFound(answer);
    } else {
      answer.send(200, JSON, Bodies.bytes(document));
    }
    return true;
  }

  private static boolean wantsAggregated(HttpRequest request) {
    for (String type : request.header("accept").split(",")) {
      String plain = type.replace(" ", "");
      if (plain.contains("as=APIGroupDiscoveryList")
          && plain.contains("v=v2")
          && !plain.contains("v=v2beta1")) {
        return plain.startsWith(JSON);
      }
    }
    return false;
  }

  private void resource(HttpRequest request, HttpAnswer answer, Identity identity)
      throws IOException, InterruptedException {
    RequestTarget target = RequestTarget.of(request.path()).orElseThrow(Refusals::noSuchResource);
    Optional<ResourceType> found =
        catalogue.find(target.group(), target.version(), target.plural());
    if (found.isEmpty()) {
      notFound(answer);
      return;
    }
    ResourceType type = found.get();
    if (!type.namespaced() && !target.namespace().isEmpty()) {
      throw Refusals.noSuchResource();
    }
    if (type.namespaced() && target.namespace().isEmpty() && !target.name().isEmpty()) {
      throw Refusals.noSuchResource();
    }
    if (pods.serve(type, target, request, answer)) {
      return;
    }
    WriteOptions options = WriteOptions.of(request);
    Optional<Reply> reply = parts.handle(type, target, request, identity, options);
    if (reply.isEmpty()) {
      reply = resources.handle(type, target, request, answer, options, identity);
    }
    if (reply.isPresent()) {
      options
          .warnings()
          .forEach(warning -> answer.header("Warning", "299 - \"" + quoted(warning) + "\""));
      answer.send(reply.get().code(), JSON, Bodies.bytes(reply.get().body()));
    }
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
