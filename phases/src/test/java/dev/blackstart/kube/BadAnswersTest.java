package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.real.RealPrograms;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API servers that are busy, unwell, or do not know us. */
class BadAnswersTest {
  private static final KubeObject THING =
      KubeApiContract.object(
          "{apiVersion: v1, kind: ConfigMap, metadata: {name: thing, namespace: default}}");
  private static final String KINDS =
      "{\"resources\":[{\"name\":\"configmaps\",\"kind\":\"ConfigMap\",\"namespaced\":true}]}";

  /** An answer to a PATCH; code 0 closes the connection without one. */
  private record Planned(int code, String message) {}

  @TempDir Path folder;
  private final Fanout fanout = new Fanout();
  private final Queue<Planned> planned = new ConcurrentLinkedQueue<>();
  private final AtomicInteger patches = new AtomicInteger();
  private volatile boolean knowsUs = true;
  private HttpServer server;
  private Fabric8KubeApi kube;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    kube = new Fabric8KubeApi(folder.resolve("kubeconfig"), new SystemTimeSource(), fanout);
    use(RealPrograms.admin());
  }

  @AfterEach
  void stop() {
    kube.close();
    fanout.close();
    server.stop(0);
  }

  private void use(Issued user) {
    kube.adopt(
        TestCluster.kubeconfig(
            "http://127.0.0.1:" + server.getAddress().getPort(),
            RealPrograms.AUTHORITY.certificatePem(),
            user));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (!knowsUs) {
        say(exchange, 401, "{\"message\":\"Unauthorized\"}");
      } else if (exchange.getRequestMethod().equals("PATCH")) {
        patches.incrementAndGet();
        Planned next = planned.poll();
        if (next == null) {
          say(exchange, 200, "{\"kind\":\"ConfigMap\"}");
        } else if (next.code() != 0) {
          exchange.getResponseHeaders().add("Retry-After", "0");
          say(exchange, next.code(), "{\"message\":\"" + next.message() + "\"}");
        }
      } else {
        say(exchange, exchange.getRequestURI().getPath().equals("/api/v1") ? 200 : 404, KINDS);
      }
    }
  }

  private static void say(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  @Test
  void anActIsSaidAgainUntilABusyServerTakesIt() {
    planned.add(new Planned(429, "too many requests, please try again later"));
    planned.add(new Planned(503, "the server is currently unable to handle the request"));
    planned.add(new Planned(500, "etcdserver: leader changed"));
    planned.add(new Planned(0, ""));

    assertEquals("ConfigMap", kube.apply(THING).kind());
    assertEquals(5, patches.get());
  }

  @Test
  void aServerThatStaysBusyIsNamed() {
    for (int i = 0; i < 20; i++) {
      planned.add(new Planned(429, "too many requests"));
    }

    Failure failure = assertThrows(Failure.class, () -> kube.apply(THING));

    assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
    assertEquals("apply ConfigMap default/thing: too many requests", failure.what());
    assertTrue(patches.get() > 3 && patches.get() < 10, patches + " attempts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          422 | spec.clusterIP: Invalid value: field is immutable | delete the object
          403 | configmaps is forbidden: exceeded quota: small, used: 1 | raise the quota
          403 | unable to create content because it is being terminated | being deleted
          403 | user x cannot patch resource | may do this
          500 | failed calling webhook y: x509: certificate signed by unknown | caBundle
          500 | failed calling webhook y: no endpoints available | nobody answers for the webhook's Service
          """)
  void aRefusalIsSaidOnceAndHasARemedy(int code, String message, String remedy) {
    planned.add(new Planned(code, message));

    Failure failure = assertThrows(Failure.class, () -> kube.apply(THING));

    assertEquals(1, patches.get());
    assertEquals("apply ConfigMap default/thing: " + message, failure.what());
    assertTrue(failure.remedy().contains(remedy), failure.remedy());
  }

  @Test
  void whoIsNotKnownIsToldSoAndDoesNotWaitForWhatItWouldNeverSee() throws Exception {
    knowsUs = false;

    Failure failure = refusedList();

    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertEquals(
        "list ConfigMap: the API server does not know the kubeconfig's user", failure.what());
    assertFalse(kube.answers().ready());
  }

  @Test
  void aKubeconfigThatHasExpiredSaysWhenAndWhatFetchesANewOne() throws Exception {
    knowsUs = false;
    Instant then = Instant.now().minus(Duration.ofDays(400));
    use(RealPrograms.AUTHORITY.client("CN=admin, O=system:masters", then, Duration.ofDays(365)));

    Failure failure = refusedList();

    assertTrue(
        failure.what().contains("the client certificate of the kubeconfig expired at "),
        failure.what());
    assertTrue(failure.remedy().startsWith("blackstart kubeconfig"), failure.remedy());
    assertTrue(
        kube.answers().because().contains("the client certificate of the kubeconfig expired"),
        kube.answers().because());
  }

  /** Looks until it is told that it may not; a moment may pass. */
  private Failure refusedList() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      long seen = kube.changes().version();
      try {
        kube.list("v1", "ConfigMap", "");
      } catch (Failure failure) {
        return failure;
      }
      kube.changes().await(seen, Duration.ofMillis(200));
    }
    throw new AssertionError("nobody was told");
  }
}
