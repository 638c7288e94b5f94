package dev.blackstart.rehearsal.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON trees as plain values: maps, lists, strings, longs, doubles, booleans and null. */
public final class Plain {
  private Plain() {}

  /** The value of a tree. */
  public static Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> map(node);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        node.forEach(item -> items.add(of(item)));
        yield items;
      }
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
      case NULL, MISSING -> null;
      case STRING, BINARY, POJO -> node.asText();
    };
  }

  /** The value of an object's tree. */
  public static Map<String, Object> map(JsonNode object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
    return fields;
  }

  /** The tree of an object's value. */
  public static ObjectNode tree(Map<String, Object> object) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    object.forEach((key, value) -> tree.set(key, node(value)));
    return tree;
  }

  @SuppressWarnings("unchecked") // plain maps have string keys
  private static JsonNode node(Object value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (value) {
      case null -> make.nullNode();
      case Map<?, ?> map -> tree((Map<String, Object>) map);
      case List<?> list -> {
        ArrayNode items = make.arrayNode();
        list.forEach(item -> items.add(node(item)));
        yield items;
      }
      case Boolean truth -> make.booleanNode(truth);
      case Long number -> make.numberNode(number);
      case Integer number -> make.numberNode(number);
      case BigInteger number -> make.numberNode(number);
      case Double number -> make.numberNode(number);
      default -> make.textNode(value.toString());
    };
  }
}
