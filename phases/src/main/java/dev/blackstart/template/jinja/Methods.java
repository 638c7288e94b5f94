package dev.blackstart.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** The few methods of Python's strings and dictionaries that templates of the field call. */
final class Methods {
  private static final Map<String, BiFunction<String, List<Object>, Object>> OF_STRINGS =
      Map.of(
          "upper", (text, a) -> text.toUpperCase(Locale.ROOT),
          "lower", (text, a) -> text.toLowerCase(Locale.ROOT),
          "strip", (text, a) -> text.strip(),
          "startswith", (text, a) -> text.startsWith(text(a, 0)),
          "endswith", (text, a) -> text.endsWith(text(a, 0)),
          "replace", (text, a) -> text.replace(text(a, 0), text(a, 1)),
          "split", (text, a) -> TextFilters.split(text, a),
          "join",
              (text, a) ->
                  String.join(text, Values.items(first(a)).stream().map(Values::print).toList()));

  private static final Map<String, BiFunction<Map<?, ?>, List<Object>, Object>> OF_MAPS =
      Map.of(
          "items", (map, a) -> pairs(map),
          "keys", (map, a) -> new ArrayList<Object>(map.keySet()),
          "values", (map, a) -> new ArrayList<Object>(map.values()),
          "get", (map, a) -> get(map, a));

  private Methods() {}

  /** A method bound to its value; fails when the value has no such method. */
  static Callable of(Object value, String name) {
    if (value instanceof String text && OF_STRINGS.containsKey(name)) {
      return (positional, named) -> OF_STRINGS.get(name).apply(text, positional);
    }
    if (value instanceof Map<?, ?> map && OF_MAPS.containsKey(name)) {
      return (positional, named) -> OF_MAPS.get(name).apply(map, positional);
    }
    throw new JinjaFailure(Values.type(value) + " has no method named \"" + name + "\"");
  }

  static List<Object> pairs(Map<?, ?> map) {
    List<Object> pairs = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          List<Object> pair = new ArrayList<>();
          pair.add(key);
          pair.add(value);
          pairs.add(pair);
        });
    return pairs;
  }

  private static Object get(Map<?, ?> map, List<Object> arguments) {
    Object key = first(arguments);
    return map.containsKey(key) ? map.get(key) : arguments.size() > 1 ? arguments.get(1) : null;
  }

  private static Object first(List<Object> arguments) {
    if (arguments.isEmpty()) {
      throw new JinjaFailure("missing argument");
    }
    return arguments.getFirst();
  }

  private static String text(List<Object> arguments, int index) {
    if (index >= arguments.size() || !(arguments.get(index) instanceof String text)) {
      throw new JinjaFailure("missing argument");
    }
    return text;
  }
}
