package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.Place;
import java.util.List;
import java.util.Map;

/** Looks into the maps and lists of an object. */
final class Fields {
  private Fields() {}

  /** The map at a path of keys; empty when none stands there. */
  static Map<String, Object> map(Map<String, Object> object, String... path) {
    return asMap(at(object, path));
  }

  /** The maps of a list at a path of keys. */
  static List<Map<String, Object>> maps(Map<String, Object> object, String... path) {
    return at(object, path) instanceof List<?> list
        ? list.stream().map(Fields::asMap).toList()
        : List.of();
  }

  /** The text at a path of keys; empty when none stands there. */
  static String text(Map<String, Object> object, String... path) {
    return at(object, path) instanceof String text ? text : "";
  }

  /** The texts of a list at a path of keys. */
  static List<String> texts(Map<String, Object> object, String... path) {
    return at(object, path) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** {@code file:line} in its parts. */
  static Place place(String written) {
    int colon = written.lastIndexOf(':');
    boolean line = colon > 0 && written.substring(colon + 1).matches("[0-9]{1,9}");
    return line
        ? new Place(written.substring(0, colon), Integer.parseInt(written.substring(colon + 1)))
        : new Place(written, 0);
  }

  static boolean isTrue(Map<String, Object> object, String... path) {
    return Boolean.TRUE.equals(at(object, path));
  }

  static String or(String text, String other) {
    return text.isEmpty() ? other : text;
  }

  private static Object at(Map<String, Object> object, String... path) {
    Object value = object;
    for (String key : path) {
      value = asMap(value).get(key);
    }
    return value;
  }

  @SuppressWarnings("unchecked") // every map of a manifest has string keys, the reader sees to it
  static Map<String, Object> asMap(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
