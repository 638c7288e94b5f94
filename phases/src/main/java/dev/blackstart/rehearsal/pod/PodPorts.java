package dev.blackstart.rehearsal.pod;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.blackstart.rehearsal.api.http.HttpsListener;
import dev.blackstart.rehearsal.pki.Authority;
import dev.blackstart.rehearsal.pki.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The kubelets' port and the pods' own, on loopback, for an API server that dials them. Who is
 * meant is known by the connection: the way in tells it before anything is said.
 */
public final class PodPorts implements WayIn, AutoCloseable {
  private static final int KUBELET = 10250;
  private static final int LARGEST_BODY = 1 << 20;

  private final AtomicReference<PodAccess> pods;
  private final Map<Integer, Meant> meant = new ConcurrentHashMap<>();
  private final HttpServer plain;
  private final HttpsServer secure;
  private final HttpsListener kubelets;

  /** A class of its own, so that one connection does not end another's entry. */
  private static final class Meant {
    private final PodAccess.Port port;

    Meant(PodAccess.Port port) {
      this.port = port;
    }
  }

  private PodPorts(
      AtomicReference<PodAccess> pods,
      HttpServer plain,
      HttpsServer secure,
      HttpsListener kubelets) {
    this.pods = pods;
    this.plain = plain;
    this.secure = secure;
    this.kubelets = kubelets;
  }

  /**
   * Starts to listen. Nobody answers until {@link #answerFor}.
   *
   * @param executor runs requests, each on a thread of its own
   */
  public static PodPorts start(Executor executor, InstantSource wall) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    AtomicReference<PodAccess> pods = new AtomicReference<>(PodAccess.NOBODY);
    SSLContext tls = tls(wall);
    HttpsServer secure = HttpsServer.create(any, 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls));
    PodPorts ports =
        new PodPorts(
            pods, HttpServer.create(any, 0), secure, HttpsListener.bind(tls, any, executor));
    for (HttpServer server : List.of(ports.plain, ports.secure)) {
      server.createContext("/", ports::answer);
      server.setExecutor(executor);
      server.start();
    }
    ports.kubelets.serve(new KubeletRequests(pods::get));
    return ports;
  }

  /** As kubelets serve when nobody signed a certificate for them: nobody checks it. */
  private static SSLContext tls(InstantSource wall) throws IOException {
    try {
      Issued issued =
          Authority.named("kubelets", wall.instant(), Duration.ofDays(365))
              .server(
                  List.of("localhost"), List.of("127.0.0.1"), wall.instant(), Duration.ofDays(365));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "serving",
          issued.key(),
          new char[0],
          issued.chain().toArray(java.security.cert.Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK cannot serve TLS", e);
    }
  }

  /** Says who answers from now on. */
  public void answerFor(PodAccess access) {
    pods.set(access);
  }

  /** The pods behind these ports, whoever answers for them at the time. */
  public PodAccess access() {
    return new LatePods(pods::get);
  }

  @Override
  public Optional<InetSocketAddress> at(String target) {
    int colon = target.lastIndexOf(':');
    String host = colon < 0 ? target : target.substring(0, colon);
    int port = colon < 0 ? 0 : Integer.parseInt(target.substring(colon + 1));
    if (port == KUBELET && pods.get().hasKubelet(host)) {
      return Optional.of(kubelets.address());
    }
    return pods.get()
        .at(host, port)
        .map(found -> found.tls() ? secure.getAddress() : plain.getAddress());
  }

  @Override
  public Runnable joined(int port, String target) {
    int colon = target.lastIndexOf(':');
    Optional<PodAccess.Port> found =
        colon < 0
            ? Optional.empty()
            : pods.get()
                .at(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
    if (found.isEmpty()) {
      return () -> {};
    }
    Meant entry = new Meant(found.get());
    meant.put(port, entry);
    return () -> meant.remove(port, entry);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Meant who = meant.get(exchange.getRemoteAddress().getPort());
      HttpReply reply = who == null ? HttpReply.text(404, "nobody\n") : asked(exchange, who.port);
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      boolean silent = reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.code(), silent ? -1 : reply.body().length);
      if (!silent) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  private HttpReply asked(HttpExchange exchange, PodAccess.Port port) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
    String target = exchange.getRequestURI().toString();
    try {
      return pods.get()
          .http(
              port.pod(),
              port.number(),
              new HttpCall(exchange.getRequestMethod(), target, headers, body));
    } catch (PodRefusal gone) {
      return HttpReply.text(502, gone.getMessage() + "\n");
    }
  }

  @Override
  public void close() {
    plain.stop(0);
    secure.stop(0);
    kubelets.close();
  }
}
