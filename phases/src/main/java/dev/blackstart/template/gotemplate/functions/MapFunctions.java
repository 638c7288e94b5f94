package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Arguments;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sprig's functions on dictionaries. {@code set}, {@code unset} and {@code merge} change them. */
final class MapFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("dict", Function.atLeast(0, a -> dict(a.from(0)))),
          entry("get", Function.of(2, a -> a.map(0).getOrDefault(a.text(1), ""))),
          entry("set", Function.of(3, MapFunctions::set)),
          entry("unset", Function.of(2, MapFunctions::unset)),
          entry("hasKey", Function.of(2, a -> a.map(0).containsKey(a.text(1)))),
          entry("pluck", Function.atLeast(1, MapFunctions::pluck)),
          entry("keys", Function.atLeast(0, MapFunctions::keys)),
          entry("values", Function.of(1, a -> new ArrayList<>(a.map(0).values()))),
          entry("pick", Function.atLeast(1, MapFunctions::pick)),
          entry("omit", Function.atLeast(1, MapFunctions::omit)),
          entry("merge", Function.atLeast(1, a -> merge(a, false))),
          entry("mustMerge", Function.atLeast(1, a -> merge(a, false))),
          entry("mergeOverwrite", Function.atLeast(1, a -> merge(a, true))),
          entry("mustMergeOverwrite", Function.atLeast(1, a -> merge(a, true))),
          entry("deepCopy", Function.of(1, a -> Values.copy(a.get(0)))),
          entry("mustDeepCopy", Function.of(1, a -> Values.copy(a.get(0)))),
          entry("dig", Function.atLeast(0, MapFunctions::dig)));

  private MapFunctions() {}

  private static Map<String, Object> dict(List<Object> pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      map.put(Coerce.text(pairs.get(i)), i + 1 < pairs.size() ? pairs.get(i + 1) : "");
    }
    return map;
  }

  private static Object set(Arguments arguments) {
    if (arguments.get(0) == null) {
      throw new FunctionFailure("assignment to entry in nil map");
    }
    arguments.map(0).put(arguments.text(1), arguments.get(2));
    return arguments.map(0);
  }

  private static Object unset(Arguments arguments) {
    if (arguments.get(0) != null) {
      arguments.map(0).remove(arguments.text(1));
    }
    return arguments.get(0);
  }

  private static List<Object> pluck(Arguments arguments) {
    List<Object> found = new ArrayList<>();
    for (int i = 1; i < arguments.count(); i++) {
      if (arguments.map(i).containsKey(arguments.text(0))) {
        found.add(arguments.map(i).get(arguments.text(0)));
      }
    }
    return found;
  }

  private static List<Object> keys(Arguments arguments) {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < arguments.count(); i++) {
      keys.addAll(arguments.map(i).keySet());
    }
    return keys;
  }

  private static Map<String, Object> pick(Arguments arguments) {
    Map<String, Object> picked = new LinkedHashMap<>();
    for (int i = 1; i < arguments.count(); i++) {
      if (arguments.map(0).containsKey(arguments.text(i))) {
        picked.put(arguments.text(i), arguments.map(0).get(arguments.text(i)));
      }
    }
    return picked;
  }

  private static Map<String, Object> omit(Arguments arguments) {
    Set<String> omitted = new HashSet<>();
    for (int i = 1; i < arguments.count(); i++) {
      omitted.add(arguments.text(i));
    }
    Map<String, Object> kept = new LinkedHashMap<>(arguments.map(0));
    kept.keySet().removeAll(omitted);
    return kept;
  }

  /** Merges every further dictionary into the first, which it changes and returns. */
  private static Map<String, Object> merge(Arguments arguments, boolean overwrite) {
    Map<String, Object> into = arguments.get(0) == null ? new LinkedHashMap<>() : arguments.map(0);
    for (int i = 1; i < arguments.count(); i++) {
      merge(into, arguments.map(i), overwrite);
    }
    return into;
  }

  /** Without overwriting, only what is missing or empty is filled, and never by nil. */
  private static void merge(Map<String, Object> into, Map<String, Object> from, boolean overwrite) {
    from.forEach(
        (key, value) -> {
          Object before = into.get(key);
          if (before instanceof Map<?, ?> && value instanceof Map<?, ?> && into != from) {
            merge(Coerce.map(before, "merge"), Coerce.map(value, "merge"), overwrite);
          } else if (!into.containsKey(key)
              || overwrite
              || (!overwrite && !Values.isTrue(before) && value != null)) {
            into.put(key, value);
          }
        });
  }

  private static Object dig(Arguments arguments) {
    int count = arguments.count();
    if (count < 3) {
      throw new FunctionFailure("dig needs at least three arguments");
    }
    Map<String, Object> map = Coerce.map(arguments.get(count - 1), "dig");
    for (int i = 0; i < count - 2; i++) {
      String key = arguments.text(i);
      if (!map.containsKey(key)) {
        return arguments.get(count - 2);
      }
      if (i == count - 3) {
        return map.get(key);
      }
      map = Coerce.map(map.get(key), "dig");
    }
    return arguments.get(count - 2);
  }
}
