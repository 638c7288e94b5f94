package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Server-side apply: who owns what, and what happens when two want different things. */
interface ApplyContract extends ContractSubject {
  private String deployments() {
    return "/apis/apps/v1/namespaces/" + namespace() + "/deployments/web";
  }

  private static List<String> managers(JsonNode object) {
    List<String> managers = new ArrayList<>();
    object
        .path("metadata")
        .path("managedFields")
        .forEach(
            entry ->
                managers.add(
                    entry.path("manager").asText() + " " + entry.path("operation").asText()));
    return managers;
  }

  @Test
  default void anApplyCreatesAndOwns() {
    String path = deployments();
    JsonNode created = created(api().apply(path, "one", ContractSubject.deployment("web")));
    assertEquals(List.of("one Apply"), managers(created));
    String fields =
        created.path("metadata").path("managedFields").path(0).path("fieldsV1").toString();
    assertTrue(fields.contains("\"k:{\\\"name\\\":\\\"main\\\"}\""), fields);
    assertTrue(
        fields.contains("\"k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\""), fields);
    assertFalse(fields.contains("progressDeadlineSeconds"), fields);
    JsonNode again = ok(api().apply(path, "one", ContractSubject.deployment("web")));
    assertEquals(created, again);
  }

  @Test
  default void anApplyWithAFieldOfNobodysIsRefused() {
    String path = deployments();
    String wrong =
        ContractSubject.deployment("web").replace("\"image\"", "\"imag\":\"x\",\"image\"");
    ApiClient.Answer refused = api().apply(path + "?fieldValidation=Ignore", "one", wrong);
    assertEquals(500, refused.code(), refused::message);
    assertEquals(
        "failed to create typed patch object (/web; apps/v1, Kind=Deployment):"
            + " .spec.template.spec.containers[name=\"main\"].imag: field not declared in schema",
        refused.message());
    refused(404, "NotFound", api().get(path));
  }

  @Test
  default void aConflictNamesTheOtherManager() {
    String path = deployments();
    created(api().apply(path, "one", ContractSubject.deployment("web")));
    String other = ContractSubject.deployment("web").replace("web:1", "web:2");
    ApiClient.Answer conflict = api().apply(path, "two", other);
    refused(409, "Conflict", conflict);
    assertEquals(
        "Apply failed with 1 conflict: conflict with \"one\":"
            + " .spec.template.spec.containers[name=\"main\"].image",
        conflict.message());
    JsonNode cause = conflict.body().path("details").path("causes").path(0);
    assertEquals("FieldManagerConflict", cause.path("reason").asText());
    assertEquals(
        ".spec.template.spec.containers[name=\"main\"].image", cause.path("field").asText());
    JsonNode forced = ok(api().apply(path + "?force=true", "two", other));
    assertEquals(
        "example.org/web:2",
        forced
            .path("spec")
            .path("template")
            .path("spec")
            .path("containers")
            .path(0)
            .path("image")
            .asText());
    // The first manager lost the image but still owns the rest with the second.
    assertEquals(2, managers(forced).size());
    refused(409, "Conflict", api().apply(path, "one", ContractSubject.deployment("web")));
  }

  @Test
  default void whatAManagerNoLongerAppliesGoes() {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps/c";
    created(
        api()
            .apply(
                path,
                "one",
                ContractSubject.configMap("c", "\"a\":\"1\",\"b\":\"2\",\"shared\":\"x\"")));
    ok(api().apply(path, "two", ContractSubject.configMap("c", "\"shared\":\"x\",\"own\":\"y\"")));
    JsonNode after = ok(api().apply(path, "one", ContractSubject.configMap("c", "\"a\":\"1\"")));
    assertEquals("{\"a\":\"1\",\"own\":\"y\",\"shared\":\"x\"}", sorted(after.path("data")));
    JsonNode last = ok(api().apply(path, "two", ContractSubject.configMap("c", "\"own\":\"y\"")));
    assertEquals("{\"a\":\"1\",\"own\":\"y\"}", sorted(last.path("data")));
  }

