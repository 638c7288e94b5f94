package dev.blackstart.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blackstart.rehearsal.pki.Authority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs about a Vault, against an API server that passes calls on to one. */
class VaultVerbsTest {
  private static final String CANARY = "canary-4d2e";
  private static final Path PLATFORM =
      Path.of(System.getProperty("blackstart.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolve("phases/src/test/resources/argo");
  private static final String KINDS =
      "{\"resources\":[{\"name\":\"pods\",\"kind\":\"Pod\",\"namespaced\":true}]}";
  private static final String PODS =
      "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},"
          + "\"items\":[{\"metadata\":{\"name\":\"vault-0\",\"namespace\":\"vault\"},"
          + "\"spec\":{\"containers\":[]}}]}";

  @TempDir Path folder;
  private final List<String> keys = new ArrayList<>();
  private volatile boolean initialized = true;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String authority =
        Base64.getEncoder()
            .encodeToString(
                Authority.named("test", Instant.now(), Duration.ofDays(1))
                    .certificatePem()
                    .getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        folder.resolve("k3s.yaml"),
        """
        current-context: default
        clusters: [{name: default, cluster: {server: "http://127.0.0.1:%d", certificate-authority-data: %s}}]
        users: [{name: default, user: {token: secret-token}}]
        contexts: [{name: default, context: {cluster: default, user: default}}]
        """
            .formatted(server.getAddress().getPort(), authority));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aSealedServerIsShownWithTheKeysItHasBeenGiven() {
    Answer status = vault("status");

    assertEquals(1, status.exit(), status.err());
    assertEquals("vault/vault-0: sealed, 0 of 3 keys given (5 exist)\n", status.out());
  }

  @Test
  void enoughKeysUnsealItAndNoneOfThemIsKeptAnywhere() throws IOException {
    Answer unsealed = typing("%s-1\n%s-2\n%s-3\n%s-4\n", () -> vault("unseal"));

    assertEquals(0, unsealed.exit(), unsealed.err());
    assertEquals("vault/vault-0: unsealed\n", unsealed.out());
    assertEquals(List.of(CANARY + "-1", CANARY + "-2", CANARY + "-3"), keys);
    assertFalse((unsealed.out() + unsealed.err()).contains(CANARY));
    assertNowhere();
  }

  @Test
  void onePersonMayGoBeforeThereAreEnough() {
    Answer half = typing("%s-1\n\n", () -> vault("unseal"));

    assertEquals(1, half.exit());
    assertEquals("vault/vault-0: sealed, 1 of 3 keys given (5 exist)\n", half.out());
  }

  @Test
  void aNewVaultsKeysArePrintedOnceAndKeptNowhere() throws IOException {
    initialized = false;

    Answer made = vault("init", "--json");
    Answer again = vault("init");

    assertEquals(0, made.exit(), made.err());
    assertTrue(made.out().contains("\"keys_base64\":[\"" + CANARY + "-a\""), made.out());
    assertEquals(3, again.exit());
    assertTrue(again.err().contains("it has keys"), again.err());
    assertNowhere();
  }

  @Test
  void aThresholdThatCannotBeIsUsage() {
    assertEquals(2, vault("init", "--shares", "3", "--threshold", "4").exit());
    assertEquals(2, vault("init", "--shares", "3", "--threshold", "1").exit());
  }

  private void assertNowhere() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains(CANARY), file.toString());
      }
    }
  }

  private static Answer typing(String keys, java.util.function.Supplier<Answer> act) {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(keys.replace("%s", CANARY).getBytes(StandardCharsets.UTF_8)));
      return act.get();
    } finally {
      System.setIn(before);
    }
  }

  private Answer vault(String verb, String... more) {
    List<String> arguments = new ArrayList<>(List.of("vault", verb));
    arguments.addAll(
        List.of(
            "--repo", PLATFORM.toString(),
            "--state", folder.resolve("state").toString(),
            "--adopt", folder.resolve("k3s.yaml").toString()));
    arguments.addAll(List.of(more));
    return Answer.to(arguments);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String said =
          path.equals("/api/v1")
              ? KINDS
              : path.endsWith("/pods")
                  ? PODS
                  : path.contains("/pods/vault-0:8200/proxy/v1/sys/")
                      ? vaultSays(path, body)
                      : "{}";
      byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized String vaultSays(String path, String body) {
    if (path.endsWith("/init")) {
      initialized = true;
      return "{\"keys_base64\":[\"%s-a\",\"%s-b\"],\"root_token\":\"%s\"}".replace("%s", CANARY);
    }
    if (path.endsWith("/unseal")) {
      keys.add(body.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1"));
    }
    boolean sealed = keys.size() < 3;
    return "{\"initialized\":%s,\"sealed\":%s,\"t\":3,\"n\":5,\"progress\":%d}"
        .formatted(initialized, sealed, sealed ? keys.size() : 0);
  }
}
