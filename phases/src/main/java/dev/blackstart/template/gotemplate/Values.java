package dev.blackstart.template.gotemplate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What holds for every value a template handles. */
public final class Values {
  private static final int MOST = 2_000_000;

  private Values() {}

  /** Whether a value counts as true: not nil, zero, false or empty. */
  public static boolean isTrue(Object value) {
    return switch (value) {
      case null -> false;
      case NoValue none -> false;
      case Boolean flag -> flag;
      case Double number -> number != 0;
      case Number number -> number.longValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  /**
   * A copy that a template may change, in the types templates know: maps with string keys, lists,
   * strings, booleans, Long, BigInteger, Double, null and {@link Function}s.
   */
  public static Object copy(Object value) {
    return copy(value, new int[1]);
  }

  private static Object copy(Object value, int[] copied) {
    if (++copied[0] > MOST) {
      throw new FunctionFailure("a value stands for more than " + MOST + " others");
    }
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), copy(item, copied)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(copy(item, copied)));
        yield copy;
      }
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case null, default -> value;
    };
  }
}