  private static String sorted(JsonNode map) {
    java.util.TreeMap<String, String> sorted = new java.util.TreeMap<>();
    map.properties().forEach(e -> sorted.put(e.getKey(), e.getValue().asText()));
    return ApiClient.JSON.valueToTree(sorted).toString();
  }

  @Test
  default void listsAreMergedByTheirKeys() {
    String path = deployments();
    created(api().apply(path, "one", ContractSubject.deployment("web")));
    String side =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"template":{"spec":{
         "containers":[{"name":"side","image":"example.org/side:1","env":[{"name":"A","value":"1"}]}]}}}}\
        """;
    JsonNode both = ok(api().apply(path, "injector", side));
    assertEquals(2, both.path("spec").path("template").path("spec").path("containers").size());
    JsonNode kept =
        ok(api().apply(path, "one", ContractSubject.deployment("web").replace("web:1", "web:3")));
    assertEquals(2, kept.path("spec").path("template").path("spec").path("containers").size());
    JsonNode without =
        ok(
            api()
                .apply(
                    path,
                    "injector",
                    "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"web\",\"labels\":{\"x\":\"y\"}}}"));
    JsonNode containers = without.path("spec").path("template").path("spec").path("containers");
    assertEquals(1, containers.size());
    assertEquals("main", containers.path(0).path("name").asText());
    assertEquals("y", without.path("metadata").path("labels").path("x").asText());
  }

  @Test
  default void aPlainUpdateTakesOwnershipOfWhatItChanges() {
    String path = deployments();
    created(
        api()
            .apply(
                path,
                "one",
                ContractSubject.deployment("web")
                    .replace("\"selector\"", "\"replicas\":2,\"selector\"")));
    ok(
        api()
            .patch(
                path + "?fieldManager=scaler", "merge-patch+json", "{\"spec\":{\"replicas\":5}}"));
    ApiClient.Answer conflict =
        api()
            .apply(
                path,
                "one",
                ContractSubject.deployment("web")
                    .replace("\"selector\"", "\"replicas\":2,\"selector\""));
    refused(409, "Conflict", conflict);
    assertEquals(
        "Apply failed with 1 conflict: conflict with \"scaler\" using apps/v1: .spec.replicas",
        conflict.message());
    JsonNode silent = ok(api().apply(path, "one", ContractSubject.deployment("web")));
    assertEquals(5, silent.path("spec").path("replicas").asInt());
  }

  @Test
  default void theStatusIsAppliedThroughItsOwnPath() {
    String path = deployments();
    created(api().apply(path, "one", ContractSubject.deployment("web")));
    String status =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},
         "status":{"replicas":2,"conditions":[{"type":"Available","status":"True"}]}}\
        """;
    JsonNode applied = ok(api().apply(path + "/status", "controller", status));
    assertEquals(2, applied.path("status").path("replicas").asInt());
    assertTrue(managers(applied).contains("controller Apply"));
    String fields = applied.path("metadata").path("managedFields").toString();
    assertTrue(fields.contains("\"subresource\":\"status\""), fields);
    assertTrue(fields.contains("k:{\\\"type\\\":\\\"Available\\\"}"), fields);
    JsonNode spec =
        ok(api().apply(path, "one", ContractSubject.deployment("web").replace("web:1", "web:2")));
    assertEquals(2, spec.path("status").path("replicas").asInt());
  }

  @Test
  default void anApplyNeedsAManagerAndMayBeYaml() {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps/c";
    ApiClient.Answer nameless =
        api().patch(path, "apply-patch+yaml", ContractSubject.configMap("c", ""));
    assertTrue(nameless.code() == 400 || nameless.code() == 422, nameless::message);
    JsonNode yaml =
        created(
            api()
                .apply(
                    path,
                    "one",
                    "apiVersion: v1\n"
                        + "kind: ConfigMap\n"
                        + "metadata:\n"
                        + "  name: c\n"
                        + "data:\n"
                        + "  on: \"yes\"\n"));
    assertEquals(
        "yes", yaml.path("data").path("true").asText(yaml.path("data").path("on").asText()));
  }
}
