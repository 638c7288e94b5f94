package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a real cluster's controller manager does, and the embedded server does itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpkeepTest implements ContractSubject {
  private RunningServer server;
  private ApiClient api;

  @BeforeAll
  void start() throws IOException {
    server = RunningServer.embedded();
    api = new ApiClient(server.url(), server.certificates(), server.client());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @Override
  public ApiClient api() {
    return api;
  }

  @Override
  public RunningServer server() {
    return server;
  }

  private static void eventually(String what, BooleanSupplier condition)
      throws InterruptedException {
    for (int i = 0; !condition.getAsBoolean(); i++) {
      assertTrue(i < 200, what);
      Thread.sleep(50);
    }
  }

  private boolean gone(String path) {
    return api.get(path).code() == 404;
  }

  private String owned(String name, JsonNode owner, boolean blocks) {
    return "{\"metadata\":{\"name\":\""
        + name
        + "\",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\""
        + owner.path("metadata").path("name").asText()
        + "\",\"uid\":\""
        + owner.path("metadata").path("uid").asText()
        + "\",\"blockOwnerDeletion\":"
        + blocks
        + "}]}}";
  }

  @Test
  void dependentsGoAfterTheirOwner() throws InterruptedException {
    String home = "/api/v1/namespaces/" + namespace() + "/configmaps";
    JsonNode owner = created(api.post(home, ContractSubject.configMap("owner", "")));
    JsonNode child = created(api.post(home, owned("child", owner, false)));
    created(api.post(home, owned("grandchild", child, false)));
    ok(api.delete(home + "/owner"));
    assertTrue(gone(home + "/owner"));
    eventually("grandchild stays", () -> gone(home + "/grandchild"));
    assertTrue(gone(home + "/child"));
  }

  @Test
  void aForegroundDeletionWaitsForDependents() throws InterruptedException {
    String home = "/api/v1/namespaces/" + namespace() + "/configmaps";
    JsonNode owner = created(api.post(home, ContractSubject.configMap("owner", "")));
    created(
        api.post(
            home,
            owned("child", owner, true)
                .replace(
                    "\"name\":\"child\"",
                    "\"name\":\"child\",\"finalizers\":[\"example.org/hold\"]")));
    ok(api.delete(home + "/owner?propagationPolicy=Foreground"));
    eventually(
        "child is not asked to go",
        () -> api.get(home + "/child").body().path("metadata").has("deletionTimestamp"));
    assertFalse(gone(home + "/owner"));
    ok(api.patch(home + "/child", "merge-patch+json", "{\"metadata\":{\"finalizers\":null}}"));
    eventually("owner stays", () -> gone(home + "/owner"));
  }

  @Test
  void orphansStay() throws InterruptedException {
    String home = "/api/v1/namespaces/" + namespace() + "/configmaps";
    JsonNode owner = created(api.post(home, ContractSubject.configMap("owner", "")));
    created(api.post(home, owned("child", owner, false)));
    ok(api.delete(home + "/owner?propagationPolicy=Orphan"));
    eventually("owner stays", () -> gone(home + "/owner"));
    assertFalse(api.get(home + "/child").body().path("metadata").has("ownerReferences"));
    assertFalse(gone(home + "/child"));
  }

  @Test
  void whoComesAfterTheOwnerHasGoneGoesToo() throws InterruptedException {
    String home = "/api/v1/namespaces/" + namespace() + "/configmaps";
    JsonNode owner = created(api.post(home, ContractSubject.configMap("owner", "")));
    ok(api.delete(home + "/owner"));
    created(api.post(home, owned("late", owner, false)));
    eventually("late stays", () -> gone(home + "/late"));
  }

  @Test
  void aNamespaceTakesNothingNewWhileItEnds() throws InterruptedException {
    String namespace = namespace();
    String home = "/api/v1/namespaces/" + namespace + "/configmaps";
    created(
        api.post(home, "{\"metadata\":{\"name\":\"held\",\"finalizers\":[\"example.org/hold\"]}}"));
    created(api.post(home, ContractSubject.configMap("free", "")));
    JsonNode ending = ok(api.delete("/api/v1/namespaces/" + namespace));
    assertEquals("Terminating", ending.path("status").path("phase").asText());
    eventually("content stays", () -> gone(home + "/free"));
    ApiClient.Answer late = api.post(home, ContractSubject.configMap("late", ""));
    refused(403, "Forbidden", late);
    assertTrue(late.message().contains("is being terminated"), late::message);
    ok(api.patch(home + "/held", "merge-patch+json", "{\"metadata\":{\"finalizers\":null}}"));
    eventually("namespace stays", () -> gone("/api/v1/namespaces/" + namespace));
  }

  @Test
  void aDefinitionsSchemaIsDescribedAtOnce() throws InterruptedException {
    created(
        api.post(
            CustomResourcesContract.DEFINITIONS,
            """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"jobs.described.example.org"},
             "spec":{"group":"described.example.org","scope":"Cluster","names":{"plural":"jobs","kind":"Job"},
              "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object",
               "properties":{"spec":{"type":"object","properties":{"size":{"type":"integer"}}}}}}}]}}\
            """));
    eventually(
        "not described", () -> api.get("/openapi/v3/apis/described.example.org/v1").code() == 200);
    JsonNode document = ok(api.get("/openapi/v3/apis/described.example.org/v1"));
    JsonNode schema =
        document.path("components").path("schemas").path("org.example.described.v1.Job");
    assertEquals(
        "integer",
        schema
            .path("properties")
            .path("spec")
            .path("properties")
            .path("size")
            .path("type")
            .asText());
    JsonNode patch =
        document.path("paths").path("/apis/described.example.org/v1/jobs/{name}").path("patch");
    assertTrue(patch.path("parameters").toString().contains("fieldValidation"));
  }

  @Test
  void aBudgetWithoutRoomRefusesEvictions() {
    String namespace = namespace();
    String home = "/api/v1/namespaces/" + namespace + "/pods";
    created(
        api.post(
            home,
            "{\"metadata\":{\"name\":\"p\",\"labels\":{\"app\":\"web\"}},\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"b\"}]}}"));
    String budgets = "/apis/policy/v1/namespaces/" + namespace + "/poddisruptionbudgets";
    created(
        api.post(
            budgets,
            "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"minAvailable\":1,\"selector\":{\"matchLabels\":{\"app\":\"web\"}}}}"));
    String eviction =
        "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"p\"}}";
    refused(429, "TooManyRequests", api.post(home + "/p/eviction", eviction));
    ok(
        api.patch(
            budgets + "/b/status", "merge-patch+json", "{\"status\":{\"disruptionsAllowed\":1}}"));
    created(api.post(home + "/p/eviction", eviction));
    assertTrue(gone(home + "/p"));
  }
}
