package dev.blackstart.rehearsal.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON object as an object of a kind: fields the kind does not have are dropped and named,
 * nulls are dropped, values of a wrong type are named.
 */
public final class Decoding {
  /** A value whose type does not fit: where, what it is and what the kind wants there. */
  public record Mismatch(String path, String found, Schema.Type wanted) {}

  private final boolean strictTypes;
  private final List<String> unknown = new ArrayList<>();
  private final List<Mismatch> mismatches = new ArrayList<>();

  private Decoding(boolean strictTypes) {
    this.strictTypes = strictTypes;
  }

  /** Reads a built-in kind's object, changing it in place. */
  public static Decoding builtIn(ObjectNode object, Schema schema) {
    Decoding decoding = new Decoding(true);
    decoding.read(object, schema, "");
    return decoding;
  }

  /**
   * Prunes a custom resource, changing it in place; its types are the business of its validation.
   */
  public static Decoding custom(ObjectNode object, Schema schema) {
    Decoding decoding = new Decoding(false);
    decoding.read(object, schema, "");
    return decoding;
  }

  /**
   * The paths of the fields that were dropped, such as {@code
   * spec.template.spec.containers[0].imag}.
   */
  public List<String> unknown() {
    return unknown;
  }

  public List<Mismatch> mismatches() {
    return mismatches;
  }

  private void read(JsonNode value, Schema schema, String path) {
    switch (schema.type()) {
      case OBJECT, MAP -> {
        if (value instanceof ObjectNode object) {
          fields(object, schema, path);
        } else {
          mismatch(value, schema, path);
        }
      }
      case LIST -> {
        if (value instanceof ArrayNode list) {
          for (int i = 0; i < list.size(); i++) {
            read(list.get(i), schema.element(), path + "[" + i + "]");
          }
        } else {
          mismatch(value, schema, path);
        }
      }
      case STRING, BYTES, TIME -> expect(value.isTextual(), value, schema, path);
      case INTEGER -> expect(value.isIntegralNumber(), value, schema, path);
      case NUMBER -> expect(value.isNumber(), value, schema, path);
      case BOOLEAN -> expect(value.isBoolean(), value, schema, path);
      case INT_OR_STRING, QUANTITY ->
          expect(value.isTextual() || value.isNumber(), value, schema, path);
      case ANY -> {}
    }
  }

  private void fields(ObjectNode object, Schema schema, String path) {
    Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
    List<Map.Entry<String, JsonNode>> quantities = new ArrayList<>();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      Schema shape = schema.field(field.getKey());
      if (shape == null) {
        unknown.add(at);
        fields.remove();
      } else if (strictTypes && saysNothing(field, shape, schema)) {
        fields.remove();
      } else if (field.getValue().isNull()) {
        boolean kept = shape.nullable() || (shape.type() == Schema.Type.ANY && !strictTypes);
        if (!kept) {
          fields.remove();
        }
      } else {
        if (shape.type() == Schema.Type.QUANTITY && strictTypes) {
          quantities.add(
              Map.entry(
                  field.getKey(),
                  TextNode.valueOf(Quantities.canonical(field.getValue().asText()))));
        }
        read(field.getValue(), shape, at);
      }
    }
    // A quantity is stored as the one text for its value.
    quantities.forEach(q -> object.set(q.getKey(), q.getValue()));
  }

  /** Zeros, empty texts and empty collections that are the same as no value at all. */
  private static boolean saysNothing(
      Map.Entry<String, JsonNode> field, Schema shape, Schema parent) {
    boolean declared = parent.properties().containsKey(field.getKey());
    if (!declared || parent.required().contains(field.getKey())) {
      return false;
    }
    JsonNode value = field.getValue();
    return switch (shape.type()) {
      case STRING, BYTES -> !shape.optional() && value.isTextual() && value.textValue().isEmpty();
      case INTEGER, NUMBER -> !shape.optional() && value.isNumber() && value.asDouble() == 0;
      case BOOLEAN -> !shape.optional() && value.isBoolean() && !value.booleanValue();
      case LIST, MAP -> value.isContainerNode() && value.isEmpty();
      case TIME, INT_OR_STRING, QUANTITY, OBJECT, ANY -> false;
    };
  }

  private void expect(boolean fits, JsonNode value, Schema schema, String path) {
    if (!fits) {
      mismatch(value, schema, path);
    }
  }

  private void mismatch(JsonNode value, Schema schema, String path) {
    if (strictTypes && !value.isNull()) {
      mismatches.add(new Mismatch(path, word(value), schema.type()));
    }
  }

  private static String word(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case BOOLEAN -> "bool";
      case NUMBER -> "number";
      case OBJECT -> "object";
      case STRING -> "string";
      case BINARY, MISSING, NULL, POJO -> "null";
    };
  }
}
