package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Creating, changing and deleting. */
interface WritesContract extends ContractSubject {
  private static ObjectNode metadata(JsonNode object) {
    return (ObjectNode) object.path("metadata");
  }

  @Test
  default void aNewObjectGetsItsIdentity() {
    String home = "/apis/apps/v1/namespaces/" + namespace() + "/deployments";
    JsonNode created = created(api().post(home, ContractSubject.deployment("web")));
    assertEquals(36, metadata(created).path("uid").asText().length());
    assertTrue(metadata(created).path("creationTimestamp").asText().endsWith("Z"));
    assertEquals(1, metadata(created).path("generation").asInt());
    assertEquals(created, ok(api().get(home + "/web")));
    refused(409, "AlreadyExists", api().post(home, ContractSubject.deployment("web")));
  }

  @Test
  default void namesAreGeneratedAndChecked() {
    String home = "/api/v1/namespaces/" + namespace() + "/configmaps";
    String name =
        metadata(created(api().post(home, "{\"metadata\":{\"generateName\":\"run-\"}}")))
            .path("name")
            .asText();
    assertTrue(name.matches("run-[a-z0-9]{5}"), name);
    refused(422, "Invalid", api().post(home, ContractSubject.configMap("Not_A_Name", "")));
    refused(422, "Invalid", api().post(home, "{\"metadata\":{}}"));
  }

  @Test
  default void aStaleVersionIsAConflict() {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
    JsonNode first = created(api().post(path, ContractSubject.configMap("c", "\"a\":\"1\"")));
    ok(api().patch(path + "/c", "merge-patch+json", "{\"data\":{\"a\":\"2\"}}"));
    ApiClient.Answer stale = api().put(path + "/c", first);
    refused(409, "Conflict", stale);
    assertTrue(stale.message().contains("the object has been modified"), stale::message);
    ObjectNode careless = first.deepCopy();
    metadata(careless).remove("resourceVersion");
    assertEquals("1", ok(api().put(path + "/c", careless)).path("data").path("a").asText());
  }

  @Test
  default void whatChangesNothingLeavesTheVersion() {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
    JsonNode first = created(api().post(path, ContractSubject.configMap("c", "\"a\":\"1\"")));
    JsonNode again = ok(api().patch(path + "/c", "merge-patch+json", "{\"data\":{\"a\":\"1\"}}"));
    assertEquals(metadata(first).path("resourceVersion"), metadata(again).path("resourceVersion"));
  }

  @Test
  default void theGenerationCountsChangesOfTheSpecOnly() {
    String home = "/apis/apps/v1/namespaces/" + namespace() + "/deployments";
    created(api().post(home, ContractSubject.deployment("web")));
    JsonNode labelled =
        ok(
            api()
                .patch(
                    home + "/web",
                    "merge-patch+json",
                    "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}"));
    assertEquals(1, metadata(labelled).path("generation").asInt());
    JsonNode scaled =
        ok(api().patch(home + "/web", "merge-patch+json", "{\"spec\":{\"replicas\":3}}"));
    assertEquals(2, metadata(scaled).path("generation").asInt());
    JsonNode status =
        ok(
            api()
                .patch(
                    home + "/web/status",
                    "merge-patch+json",
                    "{\"status\":{\"replicas\":3},\"spec\":{\"replicas\":9}}"));
    assertEquals(2, metadata(status).path("generation").asInt());
    assertEquals(3, status.path("spec").path("replicas").asInt());
    assertEquals(3, status.path("status").path("replicas").asInt());
    JsonNode spec =
        ok(api().patch(home + "/web", "merge-patch+json", "{\"status\":{\"replicas\":7}}"));
    assertEquals(3, spec.path("status").path("replicas").asInt());
  }

  @Test
  default void aJsonPatchDoesAllOrNothing() {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
    created(api().post(path, ContractSubject.configMap("c", "\"a\":\"1\",\"b\":\"2\"")));
    JsonNode patched =
        ok(
            api()
                .patch(
                    path + "/c",
                    "json-patch+json",
                    """
                    [{"op":"test","path":"/data/a","value":"1"},{"op":"replace","path":"/data/a","value":"x"},
                     {"op":"remove","path":"/data/b"},{"op":"add","path":"/metadata/annotations","value":{"c/d":"old"}},{"op":"replace","path":"/metadata/annotations/c~1d","value":"new"}]\
                    """));
    assertEquals("{\"a\":\"x\"}", patched.path("data").toString());
    assertEquals("new", metadata(patched).path("annotations").path("c/d").asText());
    refused(
        422, "Invalid", api().patch(path + "/c", "merge-patch+json", "{\"data\":{\"c/d\":\"x\"}}"));
    ApiClient.Answer failed =
        api()
            .patch(
                path + "/c",
                "json-patch+json",
                "[{\"op\":\"remove\",\"path\":\"/data/a\"},{\"op\":\"test\",\"path\":\"/metadata/annotations/c~1d\",\"value\":\"old\"}]");
    refused(422, "Invalid", failed);
    assertEquals("x", ok(api().get(path + "/c")).path("data").path("a").asText());
  }

