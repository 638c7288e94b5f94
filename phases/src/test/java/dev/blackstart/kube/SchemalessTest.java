package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemalessTest {
  private static final String DEFINITION =
      """
      {"metadata":{"name":"as.b.c","labels":{"schema":"a label"}},"spec":{"group":"b.c","versions":[
        {"name":"v1","schema":{"openAPIV3Schema":{"properties":{"spec":{"type":"object"}}}},"served":true},
        {"name":"v2","served":false,"schema":{}}]},"status":{"storedVersions":["v1"]}}
      """;

  private static final String OUTLINE =
      """
      {"metadata":{"name":"as.b.c","labels":{"schema":"a label"}},"spec":{"group":"b.c","versions":[
        {"name":"v1","served":true},
        {"name":"v2","served":false}]},"status":{"storedVersions":["v1"]}}
      """;

  private static Map<String, Object> read(String kind, String json) {
    return Json.read(kind, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> whole(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aDefinitionAListAndAWatchEventAreReadWithoutSchemas() {
    for (String around :
        new String[] {
          "%s",
          "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[%s,%1$s]}",
          "{\"type\":\"ADDED\",\"object\":%s}"
        }) {
      assertEquals(
          whole(around.formatted(OUTLINE)),
          read("CustomResourceDefinition", around.formatted(DEFINITION)));
    }
  }

  @Test
  void otherKindsAreReadWhole() {
    assertEquals(whole(DEFINITION), read("ConfigMap", DEFINITION));
  }
}
