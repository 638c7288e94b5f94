package dev.blackstart.rehearsal.actor.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {
  private static final Map<String, String> LABELS = Map.of("app", "web", "size", "7");

  private static boolean selects(String selector) {
    return LabelSelector.selects(Json.parse(selector), LABELS);
  }

  @Test
  void nothingSaidSelectsEverything() {
    assertTrue(selects("{}"));
  }

  @Test
  void everyPairMustBeThere() {
    assertTrue(selects("{\"matchLabels\":{\"app\":\"web\"}}"));
    assertFalse(selects("{\"matchLabels\":{\"app\":\"web\",\"tier\":\"x\"}}"));
  }

  @Test
  void expressionsReadAsKubernetesReadsThem() {
    assertTrue(selects(expression("app", "In", "[\"db\",\"web\"]")));
    assertFalse(selects(expression("app", "NotIn", "[\"web\"]")));
    assertTrue(selects(expression("tier", "NotIn", "[\"web\"]")));
    assertTrue(selects(expression("app", "Exists", "[]")));
    assertFalse(selects(expression("app", "DoesNotExist", "[]")));
    assertTrue(selects(expression("size", "Gt", "[\"6\"]")));
    assertFalse(selects(expression("size", "Lt", "[\"7\"]")));
    assertFalse(selects(expression("app", "Gt", "[\"6\"]")));
    assertFalse(selects(expression("app", "Near", "[\"web\"]")));
  }

  private static String expression(String key, String operator, String values) {
    return "{\"matchExpressions\":[{\"key\":\"%s\",\"operator\":\"%s\",\"values\":%s}]}"
        .formatted(key, operator, values);
  }
}
