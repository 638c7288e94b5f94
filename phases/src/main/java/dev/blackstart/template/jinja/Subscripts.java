package dev.blackstart.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reaching into values: {@code a.b}, {@code a[b]}, {@code a[1:2]}. */
final class Subscripts {
  private Subscripts() {}

  static Object attribute(Object from, String name, Expression expression) {
    return from instanceof Map<?, ?> map && map.containsKey(name)
        ? map.get(name)
        : new Undefined(Expression.describe(expression));
  }

  static Object item(Object from, Object index, Expression expression) {
    Undefined nothing = new Undefined(Expression.describe(expression));
    return switch (from) {
      case Map<?, ?> map ->
          index != null && map.containsKey(Values.print(index))
              ? map.get(Values.print(index))
              : nothing;
      case List<?> list when index instanceof Long at -> at(list, at, nothing);
      case String text when index instanceof Long at -> at(Values.items(text), at, nothing);
      case null, default -> nothing;
    };
  }

  private static Object at(List<?> list, long index, Undefined nothing) {
    long at = index < 0 ? index + list.size() : index;
    return at >= 0 && at < list.size() ? list.get((int) at) : nothing;
  }

  static Object slice(Object from, Optional<Long> start, Optional<Long> stop, Optional<Long> step) {
    List<Object> items = Values.items(from);
    long by = step.orElse(1L);
    if (by == 0) {
      throw new JinjaFailure("cannot slice by step size of 0");
    }
    long size = items.size();
    long low = by > 0 ? 0 : -1;
    long high = by > 0 ? size : size - 1;
    long begin = start.map(at -> bound(at, size, low, high)).orElse(by > 0 ? low : high);
    long end = stop.map(at -> bound(at, size, low, high)).orElse(by > 0 ? high : low);
    List<Object> part = new ArrayList<>();
    for (long i = begin; by > 0 ? i < end : i > end; i += by) {
      part.add(items.get((int) i));
    }
    return from instanceof String
        ? String.join("", part.stream().map(String::valueOf).toList())
        : part;
  }

  private static long bound(long at, long size, long low, long high) {
    long position = at < 0 ? at + size : at;
    return Math.max(low, Math.min(high, position));
  }
}
