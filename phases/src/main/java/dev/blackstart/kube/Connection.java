package dev.blackstart.kube;

import dev.blackstart.machineconfig.pki.KubeconfigAccess;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Inside.Command;
import dev.blackstart.world.Inside.Ran;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.TimeSource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.TlsVersion;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to the API server a kubeconfig names, each with a deadline in wall time. */
final class Connection implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Kubeconfig kubeconfig;
  private final String server;
  private final HttpClient http;
  private final TimeSource time;
  private final Discovery discovery = new Discovery(this);
  private final Insistence insistence;
  private final Optional<Instant> expires;

  Connection(Kubeconfig kubeconfig, TimeSource time) {
    this.kubeconfig = kubeconfig;
    this.time = time;
    KubeconfigAccess access = KubeconfigAccess.of(kubeconfig);
    this.server = access.server();
    this.expires = access.expires();
    this.insistence = new Insistence(time);
    this.http = client(access);
  }

  /** Retries are ours to decide: while a cluster starts, refused connections are the rule. */
  private static HttpClient client(KubeconfigAccess access) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(access.server())
            .withTlsVersions(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2)
            .withConnectionTimeout((int) DEADLINE.toMillis())
            .withRequestRetryBackoffLimit(0)
            .withOauthToken(access.token().orElse(null))
            .build();
    HttpClient.Builder builder = new JdkHttpClientFactory().newBuilder(config);
    builder.sslContext(access.keys(), access.trusted());
    return builder.build();
  }

  /** What a refusal means, with what we know of our own credentials. */
  Failure failure(String doing, Reply reply) {
    return reply.code() == 401
        ? expired()
            .map(end -> KubeFailures.expired(doing, end))
            .orElseGet(() -> KubeFailures.of(doing, reply))
        : KubeFailures.of(doing, reply);
  }

  /** When the client certificate ended, if it did. */
  Optional<Instant> expired() {
    return expires.filter(end -> !end.isAfter(time.wall()));
  }

  Kubeconfig kubeconfig() {
    return kubeconfig;
  }

  Discovery discovery() {
    return discovery;
  }

  TimeSource time() {
    return time;
  }

  Reply get(String path) throws IOException, InterruptedException {
    return get(path, DEADLINE);
  }

  Reply get(String path, Duration deadline) throws IOException, InterruptedException {
    return insistence.unlessBusy(
        "GET " + path, () -> send("GET", path, http.newHttpRequestBuilder(), deadline));
  }

  Reply patch(String path, String contentType, Map<String, Object> body)
      throws IOException, InterruptedException {
    byte[] json = Json.write(body);
    return insistence.until(
        "PATCH " + path,
        () ->
            send(
                "PATCH",
                path,
                http.newHttpRequestBuilder()
                    .method("PATCH", contentType, new ByteArrayInputStream(json), json.length),
                DEADLINE));
  }

  Reply post(String path, Map<String, Object> body) throws IOException, InterruptedException {
    byte[] json = Json.write(body);
    return send(
        "POST",
        path,
        http.newHttpRequestBuilder()
            .post("application/json", new ByteArrayInputStream(json), json.length),
        DEADLINE);
  }

  /** With what depends on it: a Job's pods would outlive it else, as the API has always had it. */
  Reply delete(String path) throws IOException, InterruptedException {
    return insistence.until(
        "DELETE " + path,
        () ->
            send(
                "DELETE",
                path,
                http.newHttpRequestBuilder()
                    .delete("application/json", "{\"propagationPolicy\":\"Background\"}"),
                DEADLINE));
  }

  private Reply send(String verb, String path, HttpRequest.Builder request, Duration deadline)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer;
    try (TimeSource.Work work = time.working(verb + " " + path)) {
      answer =
          http.sendAsync(
              request.uri(server + path).header("Accept", "application/json").build(),
              byte[].class);
      HttpResponse<byte[]> response = waitFor(answer, deadline);
      byte[] body = response.body();
      return new Reply(response.code(), body == null ? new byte[0] : body, retryAfter(response));
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
    return Optional.ofNullable(response.header("Retry-After"))
        .filter(seconds -> seconds.matches("\\d{1,4}"))
        .map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds)));
  }

  /** A call that is passed on to a pod or a Service. */
  Reply proxied(String path, Map<String, String> headers, Duration deadline)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = http.newHttpRequestBuilder();
    headers.forEach(request::header);
    return send("GET", path, request, deadline);
  }

  /** Runs a command in a container and waits for its end. */
  Ran execute(Command command, Duration deadline) throws IOException, InterruptedException {
    StringBuilder path =
        new StringBuilder(
            "/api/v1/namespaces/%s/pods/%s/exec?stdout=true&stderr=true"
                .formatted(command.namespace(), command.pod()));
    if (!command.container().isEmpty()) {
      path.append("&container=").append(ObjectFields.encoded(command.container()));
    }
    command.words().forEach(word -> path.append("&command=").append(ObjectFields.encoded(word)));
    ExecListener listener = new ExecListener();
    try (TimeSource.Work work = time.working("run a command in " + command.pod())) {
      CompletableFuture<WebSocket> opened =
          http.newWebSocketBuilder()
              .subprotocol(ExecListener.PROTOCOL)
              .uri(URI.create(server + path))
              .connectTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
              .buildAsync(listener);
      try {
        waitFor(opened, deadline);
        return waitFor(listener.ran(), deadline);
      } catch (IOException e) {
        if (e.getCause() instanceof WebSocketHandshakeException refused) {
          return Ran.unasked(refusal(path.toString(), refused.getResponse().code(), deadline));
        }
        throw e;
      }
    }
  }

  /** A handshake that is refused comes without words; the same request without one has them. */
  private String refusal(String path, int code, Duration deadline)
      throws IOException, InterruptedException {
    Reply again = get(path, deadline);
    return again.code() == code ? again.message() : "HTTP status " + code;
  }

  /**
   * Opens a stream of lines.
   *
   * @return the status, when it is not 200 and there is no stream
   */
  CompletableFuture<HttpResponse<AsyncBody>> stream(
      String path, AsyncBody.Consumer<java.util.List<java.nio.ByteBuffer>> consumer) {
    return http.consumeBytes(
        http.newHttpRequestBuilder()
            .uri(server + path)
            .header("Accept", "application/json")
            .forStreaming()
            .build(),
        consumer);
  }

  static <T> T waitFor(CompletableFuture<T> answer, Duration deadline)
      throws IOException, InterruptedException {
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(KubeFailures.reason(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + deadline.toSeconds() + " s", e);
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
