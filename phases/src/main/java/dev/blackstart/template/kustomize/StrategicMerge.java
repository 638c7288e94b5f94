package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kubernetes' strategic merge as kustomize does it: new list items come before those there. */
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";

  /** Stands for a field or an object that the patch takes away. */
  private static final Object GONE = new Object();

  private enum Directive {
    MERGE,
    REPLACE,
    DELETE
  }

  private StrategicMerge() {}

  /** The object after the patch; null when the patch deletes it. Both arguments are used up. */
  static Map<String, Object> apply(Map<String, Object> object, Map<String, Object> patch) {
    MergeKeys keys = MergeKeys.of(Values.text(object, "apiVersion"), Values.text(object, "kind"));
    Object merged = maps(object, patch, keys);
    return merged == GONE ? null : Values.asMap(merged);
  }

  /** Merges a value that the patch has into one that may be missing (null). */
  private static Object merge(Object value, Object patch, MergeKeys keys) {
    if (patch == null) {
      return GONE;
    }
    if (value != null && !Values.kindOf(value).equals(Values.kindOf(patch))) {
      throw new KustomizeProblem(
          "",
          "wrong node kind: expected "
              + Values.kindOf(value)
              + " but got "
              + Values.kindOf(patch)
              + " in the patch");
    }
    return switch (patch) {
      case Map<?, ?> map -> maps(Values.asMap(value), Values.asMap(map), keys);
      case List<?> list when keys.merges() ->
          value == null
              ? lists(new ArrayList<>(), Values.asList(list), keys)
              : lists(Values.asList(value), Values.asList(list), keys);
      default -> patch;
    };
  }

  private static Object maps(Map<String, Object> value, Map<String, Object> patch, MergeKeys keys) {
    Directive directive = directive(patch.remove(DIRECTIVE));
    Map<String, Object> merged =
        switch (directive) {
          case DELETE -> null;
          case REPLACE -> new LinkedHashMap<>();
          case MERGE -> new LinkedHashMap<>(value);
        };
    if (merged == null) {
      return GONE;
    }
    patch.forEach(
        (key, change) -> {
          Object result = merge(merged.get(key), change, keys.field(key));
          if (result == GONE) {
            merged.remove(key);
          } else {
            merged.put(key, result);
          }
        });
    return merged;
  }

  private static Object lists(List<Object> value, List<Object> patch, MergeKeys keys) {
    Directive directive = Directive.MERGE;
    List<Object> changes = new ArrayList<>();
    for (Object item : patch) {
      Map<String, Object> map = Values.asMap(item);
      if (map.size() == 1 && map.containsKey(DIRECTIVE)) {
        directive = directive(map.get(DIRECTIVE));
      } else {
        changes.add(item);
      }
    }
    return switch (directive) {
      case DELETE -> GONE;
      case REPLACE -> mergeItems(new ArrayList<>(), changes, keys);
      case MERGE -> mergeItems(new ArrayList<>(value), changes, keys);
    };
  }

  private static List<Object> mergeItems(List<Object> value, List<Object> patch, MergeKeys keys) {
    if (keys.set()) {
      Set<Object> items = new LinkedHashSet<>(patch);
      items.addAll(value);
      return new ArrayList<>(items);
    }
    List<Object> merged = new ArrayList<>();
    for (Object change : patch) {
      int at = indexOfSame(value, change, keys);
      Object result = mergeItem(at < 0 ? null : value.get(at), change, keys.items());
      boolean gone = result == GONE || (result instanceof Map<?, ?> map && map.isEmpty());
      if (at >= 0 && (gone || keys.keys().size() == 1)) {
        value.remove(at);
      } else if (at >= 0) {
        value.set(at, result);
        continue;
      }
      if (!gone && (at >= 0 || value.stream().noneMatch(item -> blurs(item, change, keys)))) {
        merged.add(result);
      }
    }
    merged.addAll(value);
    return merged;
  }

  /** An item there already is not replaced: kustomize puts the old one back over the new. */
  private static Object mergeItem(Object there, Object change, MergeKeys keys) {
    boolean replaces =
        there != null && directive(Values.asMap(change).get(DIRECTIVE)) == Directive.REPLACE;
    return replaces ? there : merge(there, change, keys);
  }

  private static int indexOfSame(List<Object> items, Object change, MergeKeys keys) {
    for (int i = 0; i < items.size(); i++) {
      Map<String, Object> item = Values.asMap(items.get(i));
      boolean same =
          keys.keys().stream().allMatch(key -> Values.text(item, key).equals(text(change, key)));
      if (same && keys.keys().stream().anyMatch(key -> !text(change, key).isEmpty())) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether two items differ only in keys that one of them leaves out, as a port with and without
   * its protocol. Kustomize then drops the patch's item.
   */
  private static boolean blurs(Object item, Object change, MergeKeys keys) {
    return keys.keys().size() > 1
        && keys.keys().stream()
            .allMatch(
                key ->
                    text(item, key).equals(text(change, key))
                        || text(item, key).isEmpty()
                        || text(change, key).isEmpty());
  }

  private static String text(Object item, String key) {
    return Values.text(Values.asMap(item), key);
  }

  private static Directive directive(Object text) {
    return switch (text == null ? "merge" : text.toString()) {
      case "merge" -> Directive.MERGE;
      case "replace" -> Directive.REPLACE;
      case "delete" -> Directive.DELETE;
      default -> throw new KustomizeProblem("", "unknown patch strategy '" + text + "'");
    };
  }
}
