package dev.blackstart.jhelm.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blackstart.cluster.ChartLogin;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.files.SystemTimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts from classic repositories on this machine. */
class ChartRepositoryTest {
  private static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);
  private static final String LOGIN = Download.basic("ada:s3cret");

  @TempDir Path home;
  private final Map<String, String> env = new HashMap<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String host;
  private boolean lies;
  private String index;

  @BeforeEach
  void serve() throws Exception {
    env.put("HOME", home.toString());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host = "127.0.0.1:" + server.getAddress().getPort();
    index =
        """
        apiVersion: v1
        entries:
          best:
            - version: 1.2.3
              urls: [files/best.tgz]
          good:
            - version: 2.0.0
              urls: [files/other.tgz]
            - version: 1.2.3
              digest: %s
              urls: [files/good-1.2.3.tgz]
            - version: 1.2.2
              urls: ["http://localhost:%d/repo/files/good-1.2.3.tgz"]
            - version: 1.2.1
              urls: []
          worst:
            - version: 1.2.3
        """
            .formatted(Sums.sha256(ARCHIVE), server.getAddress().getPort());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    String path = exchange.getRequestURI().getPath();
    seen.add(exchange.getRequestHeaders().getFirst("Host") + path + " " + header);
    if (path.startsWith("/closed/") && !header.equals(LOGIN)) {
      say(exchange, 401, new byte[0]);
    } else if (path.endsWith("/index.yaml") && !path.startsWith("/none/")) {
      say(exchange, 200, index.getBytes(StandardCharsets.UTF_8));
    } else if (path.endsWith("/files/good-1.2.3.tgz")) {
      say(exchange, 200, lies ? "something else".getBytes(StandardCharsets.UTF_8) : ARCHIVE);
    } else {
      say(exchange, 404, new byte[0]);
    }
  }

  private static void say(HttpExchange exchange, int code, byte[] body) throws IOException {
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private RemoteCharts remote() {
    return new RemoteCharts(new SystemTimeSource(), env);
  }

  private ChartRef good(String folder, String version) {
    return new ChartRef("good", "http://" + host + folder, version);
  }

  private String refused(ChartRef ref) {
    Unavailable refused = assertThrows(Unavailable.class, () -> remote().fetch(ref));
    assertEquals(1, refused.getMessage().lines().count());
    assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
    assertFalse(refused.remedy().isEmpty());
    return refused.getMessage();
  }

  @Test
  void aRepositoryIsReadByItsIndex() throws Exception {
    assertArrayEquals(ARCHIVE, remote().fetch(good("/repo", "v1.2.3")));
    assertArrayEquals(ARCHIVE, remote().fetch(good("/repo/", "1.2.2")));
  }

  @Test
  void anIndexThatIsJsonOrLaidOutByHandIsReadToo() throws Exception {
    String entry = "{\"version\": \"1.2.3\", \"urls\": [\"files/good-1.2.3.tgz\"]}";
    index = "{\"apiVersion\": \"v1\", \"entries\": {\"good\": [" + entry + "]}}";
    assertArrayEquals(ARCHIVE, remote().fetch(good("/repo", "1.2.3")));
    index =
        "entries:\n"
            + "    \"good\":\n"
            + "    - version: 1.2.3\n"
            + "      urls:\n"
            + "      - files/good-1.2.3.tgz\n";
    assertArrayEquals(ARCHIVE, remote().fetch(good("/repo", "1.2.3")));
  }

  @Test
  void anIndexIsFetchedOnceForAllItsCharts() throws Exception {
    RemoteCharts remote = remote();
    remote.fetch(good("/repo", "1.2.3"));
    remote.fetch(good("/repo", "1.2.2"));
    assertEquals(1, seen.stream().filter(each -> each.contains("index.yaml")).count());
  }

  @Test
  void theNewestInARangeIsTheNewestOfItsIndex() throws Exception {
    assertEquals("2.0.0", remote().newest(good("/repo", "*")));
    assertEquals("1.2.3", remote().newest(good("/repo", "~1.2.0")));
    Unavailable none =
        assertThrows(Unavailable.class, () -> remote().newest(good("/repo", "^3.0.0")));
    assertEquals(
        "http://" + host + "/repo has no good ^3.0.0; the newest are 2.0.0, 1.2.3, 1.2.2, 1.2.1",
        none.getMessage());
  }

  @Test
  void anArchiveAtAUrlNeedsNoIndex() throws Exception {
    String url = "http://" + host + "/repo/files/good-1.2.3.tgz";
    assertArrayEquals(ARCHIVE, remote().fetch(new ChartRef("good", url, "1.2.3")));
  }

  @Test
  void helmsOwnLoginOpensARepositoryAndStaysWithIt() throws Exception {
    Path file = home.resolve(".config/helm/repositories.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        apiVersion: ""
        repositories:
          - name: mine
            url: http://%s/closed
            username: ada
            password: s3cret
        """
            .formatted(host));
    assertArrayEquals(ARCHIVE, remote().fetch(good("/closed", "1.2.3")));
    assertTrue(seen.getLast().endsWith(LOGIN), seen.toString());
    index = index.replace("/repo/files", "/elsewhere/files");
    assertArrayEquals(ARCHIVE, remote().fetch(good("/closed", "1.2.2")));
    assertTrue(seen.getLast().startsWith("localhost:"), seen.toString());
    assertTrue(seen.getLast().endsWith(" "), "the login does not travel");
    Files.writeString(file, Files.readString(file).replace("s3cret", "s3cret-expired"));
    assertEquals(
        "http://%s/closed/index.yaml answers 401: the login of ~/.config/helm/repositories.yaml does not open it"
            .formatted(host),
        refused(good("/closed", "1.2.3")));
  }

  @Test
  void aLoginThatComesWithAChartOpensItsRepositoryAndTravelsWhenItMay() throws Exception {
    String from = "repository own (helmfile.yaml:2)";
    ChartRef ref = good("/closed", "1.2.3");
    ChartLogin login = new ChartLogin("ada", "s3cret", false, from);
    assertArrayEquals(ARCHIVE, remote().fetch(ref.with(Optional.of(login))));
    ChartLogin expired = new ChartLogin("ada", "s3cret-expired", false, from);
    assertEquals(
        "http://%s/closed/index.yaml answers 401: the login of %s does not open it"
            .formatted(host, from),
        refused(ref.with(Optional.of(expired))));
    index = index.replace("/repo/files", "/elsewhere/files");
    ChartRef elsewhere = good("/closed", "1.2.2");
    remote().fetch(elsewhere.with(Optional.of(login)));
    assertTrue(seen.getLast().endsWith(" "), "the login does not travel");
    remote().fetch(elsewhere.with(Optional.of(new ChartLogin("ada", "s3cret", true, from))));
    assertTrue(seen.getLast().endsWith(LOGIN), "passCredentials says that it does");
  }

  @Test
  void aUserInTheUrlOpensARepositoryAndIsShownToNobody() throws Exception {
    ChartRef ref = new ChartRef("good", "http://ada:s3cret@" + host + "/closed", "1.2.3");
    assertArrayEquals(ARCHIVE, remote().fetch(ref));
    ChartRef other = new ChartRef("good", "http://ada:s3cret@" + host + "/none", "1.2.3");
    refused(other);
    ChartRef gone = new ChartRef("good", "http://ada:s3cret@" + host + "/closed", "9.9.9");
    assertTrue(refused(gone).contains("has no good 9.9.9"));
  }

  @Test
  void whatDoesNotFitItsDigestIsNotTaken() {
    lies = true;
    assertTrue(refused(good("/repo/", "1.2.3")).contains("than its digest says"));
  }

  @Test
  void whatIsNotThereIsToldWithWhatIs() {
    assertEquals(
        "http://" + host + "/repo/ has no good 9.9.9; the newest are 2.0.0, 1.2.3, 1.2.2, 1.2.1",
        refused(good("/repo", "9.9.9")));
    assertEquals(
        "http://" + host + "/repo/ has no chart other",
        refused(new ChartRef("other", "http://" + host + "/repo", "1.0.0")));
    assertEquals(
        "http://" + host + "/none/index.yaml answers 404: it has no index.yaml",
        refused(good("/none", "1.2.3")));
    assertEquals(
        "http://" + host + "/repo/files/other.tgz answers 404: it has no good 2.0.0",
        refused(good("/repo", "2.0.0")));
    assertEquals(
        "http://" + host + "/closed/index.yaml answers 401: it wants a login",
        refused(good("/closed", "1.2.3")));
  }

  @Test
  void aDamagedIndexIsTold() {
    assertTrue(refused(good("/repo", "1.2.1")).contains("is damaged: good 1.2.1 has no urls"));
    index = "entries: [\n";
    assertTrue(refused(good("/repo", "1.2.3")).contains("is damaged: "));
    index = "<html>please log in</html>";
    assertTrue(refused(good("/repo", "1.2.3")).contains("has no chart good"));
  }

  @Test
  void plainHttpIsSpokenToThisMachineOnly() {
    assertEquals(
        "http://10.25.11.11/index.yaml is not https",
        refused(new ChartRef("good", "http://10.25.11.11", "1.0.0")));
  }

  @Test
  void proxiesOfTheEnvironmentAreObeyed() {
    Map<String, String> proxies =
        Map.of("HTTPS_PROXY", "http://proxy.example:3128", "no_proxy", ".lan,exempt.example");
    ProxySelector selector = new Proxies(proxies);
    assertEquals(
        "proxy.example:3128",
        selector
            .select(URI.create("https://ghcr.io/v2/"))
            .getFirst()
            .address()
            .toString()
            .replace("/<unresolved>", ""));
    for (String direct :
        List.of(
            "https://registry.lan/v2/",
            "https://exempt.example/",
            "https://127.0.0.1:5000/",
            "http://ghcr.io/")) {
      assertEquals(java.net.Proxy.NO_PROXY, selector.select(URI.create(direct)).getFirst(), direct);
    }
  }
}
