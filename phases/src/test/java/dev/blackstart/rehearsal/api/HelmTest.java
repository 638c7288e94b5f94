package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helm, unmodified, against the embedded server. */
class HelmTest {
  @TempDir Path home;

  private RunningServer server;
  private Programs programs;

  @BeforeEach
  void start() throws IOException {
    RealServer.programs("helm", "kubectl");
    server = RunningServer.embedded();
    programs = new Programs(server, home, "helm", "kubectl");
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private String helm(String... arguments) throws IOException, InterruptedException {
    return programs.helm(arguments).succeeded().text();
  }

  private Path chart() throws IOException {
    Path chart = home.resolve("web");
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    Files.writeString(chart.resolve("values.yaml"), "image: one\nextra: true\n");
    Files.writeString(
        chart.resolve("templates/all.yaml"),
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: "{{ .Release.Name }}-settings"}
        data: {image: "{{ .Values.image }}"}
        ---
        {{- if .Values.extra }}
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: "{{ .Release.Name }}"}
        ---
        {{- end }}
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: "{{ .Release.Name }}"}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: main, image: "example.org/{{ .Values.image }}"}]}
        """);
    return chart;
  }

  @Test
  void aReleaseIsInstalledUpgradedListedAndUninstalled() throws IOException, InterruptedException {
    String chart = chart().toString();
    helm("install", "demo", chart, "-n", "demo", "--create-namespace");
    assertTrue(helm("ls", "-A").contains("demo"));
    assertTrue(helm("status", "demo", "-n", "demo").contains("STATUS: deployed"));
    helm("upgrade", "demo", chart, "-n", "demo", "--set", "image=two", "--set", "extra=false");
    assertEquals(
        "example.org/two",
        programs
            .kubectl(
                "get",
                "deploy",
                "demo",
                "-n",
                "demo",
                "-o",
                "jsonpath={.spec.template.spec.containers[0].image}")
            .succeeded()
            .text());
    assertTrue(programs.kubectl("get", "sa", "-n", "demo").text().contains("No resources found"));
    assertTrue(helm("history", "demo", "-n", "demo").contains("superseded"));
    helm("rollback", "demo", "1", "-n", "demo");
    assertTrue(helm("get", "manifest", "demo", "-n", "demo").contains("example.org/one"));
    helm("uninstall", "demo", "-n", "demo");
    assertFalse(helm("ls", "-A").contains("demo"));
    assertTrue(
        programs
            .kubectl("get", "secrets,cm,deploy", "-n", "demo")
            .text()
            .contains("No resources found"));
  }

  @Test
  void theChartsOfARealClusterInstall() throws IOException, InterruptedException {
    Map<String, String> charts =
        Map.of(
            "cert-manager-v1.19.2.tgz", "cert-manager",
            "coredns-1.45.0.tgz", "kube-system",
            "flux-operator-0.36.0.tgz", "flux-system",
            "spegel-0.7.4.tgz", "kube-system",
            "cilium-1.18.5.tgz", "kube-system");
    for (Map.Entry<String, String> chart : charts.entrySet()) {
      String file = Programs.chart(chart.getKey()).toString();
      String name = chart.getKey().replaceAll("-v?[0-9].*", "");
      helm(
          "install",
          name,
          file,
          "-n",
          chart.getValue(),
          "--create-namespace",
          "--no-hooks",
          "--set",
          "crds.enabled=true");
      // The same again is an upgrade that changes nothing.
      helm(
          "upgrade",
          name,
          file,
          "-n",
          chart.getValue(),
          "--no-hooks",
          "--set",
          "crds.enabled=true");
    }
    String releases = helm("ls", "-A");
    assertEquals(
        charts.size(),
        releases.lines().filter(line -> line.contains("deployed")).count(),
        releases);
    helm("uninstall", "cilium", "-n", "kube-system", "--no-hooks");
    assertFalse(helm("ls", "-A").contains("cilium"));
  }

  @Test
  void aHelmThatWaitsSeesReadinessCome() throws IOException, InterruptedException {
    ApiClient api = new ApiClient(server.url(), server.certificates(), server.client());
    programs.kubectl("create", "ns", "demo").succeeded();
    Thread controller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    rollOut(api);
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    helm("install", "demo", chart().toString(), "-n", "demo", "--wait", "--timeout", "30s");
    controller.join();
    assertTrue(helm("status", "demo", "-n", "demo").contains("STATUS: deployed"));
  }

  /** Does for the one deployment what controllers and kubelets do. */
  private static void rollOut(ApiClient api) throws IOException, InterruptedException {
    String path = "/apis/apps/v1/namespaces/demo/";
    JsonNode deployment;
    try (ApiClient.Watch watch = api.watch(path + "deployments?watch=1")) {
      deployment = watch.next().path("object");
    }
    ObjectNode replicaSet = ApiClient.JSON.createObjectNode();
    ObjectNode metadata = replicaSet.putObject("metadata").put("name", "demo-1");
    metadata.set(
        "labels", deployment.path("spec").path("template").path("metadata").path("labels"));
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", "Deployment")
        .put("name", "demo")
        .put("controller", true)
        .set("uid", deployment.path("metadata").path("uid"));
    ObjectNode spec = replicaSet.putObject("spec");
    spec.set("selector", deployment.path("spec").path("selector"));
    spec.set("template", deployment.path("spec").path("template"));
    api.post(path + "replicasets", replicaSet.toString());
    String ready =
        "{\"status\":{\"observedGeneration\":1,\"replicas\":1,\"readyReplicas\":1,\"updatedReplicas\":1}}";
    api.patch(path + "replicasets/demo-1/status", "merge-patch+json", ready);
    api.patch(path + "deployments/demo/status", "merge-patch+json", ready);
  }
}
