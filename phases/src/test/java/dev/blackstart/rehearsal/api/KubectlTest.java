package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** kubectl, unmodified, against the embedded server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlTest {
  private RunningServer server;
  private Programs programs;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    RealServer.programs("kubectl");
    server = RunningServer.embedded();
    programs = new Programs(server, folder, "kubectl");
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private String kubectl(String... arguments) throws IOException, InterruptedException {
    return programs.kubectl(arguments).succeeded().text();
  }

  private ApiClient api() {
    return new ApiClient(server.url(), server.certificates(), server.client());
  }

  @Test
  void getsTablesInEveryForm() throws IOException, InterruptedException {
    assertTrue(kubectl("get", "nodes,pods", "-A").contains("No resources found"));
    assertTrue(kubectl("get", "ns").contains("kube-system"));
    String wide = kubectl("get", "svc", "-A", "-o", "wide");
    assertTrue(wide.contains("SELECTOR") && wide.contains("10.96.0.1"), wide);
    assertTrue(
        kubectl("get", "ns", "default", "-o", "yaml")
            .contains("kubernetes.io/metadata.name: default"));
    assertEquals("Active", kubectl("get", "ns", "default", "-o", "jsonpath={.status.phase}"));
    assertTrue(kubectl("describe", "ns", "default").contains("Status:       Active"));
    assertTrue(kubectl("describe", "svc", "kubernetes").contains("10.96.0.1"));
    assertTrue(kubectl("get", "priorityclasses").contains("system-node-critical"));
    assertTrue(kubectl("version").contains("Server Version: v1.35.0"));
    assertTrue(kubectl("get", "--raw", "/readyz?verbose").contains("readyz check passed"));
  }

  @Test
  void aPodLooksLikeOneInLife() throws IOException, InterruptedException {
    kubectl("create", "ns", "pods");
    kubectl("run", "web", "--image=example.org/web:1", "-n", "pods");
    assertTrue(kubectl("get", "pods", "-n", "pods").contains("Pending"));
    String path = "/api/v1/namespaces/pods/pods/web";
    api()
        .post(
            path + "/binding",
            "{\"metadata\":{\"name\":\"web\"},\"target\":{\"kind\":\"Node\",\"name\":\"w1\"}}");
    api()
        .patch(
            path + "/status",
            "merge-patch+json",
            """
            {"status":{"phase":"Running","podIP":"10.244.0.5","conditions":[{"type":"Ready","status":"True"}],
             "containerStatuses":[{"name":"web","ready":true,"restartCount":1,"image":"example.org/web:1","imageID":"",
              "state":{"running":{}}}]}}\
            """);
    String pods = kubectl("get", "pods", "-n", "pods", "-o", "wide");
    assertTrue(
        pods.contains("1/1") && pods.contains("Running") && pods.contains("10.244.0.5"), pods);
    assertTrue(pods.contains("w1"), pods);
    kubectl("wait", "pod/web", "-n", "pods", "--for=condition=Ready", "--timeout=20s");
    assertTrue(
        kubectl("describe", "pod", "web", "-n", "pods")
            .lines()
            .anyMatch(line -> line.matches("Node: +w1/.*")));
    Programs.Output logs = programs.kubectl("logs", "web", "-n", "pods");
    assertNotEquals(0, logs.exit());
    assertTrue(logs.text().contains("no containers run"), logs.text());
    kubectl("delete", "pod", "web", "-n", "pods", "--grace-period=0", "--force");
  }

  @Test
  void appliesEditsAndDeletes() throws IOException, InterruptedException {
    kubectl("create", "ns", "apply");
    String deployment = ContractSubject.deployment("web");
    apply(deployment);
    assertTrue(apply(deployment).contains("unchanged"));
    assertTrue(apply(deployment.replace("web:1", "web:2")).contains("configured"));
    assertTrue(
        programs
            .kubectlWith(
                deployment.replace("web:1", "web:2"),
                "apply",
                "-n",
                "apply",
                "--server-side",
                "-f",
                "-")
            .succeeded()
            .text()
            .contains("serverside-applied"));
    kubectl("set", "image", "deploy/web", "main=example.org/web:3", "-n", "apply");
    Programs.Output conflict =
        programs.kubectlWith(deployment, "apply", "-n", "apply", "--server-side", "-f", "-");
    assertNotEquals(0, conflict.exit());
    assertTrue(conflict.text().contains("conflict"), conflict.text());
    kubectl("label", "deploy", "web", "tier=front", "-n", "apply");
    kubectl("annotate", "deploy", "web", "note=here", "-n", "apply");
    kubectl("patch", "deploy", "web", "-n", "apply", "-p", "{\"spec\":{\"paused\":true}}");
    kubectl("scale", "deploy", "web", "--replicas=3", "-n", "apply");
    assertEquals(
        "front here true 3",
        kubectl(
            "get",
            "deploy",
            "web",
            "-n",
            "apply",
            "-o",
            "jsonpath={.metadata.labels.tier} {.metadata.annotations.note} {.spec.paused}"
                + " {.spec.replicas}"));
    assertTrue(kubectl("delete", "deploy", "web", "-n", "apply").contains("deleted"));
    assertTrue(kubectl("get", "deploy", "-n", "apply").contains("No resources found"));
  }

  private String apply(String manifest) throws IOException, InterruptedException {
    return programs.kubectlWith(manifest, "apply", "-n", "apply", "-f", "-").succeeded().text();
  }

  @Test
  void waitsForARollout() throws IOException, InterruptedException {
    kubectl("create", "ns", "rollout");
    kubectl("create", "deploy", "web", "--image=example.org/web:1", "-n", "rollout");
    api()
        .patch(
            "/apis/apps/v1/namespaces/rollout/deployments/web/status",
            "merge-patch+json",
            """
            {"status":{"observedGeneration":1,"replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1,
             "conditions":[{"type":"Available","status":"True"}]}}\
            """);
    assertTrue(
        kubectl("rollout", "status", "deploy/web", "-n", "rollout", "--timeout=20s")
            .contains("successfully rolled out"));
    kubectl("wait", "deploy/web", "-n", "rollout", "--for=condition=Available", "--timeout=20s");
    String all = kubectl("get", "all", "-n", "rollout");
    assertTrue(all.contains("deployment.apps/web") && all.contains("1/1"), all);
  }

  @Test
  void explainsAndListsWhatThereIs() throws IOException, InterruptedException {
    String resources = kubectl("api-resources");
    assertTrue(
        resources.contains("deployments") && resources.contains("customresourcedefinitions"),
        resources);
    assertTrue(kubectl("api-versions").contains("storage.k8s.io/v1"));
    String explained = kubectl("explain", "deployment.spec.strategy");
    assertTrue(
        explained.contains("rollingUpdate") && explained.contains("DeploymentStrategy"), explained);
    assertEquals("yes", kubectl("auth", "can-i", "delete", "pods").trim());
    assertTrue(kubectl("auth", "whoami").contains("admin"));
  }

  @Test
  void eventsAreListedInBothWays() throws IOException, InterruptedException {
    kubectl("create", "ns", "events");
    api()
        .post(
            "/api/v1/namespaces/events/events",
            """
            {"metadata":{"name":"e1"},"involvedObject":{"kind":"Pod","name":"web","namespace":"events"},"reason":"Pulled",
             "message":"image is here","type":"Normal","firstTimestamp":"2026-01-01T00:00:00Z",
             "lastTimestamp":"2026-01-01T00:00:00Z","count":2}\
            """);
    String events = kubectl("get", "events", "-n", "events");
    assertTrue(events.contains("Pulled") && events.contains("pod/web"), events);
    assertTrue(kubectl("events", "-n", "events").contains("image is here"));
    assertTrue(
        kubectl("get", "events.events.k8s.io", "e1", "-n", "events", "-o", "jsonpath={.note}")
            .contains("image is here"));
  }

  @Test
  void definesAndUsesCustomResources() throws IOException, InterruptedException {
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gadgets.example.org}
        spec:
          group: example.org
          scope: Namespaced
          names: {plural: gadgets, kind: Gadget, shortNames: [gd]}
          versions:
          - name: v1
            served: true
            storage: true
            additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
            schema:
              openAPIV3Schema:
                type: object
                properties: {spec: {type: object, properties: {size: {type: integer, description: How large}}}}
        """;
    programs.kubectlWith(definition, "apply", "-f", "-").succeeded();
    kubectl("wait", "crd/gadgets.example.org", "--for=condition=Established", "--timeout=20s");
    String gadget =
        "apiVersion: example.org/v1\nkind: Gadget\nmetadata: {name: g}\nspec: {size: 7}\n";
    programs.kubectlWith(gadget, "apply", "-f", "-").succeeded();
    String table = kubectl("get", "gd");
    assertTrue(table.contains("SIZE") && table.contains("7"), table);
    assertTrue(kubectl("explain", "gadget.spec.size").contains("How large"));
    Programs.Output wrong =
        programs.kubectlWith(gadget.replace("size", "sise"), "apply", "-f", "-");
    assertNotEquals(0, wrong.exit());
    assertTrue(wrong.text().contains("unknown field \"spec.sise\""), wrong.text());
    Programs.Output unknown =
        programs.kubectlWith(gadget.replace("example.org", "nowhere.org"), "apply", "-f", "-");
    assertTrue(unknown.text().contains("ensure CRDs are installed first"), unknown.text());
    kubectl("delete", "crd", "gadgets.example.org");
    assertFalse(kubectl("api-resources").contains("gadgets"));
  }

  @Test
  void aNamespaceGoesWithItsContent() throws IOException, InterruptedException {
    kubectl("create", "ns", "doomed");
    kubectl("create", "cm", "c", "-n", "doomed", "--from-literal=a=b");
    kubectl("create", "secret", "generic", "s", "-n", "doomed", "--from-literal=a=b");
    kubectl("create", "sa", "robot", "-n", "doomed");
    assertTrue(kubectl("create", "token", "robot", "-n", "doomed").contains("."));
    kubectl("create", "deploy", "web", "--image=example.org/web:1", "-n", "doomed");
    kubectl("delete", "ns", "doomed", "--timeout=30s");
    assertNotEquals(0, programs.kubectl("get", "ns", "doomed").exit());
    assertTrue(kubectl("get", "cm", "-A").lines().noneMatch(line -> line.startsWith("doomed")));
  }
}
