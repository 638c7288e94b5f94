package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every API server tells about itself and its objects. */
interface ReadsContract extends ContractSubject {
  String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

  @Test
  default void strangersSeeHealthAndVersionOnly() {
    ApiClient stranger = new ApiClient(server().url(), server().certificates(), null);
    assertEquals(
        "ok",
        new String(stranger.get("/readyz").raw().body(), java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(200, stranger.get("/healthz").code());
    assertEquals(200, stranger.get("/livez").code());
    assertEquals("v1.35.0", ok(stranger.get("/version")).path("gitVersion").asText());
    refused(403, "Forbidden", stranger.get("/api/v1/pods"));
    refused(401, "Unauthorized", stranger.get("/api/v1/pods", "Authorization", "Bearer wrong"));
  }

  @Test
  default void aCertificateOfAnotherAuthorityIsUnauthorized() {
    Certificates foreign = new Certificates();
    ApiClient impostor =
        new ApiClient(
            server().url(), server().certificates(), foreign.client("admin", "system:masters"));
    refused(401, "Unauthorized", impostor.get("/api/v1/pods"));
  }

  @Test
  default void discoveryNamesGroupsVersionsAndResources() {
    assertEquals("v1", ok(api().get("/api")).path("versions").path(0).asText());
    List<String> groups = new ArrayList<>();
    ok(api().get("/apis")).path("groups").forEach(group -> groups.add(group.path("name").asText()));
    assertTrue(
        groups.containsAll(List.of("apps", "batch", "apiextensions.k8s.io", "coordination.k8s.io")),
        groups::toString);
    JsonNode apps = ok(api().get("/apis/apps/v1"));
    assertEquals("apps/v1", apps.path("groupVersion").asText());
    assertTrue(apps.toString().contains("\"deployments/scale\""));
    assertEquals(404, api().get("/apis/nothing.example/v1").code());
    assertEquals(404, api().get("/api/v1/nothings").code());
  }

  @Test
  default void discoveryInOnePieceSaysTheSame() {
    String accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    ApiClient.Answer answer = api().get("/apis", "Accept", accept + ",application/json");
    assertEquals("APIGroupDiscoveryList", ok(answer).path("kind").asText());
    assertTrue(
        answer
            .raw()
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .contains("as=APIGroupDiscoveryList"));
    JsonNode deployments = null;
    for (JsonNode group : answer.body().path("items")) {
      for (JsonNode resource : group.path("versions").path(0).path("resources")) {
        if (resource.path("resource").asText().equals("deployments")) {
          deployments = resource;
        }
      }
    }
    assertEquals("deploy", deployments.path("shortNames").path(0).asText());
    assertEquals("Namespaced", deployments.path("scope").asText());
  }

  @Test
  default void openApiNamesKindsAndFieldValidationOfPatches() throws InterruptedException {
    String url = "";
    // A real server gathers its documents in the first seconds of its life.
    for (int i = 0; i < 300 && url.isEmpty(); i++) {
      url =
          ok(api().get("/openapi/v3"))
              .path("paths")
              .path("apis/apps/v1")
              .path("serverRelativeURL")
              .asText();
      Thread.sleep(url.isEmpty() ? 100 : 0);
    }
    assertTrue(url.contains("hash="), url);
    JsonNode patch =
        ok(api().get(url))
            .path("paths")
            .path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
            .path("patch");
    assertEquals("Deployment", patch.path("x-kubernetes-group-version-kind").path("kind").asText());
    assertTrue(patch.path("parameters").toString().contains("fieldValidation"));
  }

  @Test
  default void labelsAndFieldsSelect() {
    String home = "/api/v1/namespaces/" + namespace() + "/configmaps";
    for (String tier : List.of("front", "back")) {
      created(
          api()
              .post(
                  home,
                  "{\"metadata\":{\"name\":\""
                      + tier
                      + "\",\"labels\":{\"tier\":\""
                      + tier
                      + "\",\"app\":\"web\"}}}"));
    }
    assertEquals("[front]", names(home + "?labelSelector=tier%3Dfront"));
    assertEquals("[back]", names(home + "?labelSelector=app%3Dweb,tier%21%3Dfront"));
    assertEquals("[back, front]", names(home + "?labelSelector=tier%20in%20(front,back)"));
    assertEquals("[]", names(home + "?labelSelector=%21app"));
    assertEquals("[back, front]", names(home + "?labelSelector=app"));
    assertEquals("[front]", names(home + "?fieldSelector=metadata.name%3Dfront"));
    assertEquals("[back]", names(home + "?fieldSelector=metadata.name%21%3Dfront"));
    refused(400, "BadRequest", api().get(home + "?fieldSelector=data.x%3D1"));
  }

  private String names(String path) {
    TreeSet<String> names = new TreeSet<>();
    ok(api().get(path))
        .path("items")
        .forEach(item -> names.add(item.path("metadata").path("name").asText()));
    names.remove("kube-root-ca.crt");
    return names.toString();
  }

  @Test
  default void pagesAreTheStateOfOneMoment() {
    String home = "/api/v1/namespaces/" + namespace() + "/configmaps";
    for (int i = 0; i < 5; i++) {
      created(api().post(home, ContractSubject.configMap("c" + i, "")));
    }
    JsonNode first = ok(api().get(home + "?limit=2"));
    assertEquals(2, first.path("items").size());
    assertEquals(3, first.path("metadata").path("remainingItemCount").asInt());
    ok(api().delete(home + "/c3"));
    created(api().post(home, ContractSubject.configMap("c2a", "")));
    JsonNode second =
        ok(
            api()
                .get(
                    home
                        + "?limit=5&continue="
                        + first.path("metadata").path("continue").asText()));
    List<String> names = new ArrayList<>();
    second.path("items").forEach(item -> names.add(item.path("metadata").path("name").asText()));
    assertEquals(List.of("c2", "c3", "c4"), names);
    assertEquals(
        first.path("metadata").path("resourceVersion"),
        second.path("metadata").path("resourceVersion"));
  }

  @Test
  default void tablesHaveColumnsAndRows() {
    String namespace = namespace();
    created(
        api()
            .post(
                "/apis/apps/v1/namespaces/" + namespace + "/deployments",
                ContractSubject.deployment("web")));
    JsonNode table =
        ok(api().get("/apis/apps/v1/namespaces/" + namespace + "/deployments", "Accept", TABLE));
    assertEquals("Table", table.path("kind").asText());
    JsonNode row = table.path("rows").path(0);
    assertEquals("web", row.path("cells").path(0).asText());
    assertEquals("0/1", row.path("cells").path(1).asText());
    assertEquals("PartialObjectMetadata", row.path("object").path("kind").asText());
    JsonNode whole =
        ok(
            api()
                .get(
                    "/apis/apps/v1/namespaces/"
                        + namespace
                        + "/deployments/web?includeObject=Object",
                    "Accept",
                    TABLE));
    assertEquals("Deployment", whole.path("rows").path(0).path("object").path("kind").asText());
  }

  @Test
  default void metadataComesAlone() {
    String home = "/api/v1/namespaces/" + namespace() + "/configmaps";
    created(api().post(home, ContractSubject.configMap("c", "\"a\":\"b\"")));
    JsonNode one =
        ok(
            api()
                .get(
                    home + "/c",
                    "Accept",
                    "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"));
    assertEquals("PartialObjectMetadata", one.path("kind").asText());
    assertFalse(one.has("data"));
    JsonNode list =
        ok(
            api()
                .get(
                    home,
                    "Accept",
                    "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"));
    assertEquals("PartialObjectMetadataList", list.path("kind").asText());
    assertFalse(list.path("items").path(0).has("data"));
  }

  @Test
  default void missingThingsAreNamed() {
    ApiClient.Answer answer = api().get("/apis/apps/v1/namespaces/default/deployments/nothing");
    refused(404, "NotFound", answer);
    assertEquals("deployments.apps \"nothing\" not found", answer.message());
    assertEquals("deployments", answer.body().path("details").path("kind").asText());
    ApiClient.Answer homeless =
        api().post("/api/v1/namespaces/nowhere/configmaps", ContractSubject.configMap("c", ""));
    refused(404, "NotFound", homeless);
    assertEquals("namespaces \"nowhere\" not found", homeless.message());
    assertNotEquals(200, api().get("/api/v1/namespaces/default/nodes").code());
  }

  @Test
  default void anyoneKnownMayDoAnything() {
    JsonNode review =
        created(
            api()
                .post(
                    "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                    """
                    {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                     "spec":{"resourceAttributes":{"verb":"delete","resource":"nodes"}}}\
                    """));
    assertTrue(review.path("status").path("allowed").asBoolean());
    JsonNode who =
        created(
            api()
                .post(
                    "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                    "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}"));
    assertEquals("admin", who.path("status").path("userInfo").path("username").asText());
  }
}
