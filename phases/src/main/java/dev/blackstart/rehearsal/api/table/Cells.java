package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What several tables' cells are made of. */
final class Cells {
  static final String NONE = "<none>";

  private Cells() {}

  static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** The names of a pod template's containers. */
  static Column containers(String... path) {
    return Column.text("Containers", object -> join(at(object, path).path("containers"), "name"))
        .wide();
  }

  static Column images(String... path) {
    return Column.text("Images", object -> join(at(object, path).path("containers"), "image"))
        .wide();
  }

  static Column selector() {
    return Column.text("Selector", object -> selector(object.path("spec").path("selector"))).wide();
  }

  static JsonNode at(JsonNode object, String... path) {
    JsonNode node = object;
    for (String field : path) {
      node = node.path(field);
    }
    return node;
  }

  static String join(JsonNode list, String field) {
    List<String> values = new ArrayList<>();
    list.forEach(element -> values.add(element.path(field).asText()));
    return String.join(",", values);
  }

  static String join(JsonNode list) {
    List<String> values = new ArrayList<>();
    list.forEach(element -> values.add(element.asText()));
    return String.join(",", values);
  }

  /** A map as {@code a=1,b=2}. */
  static String map(JsonNode map) {
    List<String> pairs = new ArrayList<>();
    map.properties().forEach(entry -> pairs.add(entry.getKey() + "=" + entry.getValue().asText()));
    return pairs.isEmpty() ? NONE : String.join(",", pairs);
  }

  /** A selector in the form a query has it. */
  static String selector(JsonNode selector) {
    List<String> terms = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(e -> terms.add(e.getKey() + "=" + e.getValue().asText()));
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = expression.path("key").asText();
      String values = "(" + join(expression.path("values")) + ")";
      terms.add(
          switch (expression.path("operator").asText()) {
            case "In" -> key + " in " + values;
            case "NotIn" -> key + " notin " + values;
            case "Exists" -> key;
            default -> "!" + key;
          });
    }
    return terms.isEmpty() ? NONE : String.join(",", terms);
  }

  /** Whether a status condition of this type is true. */
  static boolean condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
