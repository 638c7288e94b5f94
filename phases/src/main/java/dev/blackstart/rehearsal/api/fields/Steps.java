package dev.blackstart.rehearsal.api.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.schema.Schema;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Names the steps of paths into objects, and finds the entries of lists by them. */
final class Steps {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Steps() {}

  static String field(String name) {
    return "f:" + name;
  }

  /** The step to one entry of a list that is not atomic. */
  static String entry(JsonNode entry, Schema list) {
    if (list.listType() == Schema.ListType.SET) {
      return "v:" + entry;
    }
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    // Sorted, so that the same keys are always the same text.
    for (String key : new TreeSet<>(list.listKeys())) {
      JsonNode value = entry.get(key);
      if (value == null) {
        Schema shape = list.element().field(key);
        value = shape == null ? null : shape.defaultValue();
      }
      if (value != null) {
        keys.set(key, value);
      }
    }
    return "k:" + keys;
  }

  /** The entries of a list by their steps, in order; of several with the same step the last. */
  static Map<String, JsonNode> entries(JsonNode list, Schema schema) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    for (JsonNode entry : list) {
      entries.put(entry(entry, schema), entry);
    }
    return entries;
  }

  static List<String> keys(Schema list) {
    return list.listKeys();
  }

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the value is a tree of fields of its own rather than one value. */
  static boolean granular(JsonNode value, Schema schema) {
    return switch (schema.type()) {
      case OBJECT, MAP -> value.isObject() && !schema.atomic();
      case ANY -> value.isObject();
      case LIST -> value.isArray() && schema.listType() != Schema.ListType.ATOMIC;
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, QUANTITY -> false;
    };
  }

  /** The shape below a field; what is unknown is anything. */
  static Schema below(Schema schema, String field) {
    Schema shape = schema.field(field);
    return shape == null ? Schema.ANY : shape;
  }
}
