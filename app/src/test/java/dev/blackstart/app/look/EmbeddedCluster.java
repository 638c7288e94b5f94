package dev.blackstart.app.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.api.ApiServerSettings;
import dev.blackstart.rehearsal.api.EmbeddedApiServer;
import dev.blackstart.rehearsal.pki.Authority;
import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.pki.Pem;
import dev.blackstart.run.Fanout;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** The rehearsal's API server with nobody at work in it: a test puts in what controllers would. */
public final class EmbeddedCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Fanout fanout = new Fanout();
  private final EmbeddedApiServer server;
  private final ApiClient controllers;
  private final Fabric8KubeApi kube;

  public EmbeddedCluster(Path folder) throws IOException {
    Instant now = Instant.now();
    Authority authority = Authority.named("kubernetes", now, Duration.ofDays(1));
    Issued serving =
        authority.server(List.of("localhost"), List.of("127.0.0.1"), now, Duration.ofDays(1));
    Issued admin = authority.client("CN=admin, O=system:masters", now, Duration.ofDays(1));
    server =
        EmbeddedApiServer.start(
            new ApiServerSettings(
                new InetSocketAddress("127.0.0.1", 0),
                serving.key(),
                serving.chain(),
                Pem.certificates(authority.certificatePem()),
                "test",
                "10.96.0.0/12",
                "v1.35.0",
                executor,
                Instant::now));
    String address = "https://127.0.0.1:" + server.address().getPort();
    controllers =
        ApiClient.to(
            new ApiAccess(
                URI.create(address), authority.certificatePem(), admin.chainPem(), admin.keyPem()),
            executor,
            "controllers");
    kube = new Fabric8KubeApi(folder.resolve("kubeconfig"), new SystemTimeSource(), fanout);
    kube.adopt(kubeconfig(address, authority.certificatePem(), admin));
  }

  public KubeApi kube() {
    return kube;
  }

  /**
   * Creates an object with the status it has.
   *
   * @param path of its collection
   */
  public void given(String path, String yaml) {
    ObjectNode object = JSON.valueToTree(object(yaml).fields());
    JsonNode status = object.remove("status");
    controllers.send("POST", path, "application/json", object);
    if (status != null) {
      status(path, object.path("metadata").path("name").asText(), status);
    }
  }

  /** Its controller says how it is. */
  public void says(String path, String name, String status) {
    status(path, name, JSON.valueToTree(object(status).fields()));
  }

  private void status(String path, String name, JsonNode status) {
    controllers.send(
        "PATCH",
        path + "/" + name + "/status",
        "application/merge-patch+json",
        JSON.createObjectNode().set("status", status));
  }

  /** A definition of a namespaced kind that takes anything, and waits until it is served. */
  public void definition(String group, String version, String kind, String plural) {
    given(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %2$s.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {plural: %2$s, singular: %3$s, kind: %4$s, listKind: %4$sList}
          versions:
            - name: %5$s
              served: true
              storage: true
              subresources: {status: {}}
              schema:
                openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """
            .formatted(group, plural, plural.replaceAll("s$", ""), kind, version));
    until(() -> kube.served(group, version, plural));
  }

  public static KubeObject object(String yaml) {
    return new KubeObject(Reading.KUBERNETES.readMap((MapNode) Yaml.document(yaml, "object.yaml")));
  }

  /** Watches lag a little behind what was written. */
  public static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not true after " + PATIENCE);
      }
      Thread.onSpinWait();
    }
  }

  private static Kubeconfig kubeconfig(String address, String authority, Issued admin) {
    return new Kubeconfig(
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: test
          cluster: {server: %s, certificate-authority-data: %s}
        users:
        - name: admin
          user: {client-certificate-data: %s, client-key-data: %s}
        contexts:
        - name: test
          context: {cluster: test, user: admin}
        current-context: test
        """
            .formatted(
                address, base64(authority), base64(admin.chainPem()), base64(admin.keyPem())));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    kube.close();
    controllers.close();
    server.close();
    fanout.close();
    executor.shutdownNow();
  }
}
