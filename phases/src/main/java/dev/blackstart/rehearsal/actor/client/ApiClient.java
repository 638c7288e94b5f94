package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * JSON requests to an API server, and no more. Blocks; every request has a deadline. Thrown: {@link
 * ApiFailure}.
 */
public final class ApiClient implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String JSON = "application/json";
  private static final String METADATA = JSON + ";as=%s;g=meta.k8s.io;v=v1," + JSON;

  private final ApiAccess access;
  private final HttpClient http;
  private final String agent;
  private final String user;

  private ApiClient(ApiAccess access, HttpClient http, String agent, String user) {
    this.access = access;
    this.http = http;
    this.agent = agent;
    this.user = user;
  }

  /**
   * A client that has not yet spoken.
   *
   * @param executor runs each task at once; never all of its threads may wait for an answer
   * @param agent the program this client plays; the API server names field managers after it
   */
  public static ApiClient to(ApiAccess access, Executor executor, String agent) {
    HttpClient http =
        HttpClient.newBuilder()
            .sslContext(ClientTls.of(access))
            .connectTimeout(Duration.ofSeconds(5))
            .executor(executor)
            .build();
    return new ApiClient(access, http, agent, "");
  }

  /** The same connections in the name of another program. */
  public ApiClient as(String program) {
    return new ApiClient(access, http, program, user);
  }

  /** The same connections in the name of a node's kubelet. */
  public ApiClient asKubelet(String node) {
    return new ApiClient(access, http, "kubelet", "system:node:" + node);
  }

  /** An object, if it and its type exist. */
  public Optional<Resource> find(ResourceType type, Key key) {
    try {
      return Optional.of(new Resource((ObjectNode) send("GET", type.path(key), null, null)));
    } catch (ApiFailure e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** All objects of a type in a namespace, or everywhere when it is empty. */
  public List<Resource> list(ResourceType type, String namespace) {
    List<Resource> found = new ArrayList<>();
    send("GET", type.path(namespace), null, null)
        .path("items")
        .forEach(item -> found.add(new Resource((ObjectNode) item)));
    return found;
  }

  public Resource create(ResourceType type, ObjectNode object) {
    return created(type, object, "");
  }

  /** Creates what hangs below an object, such as a pod's binding. */
  public Resource created(ResourceType type, ObjectNode object, String below) {
    object.put("apiVersion", object.path("apiVersion").asText(type.apiVersion()));
    object.put("kind", object.path("kind").asText(type.kind()));
    return resource(send("POST", pathFor(type, object) + below, JSON, object));
  }

  private static String pathFor(ResourceType type, JsonNode object) {
    return type.path(object.path("metadata").path("namespace").asText());
  }

  /** Creates an object unless it is there already. */
  public Optional<Resource> createIfAbsent(ResourceType type, ObjectNode object) {
    try {
      return Optional.of(create(type, object));
    } catch (ApiFailure e) {
      if (e.conflict()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Replaces an object that is still the version the tree names. */
  public Resource replace(ResourceType type, ObjectNode object) {
    Key key = new Resource(object).key();
    return resource(send("PUT", type.path(key), JSON, object));
  }

  /** Merges a tree into an object (RFC 7386). */
  public Resource merge(ResourceType type, Key key, ObjectNode patch) {
    return merge(type, key, "", patch);
  }

  /**
   * Merges a tree into a part of an object.
   *
   * @param part such as {@code /status}
   */
  public Resource merge(ResourceType type, Key key, String part, ObjectNode patch) {
    return resource(send("PATCH", type.path(key) + part, "application/merge-patch+json", patch));
  }

  /** Merges a tree into an object's status. */
  public Resource mergeStatus(ResourceType type, Key key, ObjectNode status) {
    return merge(type, key, "/status", Json.object("status", status));
  }

  /** Applies an object server-side. */
  public Resource apply(ResourceType type, ObjectNode object, String manager, boolean force) {
    String query = "?fieldManager=" + encode(manager) + (force ? "&force=true" : "");
    Key key = new Resource(object).key();
    return resource(send("PATCH", type.path(key) + query, "application/apply-patch+yaml", object));
  }

  /** Deletes an object; one that is not there is fine. */
  public void delete(ResourceType type, Key key, ObjectNode options) {
    try {
      send("DELETE", type.path(key), JSON, options);
    } catch (ApiFailure e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }

  /**
   * Any request.
   *
   * @param path with its query
   * @param body null for none
   */
  public JsonNode send(String method, String path, String contentType, JsonNode body) {
    HttpRequest.Builder request =
        request(path).timeout(DEADLINE).header("Accept", JSON).method(method, publisher(body));
    if (body != null) {
      request.header("Content-Type", contentType);
    }
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      byte[] bytes = answer.body();
      if (answer.statusCode() >= 300) {
        throw failure(method, path, answer.statusCode(), bytes);
      }
      return Json.parse(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ApiFailure(method + " " + path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiFailure(method + " " + path + ": interrupted", e);
    }
  }

  private static HttpRequest.BodyPublisher publisher(JsonNode body) {
    return body == null
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(access.server() + path)).header("User-Agent", agent);
    return user.isEmpty()
        ? request
        : request.header("Impersonate-User", user).header("Impersonate-Group", "system:nodes");
  }

  private static ApiFailure failure(String method, String path, int status, byte[] body) {
    String message;
    try {
      message = Json.parse(body, 0, body.length).path("message").asText();
    } catch (IOException e) {
      message = new String(body, StandardCharsets.UTF_8).strip();
    }
    return new ApiFailure(status, message, method + " " + path + ": " + status + " ");
  }

  /** The list that a watch begins with. */
  JsonNode listAll(ResourceType type, boolean metadataOnly) {
    HttpRequest request =
        request(type.path(""))
            .timeout(DEADLINE)
            .header("Accept", metadataOnly ? METADATA.formatted("PartialObjectMetadataList") : JSON)
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw failure("GET", type.path(""), answer.statusCode(), answer.body());
      }
      return Json.parse(answer.body(), 0, answer.body().length);
    } catch (IOException e) {
      throw new ApiFailure("GET " + type.path("") + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiFailure("GET " + type.path("") + ": interrupted", e);
    }
  }

  /**
   * Follows the events of a type. The future ends with the HTTP status when the server has ended
   * the watch, exceptionally when the connection broke.
   */
  CompletableFuture<Integer> watch(
      ResourceType type,
      String since,
      Duration atMost,
      boolean metadataOnly,
      Consumer<JsonNode> events) {
    String query =
        "?watch=true&allowWatchBookmarks=true&timeoutSeconds=%d&resourceVersion=%s"
            .formatted(atMost.toSeconds(), encode(since));
    HttpRequest request =
        request(type.path("") + query)
            .header("Accept", metadataOnly ? METADATA.formatted("PartialObjectMetadata") : JSON)
            .build();
    return http.sendAsync(
            request, answer -> new JsonLines(answer.statusCode() == 200 ? events : event -> {}))
        .thenApply(HttpResponse::statusCode);
  }

  private static Resource resource(JsonNode node) {
    return new Resource((ObjectNode) node);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Ends every connection, watches too. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
