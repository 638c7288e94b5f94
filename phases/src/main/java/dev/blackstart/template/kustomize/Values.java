package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks into plain maps, lists and scalars. */
final class Values {
  private Values() {}

  /** A copy that shares nothing that can change. */
  static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> copyMap(asMap(map));
      case List<?> list -> {
        List<Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(copy(item)));
        yield items;
      }
      case null -> null;
      default -> value;
    };
  }

  static Map<String, Object> copyMap(Map<String, Object> map) {
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((key, value) -> fields.put(key, copy(value)));
    return fields;
  }

  @SuppressWarnings("unchecked") // every map of a manifest has string keys, the readers see to it
  static Map<String, Object> asMap(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @SuppressWarnings("unchecked") // as above
  static List<Object> asList(Object value) {
    return value instanceof List<?> list ? (List<Object>) list : List.of();
  }

  /** What stands at a path of keys, or null. */
  static Object at(Map<String, Object> map, String... path) {
    Object value = map;
    for (String key : path) {
      value = asMap(value).get(key);
    }
    return value;
  }

  /** The text of the scalar at a path of keys; empty when there is none. */
  static String text(Map<String, Object> map, String... path) {
    return scalar(at(map, path));
  }

  /** A scalar as text; empty for null, maps and lists. */
  static String scalar(Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> JsonText.number(number);
      case Boolean flag -> flag.toString();
      case null -> "";
      default -> "";
    };
  }

  /** The map at a key, made when there is none. */
  static Map<String, Object> child(Map<String, Object> map, String key) {
    if (map.get(key) instanceof Map<?, ?> found) {
      return asMap(found);
    }
    Map<String, Object> made = new LinkedHashMap<>();
    map.put(key, made);
    return made;
  }

  /** The entries of a map whose values are scalars, as texts. */
  static Map<String, String> texts(Object map) {
    Map<String, String> texts = new LinkedHashMap<>();
    asMap(map).forEach((key, value) -> texts.put(key, scalar(value)));
    return texts;
  }

  static String kindOf(Object value) {
    return switch (value) {
      case Map<?, ?> map -> "MappingNode";
      case List<?> list -> "SequenceNode";
      case null -> "null";
      default -> "ScalarNode";
    };
  }
}
