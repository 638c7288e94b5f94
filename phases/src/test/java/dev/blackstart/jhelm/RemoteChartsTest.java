package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.files.SystemTimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charts from a registry and from a repository on this machine. */
class RemoteChartsTest {
  private static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);

  private final RemoteCharts remote = new RemoteCharts(new Download(new SystemTimeSource()));
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String host;
  private String digest;
  private boolean lies;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host = "127.0.0.1:" + server.getAddress().getPort();
    digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ARCHIVE));
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    seen.add(exchange.getRequestURI() + " " + authorization);
    switch (exchange.getRequestURI().getPath()) {
      case "/token" -> say(exchange, 200, "{\"token\": \"t0\"}".getBytes(StandardCharsets.UTF_8));
      case "/v2/charts/good/manifests/v1.2.3_b1" -> {
        if (authorization.equals("Bearer t0")) {
          say(exchange, 200, manifest());
        } else {
          exchange
              .getResponseHeaders()
              .set(
                  "WWW-Authenticate",
                  "Bearer realm=\"http://%s/token\",service=\"reg\",scope=\"repository:charts/good:pull\""
                      .formatted(host));
          say(exchange, 401, new byte[0]);
        }
      }
      case "/repo/index.yaml" -> say(exchange, 200, index());
      case "/repo/files/good-1.2.3.tgz", "/elsewhere" -> say(exchange, 200, sent());
      default -> {
        if (exchange.getRequestURI().getPath().startsWith("/v2/charts/good/blobs/")) {
          exchange
              .getResponseHeaders()
              .set("Location", "http://localhost:" + port() + "/elsewhere");
          say(exchange, 307, new byte[0]);
        } else {
          say(exchange, 404, new byte[0]);
        }
      }
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private byte[] sent() {
    return lies ? "something else".getBytes(StandardCharsets.UTF_8) : ARCHIVE;
  }

  private byte[] manifest() {
    return """
    {"layers": [
      {"mediaType": "application/vnd.cncf.helm.chart.provenance.v1.prov", "digest": "sha256:00"},
      {"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "sha256:%s"}]}
    """
        .formatted(digest)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] index() {
    return """
    apiVersion: v1
    entries:
      good:
        - version: 2.0.0
          urls: [files/other.tgz]
        - version: 1.2.3
          digest: %s
          urls: [files/good-1.2.3.tgz]
    """
        .formatted(digest)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void say(HttpExchange exchange, int code, byte[] body) throws IOException {
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Test
  void aRegistryIsAskedWithItsTokenWhichStaysWithIt() throws Exception {
    byte[] archive = remote.fetch(ChartRef.oci("oci://" + host + "/charts/good", "1.2.3+b1"));
    assertArrayEquals(ARCHIVE, archive);
    assertTrue(
        seen.contains("/token?service=reg&scope=repository%3Acharts%2Fgood%3Apull "),
        seen.toString());
    assertTrue(seen.contains("/v2/charts/good/blobs/sha256:" + digest + " Bearer t0"));
    assertEquals("/elsewhere ", seen.getLast());
  }

  @Test
  void aRepositoryIsReadByItsIndex() throws Exception {
    ChartRef ref = new ChartRef("good", "http://" + host + "/repo", "v1.2.3");
    assertArrayEquals(ARCHIVE, remote.fetch(ref));
  }

  @Test
  void anArchiveAtAUrlNeedsNoIndex() throws Exception {
    String url = "http://" + host + "/repo/files/good-1.2.3.tgz";
    assertArrayEquals(ARCHIVE, remote.fetch(new ChartRef("good", url, "1.2.3")));
  }

  @Test
  void whatDoesNotFitItsDigestIsNotTaken() {
    lies = true;
    for (ChartRef ref :
        List.of(
            ChartRef.oci("oci://" + host + "/charts/good", "1.2.3+b1"),
            new ChartRef("good", "http://" + host + "/repo/", "1.2.3"))) {
      IOException refused = assertThrows(IOException.class, () -> remote.fetch(ref));
      assertTrue(refused.getMessage().contains("digest"), refused.getMessage());
    }
  }

  @Test
  void aChartThatIsNotThereIsToldWithTheAnswer() {
    Map<ChartRef, String> cases =
        Map.of(
            ChartRef.oci("oci://" + host + "/charts/none", "1.0.0"),
            host + " answers 404",
            new ChartRef("good", "http://" + host + "/repo", "9.9.9"),
            "its index has no good 9.9.9",
            new ChartRef("good", "http://" + host + "/none", "1.2.3"),
            "http://" + host + "/none/index.yaml answers 404");
    cases.forEach(
        (ref, why) ->
            assertEquals(
                why, assertThrows(IOException.class, () -> remote.fetch(ref)).getMessage()));
  }

  @Test
  void plainHttpIsSpokenToThisMachineOnly() {
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                new Download(new SystemTimeSource())
                    .get(URI.create("http://10.25.11.11/x"), "", Optional.empty()));
    assertEquals("http://10.25.11.11/x is not https", refused.getMessage());
  }
}
