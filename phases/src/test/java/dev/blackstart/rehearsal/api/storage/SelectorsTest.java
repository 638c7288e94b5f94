package dev.blackstart.rehearsal.api.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
  private static JsonNode pod() throws IOException {
    return new ObjectMapper()
        .readTree(
            """
            {"metadata":{"name":"p","labels":{"app":"web","tier":"front"}},
             "spec":{"nodeName":"n1"},"status":{"phase":"Running"}}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app=web | true",
        "app==web,tier=front | true",
        "app=web,tier!=front | false",
        "app in (web, api),tier | true",
        "tier notin (front,back) | false",
        "other notin (x) | true",
        "!other | true",
        "!app | false",
        "other!=x | true"
      })
  void labelsAreSelected(String selector, boolean matches) throws IOException {
    assertEquals(matches, LabelSelector.parse(selector).matches(pod()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.nodeName=n1 | true",
        "spec.nodeName=n1,status.phase!=Running | false",
        "metadata.name==p | true",
        "spec.hostNetwork=false | true",
        "metadata.namespace!=default | true"
      })
  void fieldsAreSelected(String selector, boolean matches) throws IOException {
    assertEquals(
        matches,
        FieldSelector.parse(selector, new GroupResource("", "pods"), Set.of()).matches(pod()));
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThrows(ApiFailure.class, () -> LabelSelector.parse("app in web"));
    assertThrows(ApiFailure.class, () -> LabelSelector.parse("a b"));
    assertThrows(
        ApiFailure.class,
        () -> FieldSelector.parse("spec.other=1", new GroupResource("", "pods"), Set.of()));
    assertThrows(
        ApiFailure.class,
        () -> FieldSelector.parse("name", new GroupResource("", "pods"), Set.of()));
  }
}
