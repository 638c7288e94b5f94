package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.rehearsal.real.RealPrograms;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Vault behind an API server that passes calls on to its pod. */
class VaultServerTest {
  private static final String CANARY = "canary-8c1f-unseal-key";

  private HttpServer server;
  private VaultServer vault;
  private volatile String path = "";
  private volatile String body = "";
  private volatile int code = 200;
  private volatile String answer =
      "{\"initialized\":true,\"sealed\":true,\"t\":3,\"n\":5,\"progress\":1}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    vault = new VaultServer(kubeconfig(), pod("http"), new SystemTimeSource());
  }

  @AfterEach
  void stop() {
    vault.close();
    server.stop(0);
  }

  @Test
  void howSealedItIsIsAskedThroughTheApiServer() {
    assertEquals(new VaultServer.Seal(true, true, 3, 5, 1), vault.seal());
    assertEquals("/api/v1/namespaces/vault/pods/vault-0:8200/proxy/v1/sys/seal-status", path);
  }

  @Test
  void aServerThatSpeaksTlsIsAskedByThat() {
    try (VaultServer tls = new VaultServer(kubeconfig(), pod("https"), new SystemTimeSource())) {
      tls.seal();
    }
    assertTrue(path.startsWith("/api/v1/namespaces/vault/pods/https:vault-0:8200/proxy/"), path);
  }

  @Test
  void aKeyGoesInTheBodyAndNowhereElse() {
    answer = "{\"initialized\":true,\"sealed\":false,\"t\":3,\"n\":5,\"progress\":0}";

    assertFalse(vault.unseal(CANARY).sealed());
    assertEquals("{\"key\":\"" + CANARY + "\"}", body);
    assertFalse(path.contains(CANARY));
  }

  @Test
  void whatIsRefusedIsToldInVaultsWordsWithoutTheKey() {
    code = 400;
    answer = "{\"errors\":[\"'key' must be a valid hex or base64 string: " + CANARY + "\"]}";

    Failure failure = assertThrows(Failure.class, () -> vault.unseal(CANARY));

    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertTrue(failure.what().contains("must be a valid hex"), failure.what());
    assertFalse(failure.what().contains(CANARY), failure.what());
    assertFalse(failure.toString().contains(CANARY), failure.toString());
  }

  @Test
  void whoMayNotReachPodsIsTold() {
    code = 403;
    answer = "{\"message\":\"pods \\\"vault-0\\\" is forbidden\"}";

    Failure failure = assertThrows(Failure.class, vault::seal);

    assertTrue(failure.remedy().contains("pods/proxy"), failure.remedy());
  }

  @Test
  void theKeysOfANewVaultAreInNoText() {
    answer = "{\"keys_base64\":[\"" + CANARY + "\",\"b\"],\"root_token\":\"hvs." + CANARY + "\"}";

    VaultServer.Keys keys = vault.init(5, 3);

    assertEquals(List.of(CANARY, "b"), keys.keys());
    assertTrue(body.contains("\"secret_threshold\":3"), body);
    assertFalse(keys.toString().contains(CANARY));
  }

  private Kubeconfig kubeconfig() {
    return TestCluster.kubeconfig(
        "http://127.0.0.1:" + server.getAddress().getPort(),
        RealPrograms.AUTHORITY.certificatePem(),
        RealPrograms.admin());
  }

  private static KubeObject pod(String port) {
    return new KubeObject(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Pod",
            "metadata",
            Map.of("name", "vault-0", "namespace", "vault"),
            "spec",
            Map.of(
                "containers",
                List.of(Map.of("ports", List.of(Map.of("name", port, "containerPort", 8200)))))));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      path = exchange.getRequestURI().getPath();
      body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
