package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Custom resources, from their definition to their end. */
interface CustomResourcesContract extends ContractSubject {
  String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  /** Defines widgets in a group of their own and waits until they are served. */
  private String widgets() throws IOException, InterruptedException {
    String group = "g" + UUID.randomUUID().toString().substring(0, 8) + ".example.org";
    String definition =
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.GROUP"},
         "spec":{"group":"GROUP","scope":"Namespaced",
          "names":{"plural":"widgets","kind":"Widget","shortNames":["wd"],"categories":["all"]},
          "versions":[
           {"name":"v1","served":true,"storage":true,
            "subresources":{"status":{},"scale":{"specReplicasPath":".spec.replicas","statusReplicasPath":".status.replicas"}},
            "additionalPrinterColumns":[
             {"name":"Size","type":"integer","jsonPath":".spec.size"},
             {"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\\"Ready\\")].status"},
             {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}],
            "schema":{"openAPIV3Schema":{"type":"object","required":["spec"],"properties":{
             "spec":{"type":"object","required":["size"],"properties":{
              "size":{"type":"integer","minimum":1},
              "colour":{"type":"string","enum":["red","blue"],"default":"red"},
              "name":{"type":"string","pattern":"^[a-z]+$"},
              "replicas":{"type":"integer"},
              "port":{"x-kubernetes-int-or-string":true},
              "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
              "parts":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["id"],
               "items":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"note":{"type":"string"}}}}}},
             "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}},
           {"name":"v2","served":true,"storage":false,
            "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}\
        """
            .replace("GROUP", group);
    created(api().post(DEFINITIONS, definition));
    try (ApiClient.Watch watch =
        api().watch(DEFINITIONS + "?watch=1&fieldSelector=metadata.name%3Dwidgets." + group)) {
      JsonNode established =
          watch.next(event -> condition(event.path("object"), "Established").equals("True"));
      assertEquals("True", condition(established.path("object"), "NamesAccepted"));
    }
    // Established is said a moment before the paths answer.
    for (int i = 0; api().get("/apis/" + group + "/v1/widgets").code() != 200; i++) {
      assertTrue(i < 100, "not served");
      Thread.sleep(100);
    }
    return "/apis/" + group + "/v1/namespaces/" + namespace() + "/widgets";
  }

  private static String condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText();
      }
    }
    return "";
  }

  private static String group(String path) {
    return path.split("/")[2];
  }

  private static String widget(String path, String name, String spec) {
    return "{\"apiVersion\":\""
        + group(path)
        + "/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\""
        + name
        + "\"},\"spec\":{"
        + spec
        + "}}";
  }

  @Test
  default void aDefinitionIsDiscovered() throws IOException, InterruptedException {
    String path = widgets();
    String group = group(path);
    JsonNode resources = ok(api().get("/apis/" + group + "/v1"));
    assertEquals("wd", resources.path("resources").path(0).path("shortNames").path(0).asText());
    assertTrue(resources.toString().contains("widgets/scale"));
  }

  @Test
  default void objectsAreHeldAgainstTheirSchema() throws IOException, InterruptedException {
    String path = widgets();
    ApiClient.Answer missing = api().post(path, widget(path, "a", "\"colour\":\"blue\""));
    refused(422, "Invalid", missing);
    assertTrue(missing.message().contains("spec.size: Required value"), missing::message);
    refused(422, "Invalid", api().post(path, widget(path, "a", "\"size\":0")));
    refused(422, "Invalid", api().post(path, widget(path, "a", "\"size\":\"big\"")));
    refused(422, "Invalid", api().post(path, widget(path, "a", "\"size\":1,\"colour\":\"green\"")));
    refused(422, "Invalid", api().post(path, widget(path, "a", "\"size\":1,\"name\":\"No\"")));
    refused(
        422,
        "Invalid",
        api()
            .post(path, widget(path, "a", "\"size\":1,\"parts\":[{\"id\":\"x\"},{\"id\":\"x\"}]")));
    created(api().post(path, widget(path, "a", "\"size\":1,\"port\":\"http\"")));
  }

  @Test
  default void unknownFieldsArePrunedAndDefaultsFilledIn()
      throws IOException, InterruptedException {
    String path = widgets();
    JsonNode created =
        created(
            api()
                .post(
                    path,
                    widget(path, "a", "\"size\":1,\"other\":1,\"free\":{\"any\":{\"thing\":1}}")));
    assertEquals("red", created.path("spec").path("colour").asText());
    assertFalse(created.path("spec").has("other"));
    assertEquals(1, created.path("spec").path("free").path("any").path("thing").asInt());
    ApiClient.Answer strict =
        api().post(path + "?fieldValidation=Strict", widget(path, "b", "\"size\":1,\"other\":1"));
    refused(400, "BadRequest", strict);
    assertTrue(strict.message().contains("unknown field \"spec.other\""), strict::message);
    ApiClient.Answer applied =
        api().apply(path + "/b", "one", widget(path, "b", "\"size\":1,\"other\":1"));
    assertEquals(500, applied.code(), applied::message);
    assertTrue(
        applied.message().endsWith("Kind=Widget): .spec.other: field not declared in schema"),
        applied::message);
  }

  @Test
  default void statusAndScaleHaveTheirOwnPaths() throws IOException, InterruptedException {
    String path = widgets();
    created(api().post(path, widget(path, "a", "\"size\":1,\"replicas\":2")));
    JsonNode status =
        ok(
            api()
                .patch(
                    path + "/a/status",
                    "merge-patch+json",
                    "{\"spec\":{\"size\":9},\"status\":{\"replicas\":2,\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}"));
    assertEquals(1, status.path("spec").path("size").asInt());
    assertEquals(1, status.path("metadata").path("generation").asInt());
    assertEquals(2, ok(api().get(path + "/a/scale")).path("status").path("replicas").asInt());
    ok(api().patch(path + "/a/scale", "merge-patch+json", "{\"spec\":{\"replicas\":3}}"));
    JsonNode scaled = ok(api().get(path + "/a"));
    assertEquals(3, scaled.path("spec").path("replicas").asInt());
    assertEquals(2, scaled.path("metadata").path("generation").asInt());
    JsonNode table = ok(api().get(path, "Accept", ReadsContract.TABLE));
    assertEquals("Ready", table.path("columnDefinitions").path(2).path("name").asText());
    assertEquals(
        "[\"a\",1,\"True\"", table.path("rows").path(0).path("cells").toString().substring(0, 13));
  }

  @Test
  default void versionsShowTheSameObjects() throws IOException, InterruptedException {
    String path = widgets();
    created(api().post(path, widget(path, "a", "\"size\":1")));
    JsonNode other = ok(api().get(path.replace("/v1/", "/v2/") + "/a"));
    assertEquals(group(path) + "/v2", other.path("apiVersion").asText());
    assertEquals(1, other.path("spec").path("size").asInt());
  }

  @Test
  default void appliesMergeTheListsThatHaveKeys() throws IOException, InterruptedException {
    String path = widgets() + "/a";
    created(
        api()
            .apply(
                path,
                "one",
                widget(path, "a", "\"size\":1,\"parts\":[{\"id\":\"x\",\"note\":\"1\"}]")));
    ok(api().apply(path, "two", widget(path, "a", "\"parts\":[{\"id\":\"y\"}]")));
    JsonNode after = ok(api().apply(path, "one", widget(path, "a", "\"size\":1")));
    assertEquals("[{\"id\":\"y\"}]", after.path("spec").path("parts").toString());
    assertEquals(415, api().patch(path, "strategic-merge-patch+json", "{}").code());
  }

  @Test
  default void aDefinitionTakesItsObjectsWithIt() throws IOException, InterruptedException {
    String path = widgets();
    created(api().post(path, widget(path, "a", "\"size\":1")));
    ok(api().delete(DEFINITIONS + "/widgets." + group(path)));
    for (int i = 0; api().get(path + "/a").code() != 404; i++) {
      assertTrue(i < 150, "still served");
      Thread.sleep(100);
    }
    for (int i = 0; api().get(DEFINITIONS + "/widgets." + group(path)).code() != 404; i++) {
      assertTrue(i < 150, "still defined");
      Thread.sleep(100);
    }
  }
}
