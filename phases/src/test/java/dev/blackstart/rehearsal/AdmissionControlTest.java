package dev.blackstart.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.api.ApiServer;
import dev.blackstart.rehearsal.api.ApiServerSettings;
import dev.blackstart.rehearsal.api.EmbeddedApiServer;
import dev.blackstart.rehearsal.api.rules.PodSecurityDefaults;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.real.ApiServerFiles;
import dev.blackstart.rehearsal.real.RealApiServer;
import dev.blackstart.rehearsal.real.RealPrograms;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionControlTest {
  /** As Talos's own generator writes it. */
  private static final NodeConfig CONFIG =
      NodeConfig.read(
          """
          machine: {type: controlplane}
          cluster:
            apiServer:
              admissionControl:
                - name: PodSecurity
                  configuration:
                    apiVersion: pod-security.admission.config.k8s.io/v1alpha1
                    kind: PodSecurityConfiguration
                    defaults:
                      enforce: baseline
                      enforce-version: latest
                      audit: restricted
                      audit-version: latest
                      warn: restricted
                      warn-version: latest
                    exemptions:
                      namespaces: [kube-system]
                      runtimeClasses: []
                      usernames: []
          """);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir Path folder;

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void aConfigWithoutPluginsLeavesItToTheLabelsOfNamespaces() {
    AdmissionControl none = AdmissionControl.of(NodeConfig.read("machine: {type: controlplane}"));

    assertEquals(Optional.empty(), none.document());
    assertEquals(PodSecurityDefaults.NONE, none.podSecurity());
    assertEquals(
        new PodSecurityDefaults("baseline", "latest", List.of("kube-system")),
        AdmissionControl.of(CONFIG).podSecurity());
  }

  @Test
  void theEmbeddedServerKeepsOutWhatTheConfigKeepsOut() throws Exception {
    Issued serving =
        RealPrograms.AUTHORITY.server(
            List.of("localhost"), List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
    try (ApiServer server =
        EmbeddedApiServer.start(
            new ApiServerSettings(
                new InetSocketAddress("127.0.0.1", 0),
                serving.key(),
                serving.chain(),
                List.of(RealPrograms.AUTHORITY.certificate()),
                "infra",
                "10.96.0.0/12",
                "v1.35.0",
                executor,
                Instant::now,
                AdmissionControl.of(CONFIG).podSecurity(),
                target -> Optional.empty()))) {
      keepsOutWhatTheConfigKeepsOut(server);
    }
  }

  @Test
  void theRealServerKeepsOutWhatTheConfigKeepsOut() throws Exception {
    Path programs = RealPrograms.assume();
    ApiServerFiles plain = RealPrograms.files();
    ApiServerFiles files =
        new ApiServerFiles(
            plain.authority(),
            plain.serving(),
            plain.servingKey(),
            plain.serviceAccountKey(),
            plain.aggregatorAuthority(),
            plain.serviceRange(),
            plain.serviceAccountIssuer(),
            plain.advertised(),
            AdmissionControl.of(CONFIG).document());
    try (RealApiServer server =
        RealApiServer.start(
            programs,
            folder,
            files,
            target -> Optional.empty(),
            executor,
            InstantSource.system())) {
      keepsOutWhatTheConfigKeepsOut(server);
    }
  }

  private void keepsOutWhatTheConfigKeepsOut(ApiServer server) {
    Issued admin = RealPrograms.admin();
    ApiAccess access =
        new ApiAccess(
            URI.create("https://127.0.0.1:" + server.address().getPort()),
            RealPrograms.AUTHORITY.certificatePem(),
            admin.chainPem(),
            admin.keyPem());
    try (ApiClient client = ApiClient.to(access, executor, "test")) {
      ApiFailure refused = assertThrows(ApiFailure.class, () -> pod(client, "default"));
      assertEquals(403, refused.status());
      assertTrue(
          refused
              .getMessage()
              .endsWith(
                  "pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": host"
                      + " namespaces (hostNetwork=true)"),
          refused.getMessage());
      assertEquals("p", pod(client, "kube-system").name());
    }
  }

  private static Resource pod(ApiClient client, String namespace) {
    client.createIfAbsent(
        ResourceType.NAMESPACES, Json.object("metadata", Json.object("name", namespace)));
    client.createIfAbsent(
        ResourceType.SERVICE_ACCOUNTS,
        Json.object("metadata", Json.object("name", "default", "namespace", namespace)));
    return client.create(
        ResourceType.PODS,
        Json.object(
            "metadata",
            Json.object("name", "p", "namespace", namespace),
            "spec",
            Json.object(
                "hostNetwork",
                true,
                "automountServiceAccountToken",
                false,
                "containers",
                Json.array(Json.object("name", "a", "image", "a")))));
  }
}