  @Test
  default void aStrategicPatchMergesContainersByTheirName() {
    String home = "/apis/apps/v1/namespaces/" + namespace() + "/deployments";
    created(api().post(home, ContractSubject.deployment("web")));
    JsonNode patched =
        ok(
            api()
                .patch(
                    home + "/web",
                    "strategic-merge-patch+json",
                    """
                    {"spec":{"template":{"spec":{"containers":[{"name":"side","image":"example.org/side:1"},
                     {"name":"main","image":"example.org/web:2"}]}}}}\
                    """));
    JsonNode containers = patched.path("spec").path("template").path("spec").path("containers");
    assertEquals(2, containers.size());
    assertTrue(containers.toString().contains("example.org/web:2"));
    JsonNode without =
        ok(
            api()
                .patch(
                    home + "/web",
                    "strategic-merge-patch+json",
                    "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"$patch\":\"delete\"}]}}}}"));
    containers = without.path("spec").path("template").path("spec").path("containers");
    assertEquals(1, containers.size());
    assertEquals("main", containers.path(0).path("name").asText());
  }

  @Test
  default void theScaleOfAWorkloadIsItsOwnObject() {
    String home = "/apis/apps/v1/namespaces/" + namespace() + "/deployments";
    created(api().post(home, ContractSubject.deployment("web")));
    JsonNode scale = ok(api().get(home + "/web/scale"));
    assertEquals("Scale", scale.path("kind").asText());
    assertEquals("app=web", scale.path("status").path("selector").asText());
    ok(api().patch(home + "/web/scale", "merge-patch+json", "{\"spec\":{\"replicas\":4}}"));
    assertEquals(4, ok(api().get(home + "/web")).path("spec").path("replicas").asInt());
    ((ObjectNode) scale.path("spec")).put("replicas", 5);
    metadata(scale).remove("resourceVersion");
    assertEquals(
        5, ok(api().put(home + "/web/scale", scale)).path("spec").path("replicas").asInt());
  }

  @Test
  default void finalizersHoldWhatIsDeleted() {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
    created(
        api().post(path, "{\"metadata\":{\"name\":\"c\",\"finalizers\":[\"example.org/hold\"]}}"));
    JsonNode held = ok(api().delete(path + "/c"));
    assertTrue(metadata(held).has("deletionTimestamp"));
    assertEquals(200, api().get(path + "/c").code());
    ok(api().patch(path + "/c", "merge-patch+json", "{\"metadata\":{\"finalizers\":null}}"));
    refused(404, "NotFound", api().get(path + "/c"));
  }

  @Test
  default void aDryRunChangesNothing() {
    String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
    created(api().post(path + "?dryRun=All", ContractSubject.configMap("c", "")));
    refused(404, "NotFound", api().get(path + "/c"));
    created(api().post(path, ContractSubject.configMap("c", "\"a\":\"1\"")));
    JsonNode tried =
        ok(api().patch(path + "/c?dryRun=All", "merge-patch+json", "{\"data\":{\"a\":\"2\"}}"));
    assertEquals("2", tried.path("data").path("a").asText());
    assertEquals("1", ok(api().get(path + "/c")).path("data").path("a").asText());
    ok(api().delete(path + "/c?dryRun=All"));
    assertEquals(200, api().get(path + "/c").code());
  }

