package dev.blackstart.template.jinja;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What holds for all values: none is null; numbers are Long and Double. */
final class Values {
  private Values() {}

  /** The value itself, unless it is undefined. */
  static Object known(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    return value;
  }

  static boolean isTrue(Object value) {
    return switch (value) {
      case null -> false;
      case Undefined undefined -> throw undefined.failure();
      case Boolean flag -> flag;
      case Long number -> number != 0;
      case Double number -> number != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  /** As a template prints a value. */
  static String print(Object value) {
    return value instanceof String text ? text : quoted(value);
  }

  /** As a value stands within a list: strings in double quotes. */
  static String quoted(Object value) {
    return switch (value) {
      case null -> "none";
      case Undefined undefined -> throw undefined.failure();
      case String text -> quote(text);
      case Boolean flag -> flag.toString();
      case Double number -> floating(number);
      case List<?> list ->
          "[" + String.join(", ", list.stream().map(Values::quoted).toList()) + "]";
      case Map<?, ?> map ->
          "{"
              + String.join(
                  ", ",
                  map.entrySet().stream()
                      .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                      .toList())
              + "}";
      case Callable callable -> "<function>";
      default -> value.toString();
    };
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      int simple = "\"\\\n\r\t".indexOf(c);
      if (simple >= 0) {
        quoted.append('\\').append("\"\\nrt".charAt(simple));
      } else if (c < ' ' || c == 0x7F) {
        quoted.append(String.format("\\u{%x}", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Never with an exponent, always with a fraction. */
  private static String floating(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    String plain = new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    String signed = number == 0 && 1 / number < 0 ? "-0" : plain;
    return signed.contains(".") ? signed : signed + ".0";
  }

  /** The items a loop runs over: of a list, the keys of a map, the characters of a string. */
  static List<Object> items(Object value) {
    return switch (value) {
      case Undefined undefined -> throw undefined.failure();
      case List<?> list -> new ArrayList<>(list);
      case Map<?, ?> map -> new ArrayList<>(map.keySet());
      case String text -> new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
      case null, default -> throw new JinjaFailure(type(value) + " is not iterable");
    };
  }

  static boolean isEqual(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return a instanceof Long && b instanceof Long
          ? a.equals(b)
          : a.doubleValue() == b.doubleValue();
    }
    if (left instanceof Boolean flag && right instanceof Number number) {
      return number.doubleValue() == (flag ? 1 : 0);
    }
    if (left instanceof Number && right instanceof Boolean) {
      return isEqual(right, left);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = isEqual(a.get(i), b.get(i));
      }
      return same;
    }
    return Objects.equals(left, right);
  }

  /** The order of {@code <} and of sort. */
  static int compare(Object left, Object right) {
    return switch (left) {
      case Number a when right instanceof Number b ->
          a instanceof Long x && b instanceof Long y
              ? Long.compare(x, y)
              : Double.compare(a.doubleValue(), b.doubleValue());
      case String a when right instanceof String b -> a.compareTo(b);
      case Boolean a when right instanceof Boolean b -> Boolean.compare(a, b);
      case List<?> a when right instanceof List<?> b -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int item = compare(a.get(i), b.get(i));
          if (item != 0) {
            yield item;
          }
        }
        yield Integer.compare(a.size(), b.size());
      }
      case null, default -> Integer.compare(rank(left), rank(right));
    };
  }

  /** Values of different kinds are ordered by their kind. */
  private static int rank(Object value) {
    return switch (value) {
      case null -> 0;
      case Boolean flag -> 1;
      case Number number -> 2;
      case String text -> 3;
      case List<?> list -> 4;
      case Map<?, ?> map -> 5;
      default -> 6;
    };
  }

  /** The name of a value's kind, as messages use it. */
  static String type(Object value) {
    return switch (value) {
      case null -> "none";
      case Undefined undefined -> "undefined";
      case Boolean flag -> "bool";
      case Number number -> "number";
      case String text -> "string";
      case List<?> list -> "sequence";
      case Map<?, ?> map -> "map";
      default -> "function";
    };
  }
}
