package dev.blackstart.rehearsal.actor.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.pki.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * Answers for the webhook Services of the cluster, on a loopback port. Which of them answer is said
 * by {@link #answerFor}; before that, none.
 */
public final class WebhookServer implements AutoCloseable {
  private final HttpsServer server;
  private final Authority authority;
  private final Authority stranger;
  private volatile Predicate<String> answers = target -> false;

  private WebhookServer(HttpsServer server, Authority authority, Authority stranger) {
    this.server = server;
    this.authority = authority;
    this.stranger = stranger;
  }

  /**
   * Starts to listen.
   *
   * @param executor runs requests; a connection does not hold a thread between them
   */
  public static WebhookServer start(Executor executor, InstantSource wall) throws IOException {
    Authority authority = Authority.named("webhooks", wall.instant(), Duration.ofDays(365));
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(new KeyManager[] {new NamedKeys(authority, wall)}, null, null);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK cannot serve TLS", e);
    }
    server.createContext("/", WebhookServer::answer);
    server.setExecutor(executor);
    server.start();
    return new WebhookServer(
        server, authority, Authority.named("webhooks", wall.instant(), Duration.ofDays(365)));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (request.length == 0) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] answer = Json.bytes(Consent.to(Json.parse(request, 0, request.length)));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** PEM of the authority that webhook configurations must trust. */
  public String authority() {
    return authority.certificatePem();
  }

  /**
   * Says what answers from now on.
   *
   * @param answers whether {@code host:port} is a Service with pods that are ready
   */
  public void answerFor(Predicate<String> answers) {
    this.answers = answers;
  }

  /** Where {@code host:port} answers, when it is one of ours. */
  public Optional<InetSocketAddress> route(String target) {
    return answers.test(target) ? Optional.of(server.getAddress()) : Optional.empty();
  }

  /** PEM of an authority of the same name that has signed none of our certificates. */
  public String stranger() {
    return stranger.certificatePem();
  }

  /** Whose certificate {@code host:port} shows, as PEM; empty when nobody answers there. */
  public Optional<String> presented(String target) {
    return route(target).map(address -> authority());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