  @Test
  default void unknownFieldsAreRefusedOrReported() {
    String path = "/apis/apps/v1/namespaces/" + namespace() + "/deployments";
    String wrong =
        ContractSubject.deployment("web").replace("\"image\"", "\"imag\":\"x\",\"image\"");
    ApiClient.Answer strict = api().post(path + "?fieldValidation=Strict", wrong);
    refused(400, "BadRequest", strict);
    assertTrue(
        strict.message().contains("unknown field \"spec.template.spec.containers[0].imag\""),
        strict::message);
    ApiClient.Answer warned = api().post(path, wrong);
    created(warned);
    assertTrue(
        warned.raw().headers().firstValue("Warning").orElse("").contains("containers[0].imag"));
    assertFalse(warned.body().toString().contains("\"imag\""));
    ApiClient.Answer mistyped =
        api()
            .post(
                path,
                ContractSubject.deployment("other")
                    .replace("\"selector\"", "\"replicas\":\"two\",\"selector\""));
    refused(400, "BadRequest", mistyped);
  }

  @Test
  default void podsOnNodesEndGracefully() {
    String path = "/api/v1/namespaces/" + namespace() + "/pods";
    String pod =
        "{\"metadata\":{\"name\":\"NAME\"},\"spec\":{NODE\"containers\":[{\"name\":\"a\",\"image\":\"b\"}]}}";
    created(api().post(path, pod.replace("NAME", "waiting").replace("NODE", "")));
    ok(api().delete(path + "/waiting"));
    refused(404, "NotFound", api().get(path + "/waiting"));
    created(
        api().post(path, pod.replace("NAME", "placed").replace("NODE", "\"nodeName\":\"n1\",")));
    JsonNode ending = ok(api().delete(path + "/placed"));
    assertEquals(30, metadata(ending).path("deletionGracePeriodSeconds").asInt());
    assertEquals(200, api().get(path + "/placed").code());
    ok(api().delete(path + "/placed?gracePeriodSeconds=0"));
    refused(404, "NotFound", api().get(path + "/placed"));
  }

  @Test
  default void whatMayNotChangeDoesNot() {
    String namespace = namespace();
    String home = "/apis/apps/v1/namespaces/" + namespace + "/deployments";
    created(api().post(home, ContractSubject.deployment("web")));
    refused(
        422,
        "Invalid",
        api()
            .patch(
                home + "/web",
                "merge-patch+json",
                "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"other\"}}}}"));
    String secrets = "/api/v1/namespaces/" + namespace + "/secrets";
    JsonNode secret =
        created(
            api()
                .post(secrets, "{\"metadata\":{\"name\":\"s\"},\"stringData\":{\"a\":\"plain\"}}"));
    assertEquals("Opaque", secret.path("type").asText());
    assertEquals("cGxhaW4=", secret.path("data").path("a").asText());
    assertFalse(secret.has("stringData"));
    refused(
        422,
        "Invalid",
        api().patch(secrets + "/s", "merge-patch+json", "{\"type\":\"example.org/x\"}"));
    assertNotEquals(
        200,
        api().patch(secrets + "/s", "merge-patch+json", "{\"metadata\":{\"name\":\"t\"}}").code());
  }

  @Test
  default void servicesGetAddressesOfTheRange() {
    String path = "/api/v1/namespaces/" + namespace() + "/services";
    String service = "{\"metadata\":{\"name\":\"NAME\"},\"spec\":{EXTRA\"ports\":[{\"port\":80}]}}";
    JsonNode plain = created(api().post(path, service.replace("NAME", "a").replace("EXTRA", "")));
    assertTrue(plain.path("spec").path("clusterIP").asText().startsWith("10.96."), plain::toString);
    assertEquals("TCP", plain.path("spec").path("ports").path(0).path("protocol").asText());
    assertEquals(80, plain.path("spec").path("ports").path(0).path("targetPort").asInt());
    JsonNode headless =
        created(
            api()
                .post(
                    path,
                    service.replace("NAME", "b").replace("EXTRA", "\"clusterIP\":\"None\",")));
    assertEquals("None", headless.path("spec").path("clusterIPs").path(0).asText());
    JsonNode outward =
        created(
            api()
                .post(
                    path, service.replace("NAME", "c").replace("EXTRA", "\"type\":\"NodePort\",")));
    assertTrue(outward.path("spec").path("ports").path(0).path("nodePort").asInt() >= 30_000);
    refused(
        422,
        "Invalid",
        api()
            .post(
                path,
                service.replace("NAME", "d").replace("EXTRA", "\"clusterIP\":\"192.0.2.1\",")));
    ObjectNode bare = plain.deepCopy();
    ((ObjectNode) bare.path("spec")).remove("clusterIP");
    ((ObjectNode) bare.path("spec")).remove("clusterIPs");
    assertEquals(
        plain.path("spec").path("clusterIP"),
        ok(api().put(path + "/a", bare)).path("spec").path("clusterIP"));
  }
}
