package dev.blackstart.template.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions every template can call. */
final class Globals {
  private static final long LONGEST_RANGE = 100_000;

  private Globals() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new HashMap<>();
    all.put("range", (Callable) (positional, named) -> range(positional));
    all.put("dict", (Callable) Globals::dict);
    all.put("namespace", (Callable) Globals::namespace);
    all.put("cycler", (Callable) (positional, named) -> cycler(positional));
    all.put("joiner", (Callable) (positional, named) -> joiner(positional));
    for (String name : List.of("now", "randrange", "lipsum", "debug")) {
      all.put(
          name,
          (Callable)
              (positional, named) -> {
                throw new JinjaFailure(
                    "function \""
                        + name
                        + "\" is not supported: its result differs from run to run");
              });
    }
    return all;
  }

  private static List<Object> range(List<Object> arguments) {
    if (arguments.isEmpty()
        || arguments.size() > 3
        || !arguments.stream().allMatch(Long.class::isInstance)) {
      throw new JinjaFailure("range needs one to three integers");
    }
    long start = arguments.size() == 1 ? 0 : (Long) arguments.get(0);
    long stop = (Long) arguments.get(arguments.size() == 1 ? 0 : 1);
    long step = arguments.size() == 3 ? (Long) arguments.get(2) : 1;
    if (step == 0) {
      throw new JinjaFailure("cannot create range with step of 0");
    }
    List<Object> numbers = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      if (numbers.size() >= LONGEST_RANGE) {
        throw new JinjaFailure("range has too many elements");
      }
      numbers.add(i);
    }
    return numbers;
  }

  private static Map<String, Object> dict(List<Object> positional, Map<String, Object> named) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (!positional.isEmpty() && positional.getFirst() instanceof Map<?, ?> first) {
      first.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    map.putAll(named);
    return map;
  }

  private static Object namespace(List<Object> positional, Map<String, Object> named) {
    Namespace namespace = new Namespace();
    namespace.putAll(dict(positional, named));
    return namespace;
  }

  /** Hands out its items in turn: {@code rows.next()}. */
  private static Object cycler(List<Object> items) {
    if (items.isEmpty()) {
      throw new JinjaFailure("at least one value required");
    }
    int[] next = {0};
    return Map.of("next", (Callable) (positional, named) -> items.get(next[0]++ % items.size()));
  }

  /** Nothing the first time it is called, its separator from then on. */
  private static Object joiner(List<Object> separator) {
    Object between = separator.isEmpty() ? ", " : separator.getFirst();
    int[] calls = {0};
    return (Callable) (positional, named) -> calls[0]++ == 0 ? "" : between;
  }
}
