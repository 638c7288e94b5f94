package dev.blackstart.kube;

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
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Stands between whoever asks an API server and the server, and remembers what was asked. */
public final class Interceptor implements AutoCloseable {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer listener;
  private final HttpClient client;
  private final Kubeconfig behind;
  private final String server;

  /**
   * @param behind who answers
   */
  public Interceptor(Kubeconfig behind) throws IOException, GeneralSecurityException {
    this.behind = behind;
    KubeconfigAccess access = KubeconfigAccess.of(behind);
    this.server = access.server();
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(access.keys(), access.trusted(), null);
    this.client =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .build();
    this.listener =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.setExecutor(executor);
    listener.createContext("/", this::forward);
    listener.start();
  }

  /** Leads through here to who stands behind. */
  public Kubeconfig kubeconfig() {
    return new Kubeconfig(
        behind.yaml().replace(server, "http://127.0.0.1:" + listener.getAddress().getPort()));
  }

  /** Each request as {@code GET /api/v1/nodes}, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Those that could change something. */
  public List<String> writes() {
    return requests.stream().filter(request -> !request.startsWith("GET ")).toList();
  }

  private void forward(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String header : List.of("Accept", "Content-Type", "User-Agent")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      try (InputStream body = answer.body()) {
        body.transferTo(exchange.getResponseBody());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    listener.stop(0);
    client.close();
    executor.shutdownNow();
  }
}
