package dev.blackstart.rehearsal.api.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fields of an applied configuration that its kind does not declare: server-side apply refuses them
 * whatever the client says of validation, other writes drop them.
 */
public final class Undeclared {
  private final List<String> errors = new ArrayList<>();

  private Undeclared() {}

  /** What is wrong, in the API server's words; empty when everything is declared. */
  public static String of(ObjectNode config, Schema schema) {
    Undeclared undeclared = new Undeclared();
    undeclared.look(config, schema, "");
    return undeclared.errors.size() > 1
        ? "errors:\n  " + String.join("\n  ", undeclared.errors)
        : String.join("", undeclared.errors);
  }

  private void look(JsonNode value, Schema schema, String path) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        String at = path + "." + field.getKey();
        Schema shape = schema.field(field.getKey());
        if (shape == null) {
          errors.add(at + ": field not declared in schema");
        } else {
          look(field.getValue(), shape, at);
        }
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        look(value.get(i), schema.element(), path + step(value.get(i), i, schema));
      }
    }
  }

  private static String step(JsonNode entry, int index, Schema list) {
    if (list.listType() != Schema.ListType.MAP) {
      return "[" + index + "]";
    }
    List<String> keys = new ArrayList<>();
    for (Map.Entry<String, JsonNode> key :
        Steps.parse(Steps.entry(entry, list).substring(2)).properties()) {
      keys.add(key.getKey() + "=" + key.getValue());
    }
    return "[" + String.join(",", keys) + "]";
  }
}
