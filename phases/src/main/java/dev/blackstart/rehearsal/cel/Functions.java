package dev.blackstart.rehearsal.cel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operators and functions of the language that are known here. */
final class Functions {
  static final Set<String> NAMES =
      Set.of(
          "size",
          "startsWith",
          "endsWith",
          "contains",
          "matches",
          "string",
          "int",
          "double",
          "lowerAscii",
          "upperAscii",
          "trim",
          "split",
          "join",
          "replace",
          "orValue",
          "hasValue",
          "value",
          "or");

  private Functions() {}

  static Object call(String name, List<Object> arguments) {
    Object first = arguments.getFirst();
    Object second = arguments.size() > 1 ? arguments.get(1) : null;
    return switch (name) {
      case "!" -> !Term.truth(first);
      case "==" -> same(first, second);
      case "!=" -> !same(first, second);
      case "<" -> compare(first, second) < 0;
      case "<=" -> compare(first, second) <= 0;
      case ">" -> compare(first, second) > 0;
      case ">=" -> compare(first, second) >= 0;
      case "in" -> in(first, second);
      case "+", "-", "*", "/", "%" -> arithmetic(name, first, second);
      case "negate" -> arithmetic("-", 0L, first);
      case "size" -> size(first);
      case "startsWith" -> text(first).startsWith(text(second));
      case "endsWith" -> text(first).endsWith(text(second));
      case "contains" -> text(first).contains(text(second));
      case "matches" -> matches(text(first), text(second));
      case "string" -> first instanceof String text ? text : String.valueOf(first);
      case "int" -> whole(first);
      case "double" -> first instanceof String text ? number(text) : asDouble(first);
      case "lowerAscii" -> text(first).toLowerCase(Locale.ROOT);
      case "upperAscii" -> text(first).toUpperCase(Locale.ROOT);
      case "trim" -> text(first).strip();
      case "split" -> Arrays.asList((Object[]) text(first).split(Pattern.quote(text(second)), -1));
      case "join" ->
          list(first).stream()
              .map(Functions::text)
              .collect(Collectors.joining(second == null ? "" : text(second)));
      case "replace" -> text(first).replace(text(second), text(arguments.get(2)));
      case "orValue" -> optional(first).orElse(second);
      case "or" -> optional(first).isPresent() ? first : second;
      case "hasValue" -> optional(first).isPresent();
      case "value" ->
          optional(first).orElseThrow(() -> new CelFailure("optional.none() dereference"));
      default -> throw new CelFailure("undeclared reference to '" + name + "'");
    };
  }

  private static boolean same(Object left, Object right) {
    return left instanceof Number a && right instanceof Number b
        ? asDouble(a) == asDouble(b)
        : Objects.equals(left, right);
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Number && right instanceof Number) {
      return Double.compare(asDouble(left), asDouble(right));
    }
    return text(left).compareTo(text(right));
  }

  private static boolean in(Object item, Object container) {
    return container instanceof Map<?, ?> map
        ? map.containsKey(item)
        : list(container).stream().anyMatch(other -> same(item, other));
  }

  private static Object arithmetic(String operator, Object left, Object right) {
    if (operator.equals("+") && left instanceof String a) {
      return a + text(right);
    }
    if (operator.equals("+") && left instanceof List<?> a) {
      return Stream.concat(a.stream(), list(right).stream()).toList();
    }
    try {
      if (left instanceof Long a && right instanceof Long b) {
        return switch (operator) {
          case "+" -> Math.addExact(a, b);
          case "-" -> Math.subtractExact(a, b);
          case "*" -> Math.multiplyExact(a, b);
          case "/" -> a / b;
          default -> a % b;
        };
      }
    } catch (ArithmeticException impossible) {
      throw new CelFailure(impossible.getMessage());
    }
    double a = asDouble(left);
    double b = asDouble(right);
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      default -> throw new CelFailure("no such overload: % of doubles");
    };
  }

  private static long size(Object value) {
    return switch (value) {
      case String text -> text.codePointCount(0, text.length());
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case null -> throw new CelFailure("no such overload: size(null)");
      default -> throw new CelFailure("no such overload: size of a scalar");
    };
  }

  private static boolean matches(String text, String pattern) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException noPattern) {
      throw new CelFailure("no regular expression: " + pattern);
    }
  }

  private static long whole(Object value) {
    return switch (value) {
      case Long number -> number;
      case Double number -> number.longValue();
      case String text -> (long) number(text);
      case null -> throw new CelFailure("no such overload: int(null)");
      default -> throw new CelFailure("no such overload: int of this type");
    };
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      throw new CelFailure("type conversion error: \"" + text + "\" is no number");
    }
  }

  private static double asDouble(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new CelFailure("no such overload: a number expected");
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new CelFailure("no such overload: a string expected");
  }

  private static List<?> list(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new CelFailure("no such overload: a list expected");
  }

  @SuppressWarnings("unchecked") // only this package makes optionals, all of plain values
  private static Optional<Object> optional(Object value) {
    if (value instanceof Optional<?> maybe) {
      return (Optional<Object>) maybe;
    }
    throw new CelFailure("no such overload: an optional expected");
  }
}
