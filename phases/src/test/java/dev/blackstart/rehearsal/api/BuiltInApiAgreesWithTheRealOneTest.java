package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds the embedded server's tables of facts against a real server of the same version. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuiltInApiAgreesWithTheRealOneTest {
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private RunningServer realServer;
  private RunningServer embeddedServer;
  private ApiClient real;
  private ApiClient embedded;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    realServer = RealServer.start();
    embeddedServer = RunningServer.embedded();
    real = new ApiClient(realServer.url(), realServer.certificates(), realServer.client());
    embedded =
        new ApiClient(embeddedServer.url(), embeddedServer.certificates(), embeddedServer.client());
  }

  @AfterAll
  void stop() throws Exception {
    if (realServer != null) {
      realServer.close();
      embeddedServer.close();
    }
  }

  private static Map<String, String> resources(ApiClient api) {
    Map<String, String> resources = new TreeMap<>();
    for (String root : List.of("/api", "/apis")) {
      for (JsonNode group : api.get(root, "Accept", AGGREGATED).body().path("items")) {
        for (JsonNode version : group.path("versions")) {
          for (JsonNode resource : version.path("resources")) {
            TreeSet<String> parts = new TreeSet<>();
            resource
                .path("subresources")
                .forEach(part -> parts.add(part.path("subresource").asText() + part.path("verbs")));
            resources.put(
                group.path("metadata").path("name").asText()
                    + "/"
                    + version.path("version").asText()
                    + "/"
                    + resource.path("resource").asText(),
                resource.path("responseKind").path("kind").asText()
                    + " "
                    + resource.path("scope").asText()
                    + " "
                    + resource.path("singularResource").asText()
                    + resource.path("shortNames")
                    + resource.path("categories")
                    + resource.path("verbs")
                    + parts);
          }
        }
      }
    }
    return resources;
  }

  @Test
  void theSameResourcesAreServed() {
    assertEquals(lines(resources(real)), lines(resources(embedded)));
  }

  private static String lines(Map<String, String> map) {
    StringBuilder text = new StringBuilder();
    map.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    return text.toString();
  }

  @Test
  void tablesHaveTheSameColumns() {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    for (String resource : resources(real).keySet()) {
      String path = resource.startsWith("/") ? "/api" + resource : "/apis/" + resource;
      ApiClient.Answer answer = real.get(path + "?limit=1", "Accept", ReadsContract.TABLE);
      if (answer.code() == 200) {
        expected.put(path, columns(answer.body()));
        found.put(
            path, columns(embedded.get(path + "?limit=1", "Accept", ReadsContract.TABLE).body()));
      }
    }
    assertEquals(lines(expected), lines(found));
  }

  private static String columns(JsonNode table) {
    List<String> columns = new ArrayList<>();
    for (JsonNode column : table.path("columnDefinitions")) {
      columns.add(
          column.path("name").asText()
              + ":"
              + column.path("type").asText()
              + ":"
              + column.path("priority").asInt());
    }
    return columns.toString();
  }

  @Test
  void typesHaveTheSameFields() throws InterruptedException {
    JsonNode paths = real.get("/openapi/v3").body().path("paths");
    for (int i = 0; i < 300 && !paths.has("apis/storage.k8s.io/v1"); i++) {
      Thread.sleep(100);
      paths = real.get("/openapi/v3").body().path("paths");
    }
    assertTrue(paths.has("apis/storage.k8s.io/v1"));
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      if (path.getKey().endsWith("/v1") || path.getKey().endsWith("/v2")) {
        String group = "/openapi/v3/" + path.getKey();
        JsonNode ours = embedded.get(group).body().path("components").path("schemas");
        JsonNode theirs = real.get(group).body().path("components").path("schemas");
        for (Map.Entry<String, JsonNode> schema : ours.properties()) {
          found.put(schema.getKey(), fields(schema.getValue()));
          expected.put(schema.getKey(), fields(theirs.path(schema.getKey())));
        }
      }
    }
    assertEquals(lines(expected), lines(found));
  }

  private static String fields(JsonNode schema) {
    Map<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      JsonNode shape = field.getValue();
      fields.put(
          field.getKey(),
          type(shape)
              + shape.path("x-kubernetes-list-type").asText()
              + shape.path("x-kubernetes-list-map-keys")
              + shape.path("x-kubernetes-patch-strategy").asText()
              + shape.path("x-kubernetes-patch-merge-key").asText());
    }
    TreeSet<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    return fields + " " + required + schema.path("x-kubernetes-map-type").asText();
  }

  private static String type(JsonNode shape) {
    JsonNode reference = shape.has("allOf") ? shape.path("allOf").path(0) : shape;
    String target = reference.path("$ref").asText();
    if (target.isEmpty()) {
      return shape.path("type").asText()
          + (shape.has("items") ? "[" + type(shape.path("items")) + "]" : "");
    }
    // Types that are one value in JSON are written out where they are used.
    String name = target.substring(target.lastIndexOf('.') + 1);
    return switch (name) {
      case "Time", "MicroTime", "Quantity", "Duration" -> "string";
      case "RawExtension", "FieldsV1" -> "object";
      case "IntOrString",
          "JSON",
          "JSONSchemaPropsOrArray",
          "JSONSchemaPropsOrBool",
          "JSONSchemaPropsOrStringArray" ->
          "";
      default -> target;
    };
  }
}
