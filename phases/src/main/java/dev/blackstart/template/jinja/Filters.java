package dev.blackstart.template.jinja;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The filters by name. */
final class Filters {
  private static final Map<String, BiFunction<Object, FilterCall, Object>> ALL = all();

  private static Map<String, BiFunction<Object, FilterCall, Object>> all() {
    Map<String, BiFunction<Object, FilterCall, Object>> all = new HashMap<>();
    all.putAll(TextFilters.TABLE);
    all.putAll(ListFilters.TABLE);
    all.putAll(NumberFilters.TABLE);
    all.putAll(MoreFilters.TABLE);
    return Map.copyOf(all);
  }

  /** Applies a filter; only {@code default} takes a value that is not defined. */
  Object apply(String name, Object value, List<Object> positional, Map<String, Object> named) {
    FilterCall call = new FilterCall(this, positional, named);
    if (name.equals("default") || name.equals("d")) {
      boolean missing =
          value instanceof Undefined || (call.flag(1, "boolean") && !Values.isTrue(value));
      return missing ? call.get(0, "default_value").orElse("") : value;
    }
    BiFunction<Object, FilterCall, Object> filter = ALL.get(name);
    if (filter == null) {
      throw new JinjaFailure("filter \"" + name + "\" is unknown");
    }
    return filter.apply(Values.known(value), call);
  }

  /** Whether there is a filter of this name. */
  static boolean has(String name) {
    return ALL.containsKey(name) || name.equals("default") || name.equals("d");
  }

  /** A part of a value by a path such as {@code spec.name}. */
  static Object attribute(Object value, String path) {
    Object part = value;
    for (String step : path.split("\\.")) {
      part =
          switch (part) {
            case Map<?, ?> map when map.containsKey(step) -> map.get(step);
            case List<?> list
                when step.matches("[0-9]{1,9}") && Integer.parseInt(step) < list.size() ->
                list.get(Integer.parseInt(step));
            case null, default -> new Undefined(path);
          };
    }
    return part;
  }
}
