package dev.blackstart.template.argo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of objects as they are written; what is not there, or of another shape, is empty. */
public final class Fields {
  private Fields() {}

  /** The text at a path of keys; empty when there is none. */
  public static String text(Map<String, Object> map, String... path) {
    Object value = at(map, path);
    return value == null ? "" : String.valueOf(value);
  }

  /** What stands at a path of keys, or null. */
  static Object at(Map<String, Object> map, String... path) {
    Object value = map;
    for (String key : path) {
      value = value instanceof Map<?, ?> inner ? inner.get(key) : null;
    }
    return value;
  }

  /** A copy of a mapping that may be changed. */
  public static Map<String, Object> map(Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> fields.put(String.valueOf(key), each));
    }
    return fields;
  }

  /** The items of a list. */
  public static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** Both maps, the second one's word counts; mappings are merged, everything else is replaced. */
  static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> over) {
    Map<String, Object> merged = new LinkedHashMap<>(base);
    over.forEach(
        (key, value) ->
            merged.put(
                key,
                value instanceof Map<?, ?> && merged.get(key) instanceof Map<?, ?>
                    ? merged(map(merged.get(key)), map(value))
                    : value));
    return merged;
  }

  /** A JSON merge patch: as merged, but null takes a field out. */
  static Map<String, Object> patched(Map<String, Object> base, Map<String, Object> patch) {
    Map<String, Object> patched = new LinkedHashMap<>(base);
    patch.forEach(
        (key, value) -> {
          if (value == null) {
            patched.remove(key);
          } else if (value instanceof Map<?, ?>) {
            patched.put(key, patched(map(patched.get(key)), map(value)));
          } else {
            patched.put(key, value);
          }
        });
    return patched;
  }
}
