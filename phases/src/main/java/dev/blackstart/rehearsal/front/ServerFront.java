package dev.blackstart.rehearsal.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.rehearsal.actor.client.ClientTls;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.fault.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Stands before the API server for everybody outside of the cluster, where it is to answer badly;
 * everybody else speaks to the server itself. Takes TLS apart, hands requests on in the name of an
 * administrator, and answers some itself. Connections that are to become something else (exec, port
 * forwarding) it does not hand on.
 */
public final class ServerFront implements AutoCloseable {
  /** Headers that belong to one connection. */
  private static final Set<String> OWN = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** What a watch brings until it is cut. */
  private static final Duration UNTIL_CUT = Duration.ofSeconds(3);

  static {
    OWN.addAll(
        Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding"));
  }

  private final HttpsServer listener;
  private final HttpClient client;
  private final URI server;
  private final Hardships hardships;
  private final InstantSource wall;

  private ServerFront(
      HttpsServer listener,
      HttpClient client,
      URI server,
      Hardships hardships,
      InstantSource wall) {
    this.listener = listener;
    this.client = client;
    this.server = server;
    this.hardships = hardships;
    this.wall = wall;
  }

  /**
   * Begins to listen on loopback.
   *
   * @param access to the server behind
   * @param serving PEM of the certificate that is shown
   * @param key PEM of its key
   * @param executor runs each task at once; a watch keeps a thread
   */
  public static ServerFront start(
      ApiAccess access,
      String serving,
      String key,
      Faults faults,
      Executor executor,
      InstantSource wall)
      throws IOException {
    HttpsServer listener =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var tls = ClientTls.of(new ApiAccess(access.server(), access.authority(), serving, key));
    listener.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(ClientTls.of(access))
            .connectTimeout(Duration.ofSeconds(5))
            .executor(executor)
            .build();
    ServerFront front =
        new ServerFront(listener, client, access.server(), new Hardships(faults, wall), wall);
    listener.createContext("/", front::handle);
    listener.setExecutor(executor);
    listener.start();
    return front;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listener.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      var hardship = hardships.answer(exchange.getRequestURI());
      if (!isKnown(exchange)) {
        refuse(exchange, new Hardships.Answer(401, "Unauthorized", "Unauthorized", false));
      } else if (hardship.isPresent()) {
        refuse(exchange, hardship.get());
      } else {
        pass(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who shows no certificate is told no more than that the server is well. */
  private static boolean isKnown(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/healthz")
        || path.startsWith("/livez")
        || path.startsWith("/readyz")
        || path.startsWith("/version")) {
      return true;
    }
    try {
      return ((com.sun.net.httpserver.HttpsExchange) exchange)
              .getSSLSession()
              .getPeerCertificates()
              .length
          > 0;
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  private static void refuse(HttpExchange exchange, Hardships.Answer answer) throws IOException {
    byte[] status =
        Json.bytes(
            Json.object(
                "kind", "Status",
                "apiVersion", "v1",
                "metadata", Json.object(),
                "status", "Failure",
                "message", answer.message(),
                "reason", answer.reason(),
                "code", answer.code()));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (answer.later()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.code(), head ? -1 : status.length);
    if (!head) {
      exchange.getResponseBody().write(status);
    }
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    URI uri = exchange.getRequestURI();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + uri.toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name) && !name.startsWith(":")) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    long length = answer.headers().firstValueAsLong("content-length").orElse(0);
    boolean bodiless =
        exchange.getRequestMethod().equals("HEAD")
            || answer.statusCode() == 204
            || answer.statusCode() == 304;
    exchange.sendResponseHeaders(answer.statusCode(), bodiless ? -1 : length);
    try (InputStream from = answer.body()) {
      if (!bodiless) {
        copy(from, exchange.getResponseBody(), hardships.cuts(uri));
      }
    }
  }

  /** A watch that is cut breaks off in the middle of an event, as when the server ends. */
  private void copy(InputStream from, OutputStream to, boolean cut) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    var until = wall.instant().plus(UNTIL_CUT);
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (cut && wall.instant().isAfter(until)) {
        to.write(buffer, 0, read / 2);
        to.flush();
        throw new IOException("the watch is cut");
      }
      to.write(buffer, 0, read);
      to.flush();
    }
  }

  @Override
  public void close() {
    listener.stop(0);
    client.shutdownNow();
  }
}
