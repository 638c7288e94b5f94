package dev.blackstart.rehearsal.api.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
  private static final String OBJECT =
      """
      {"metadata":{"annotations":{"a.b/c":"dotted"}},
       "spec":{"hosts":["one","two"],"parts":[{"name":"x","size":1},{"name":"y","size":2}]},
       "status":{"conditions":[{"type":"Synced","status":"False"},{"type":"Ready","status":"True"}]}}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ".spec.hosts[1];two",
        ".spec.hosts[-1];two",
        ".spec.parts[*].size;1",
        ".status.conditions[?(@.type==\"Ready\")].status;True",
        ".status.conditions[?(@.type=='Synced')].status;False",
        ".status.conditions[?(@.type != \"Synced\")].type;Ready",
        ".metadata.annotations.a\\.b/c;dotted",
        ".metadata.annotations['a.b/c'];dotted",
        ".spec.missing.field;",
        ".spec.hosts[9];"
      })
  void pathsFindTheirFirstValue(String path, String value) throws IOException {
    JsonNode found = JsonPath.compile(path).first(new ObjectMapper().readTree(OBJECT));
    assertEquals(value, found == null ? null : found.asText());
  }
}
