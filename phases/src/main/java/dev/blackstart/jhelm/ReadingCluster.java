package dev.blackstart.jhelm;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blackstart.machineconfig.pki.KubeconfigAccess;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The cluster for a Helm that shall only read it. Readings go to the API server; a write goes
 * nowhere: it is kept here and refused. helm-java does not tell what a dry run renders, but the
 * first thing Helm writes in an upgrade is the record of the new revision, which holds it. It is
 * that in the installation of a chart without {@code crds/}, too, but for the namespace.
 */
final class ReadingCluster implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final List<String> PASSED_ON = List.of("Accept", "User-Agent");
  private static final byte[] REFUSED =
      ("{\"apiVersion\":\"v1\",\"kind\":\"Status\",\"status\":\"Failure\",\"code\":403,"
              + "\"reason\":\"Forbidden\",\"message\":\"the cluster is only read\"}")
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] THERE =
      ("{\"apiVersion\":\"v1\",\"kind\":\"Status\",\"status\":\"Failure\",\"code\":409,"
              + "\"reason\":\"AlreadyExists\",\"message\":\"the namespace is there\"}")
          .getBytes(StandardCharsets.UTF_8);

  private final KubeconfigAccess access;
  private final HttpClient client;
  private final HttpServer listener;
  private final String token = token();
  private final Path kubeconfig;
  private volatile Optional<byte[]> written = Optional.empty();

  /**
   * @param behind of the cluster that is read
   * @param work folder for the kubeconfig that leads here, which is removed at the end
   */
  ReadingCluster(Kubeconfig behind, Path work) throws IOException {
    this.access = KubeconfigAccess.of(behind);
    this.client = client(access);
    this.listener =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext("/" + token + "/", this::answer);
    listener.start();
    Files.createDirectories(work);
    this.kubeconfig = HelmFolder.write(work, "read-", ".kubeconfig", config());
  }

  private static HttpClient client(KubeconfigAccess access) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(access.keys(), access.trusted(), null);
      return HttpClient.newBuilder()
          .sslContext(tls)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(DEADLINE)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS", e);
    }
  }

  /**
   * Others on this machine must not read the cluster through us. It stands in the path, for Helm
   * sends no credentials without TLS.
   */
  private static String token() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Leads here; as secret as the cluster's own as long as this is open. */
  Path kubeconfig() {
    return kubeconfig;
  }

  private String config() {
    return """
    apiVersion: v1
    kind: Config
    current-context: read
    contexts: [{name: read, context: {cluster: read, user: reader}}]
    users: [{name: reader, user: {}}]
    clusters: [{name: read, cluster: {server: "http://127.0.0.1:%d/%s"}}]
    """
        .formatted(listener.getAddress().getPort(), token);
  }

  /** The Secret of the record that was to be written. */
  Optional<byte[]> written() {
    return written;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("GET")) {
        forward(exchange);
        return;
      }
      if (exchange.getRequestURI().getPath().endsWith("/namespaces")) {
        // whoever installs makes the namespace first and goes on when it is there
        say(exchange, 409, "application/json", THERE);
        return;
      }
      boolean record = exchange.getRequestURI().getPath().endsWith("/secrets");
      if (record && written.isEmpty()) {
        written = Optional.of(body);
      }
      say(exchange, 403, "application/json", REFUSED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void forward(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    access.server()
                        + exchange.getRequestURI().toString().substring(1 + token.length())))
            .timeout(DEADLINE);
    access.token().ifPresent(own -> request.header("Authorization", "Bearer " + own));
    Headers asked = exchange.getRequestHeaders();
    PASSED_ON.stream()
        .filter(asked::containsKey)
        .forEach(header -> request.header(header, asked.getFirst(header)));
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        say(
            exchange,
            answer.statusCode(),
            answer.headers().firstValue("Content-Type").orElse("application/json"),
            body.readAllBytes());
      }
    } catch (IOException e) {
      say(
          exchange,
          502,
          "text/plain",
          "no answer from the API server".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void say(HttpExchange exchange, int code, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    HelmFolder.delete(kubeconfig);
    listener.stop(0);
    client.close();
  }
}
