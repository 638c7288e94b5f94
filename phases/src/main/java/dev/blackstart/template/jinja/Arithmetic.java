package dev.blackstart.template.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operators between two values. */
final class Arithmetic {
  private static final int LONGEST = 16 << 20;
  private static final int MOST_ITEMS = 100_000;

  private Arithmetic() {}

  static Object apply(String operator, Object left, Object right) {
    try {
      return switch (operator) {
        case "==" -> Values.isEqual(left, right);
        case "!=" -> !Values.isEqual(left, right);
        case "<" -> Values.compare(left, right) < 0;
        case "<=" -> Values.compare(left, right) <= 0;
        case ">" -> Values.compare(left, right) > 0;
        case ">=" -> Values.compare(left, right) >= 0;
        case "in" -> contains(right, left);
        case "~" -> join(Values.print(left), Values.print(right));
        case "+" -> add(left, right);
        case "*" -> multiply(left, right);
        default -> calculate(operator, left, right);
      };
    } catch (ArithmeticException beyondLong) {
      throw unable(operator, left, right);
    }
  }

  static boolean contains(Object container, Object item) {
    return switch (container) {
      case String text when item instanceof String part -> text.contains(part);
      case List<?> list -> list.stream().anyMatch(other -> Values.isEqual(other, item));
      case Map<?, ?> map -> item != null && map.containsKey(item);
      case null, default ->
          throw new JinjaFailure(
              "cannot perform a containment check of "
                  + Values.type(item)
                  + " in "
                  + Values.type(container));
    };
  }

  private static String join(String left, String right) {
    if ((long) left.length() + right.length() > LONGEST) {
      throw new JinjaFailure("the text gets too long");
    }
    return left + right;
  }

  private static Object add(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return join(a, b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      if (a.size() + b.size() > MOST_ITEMS) {
        throw new JinjaFailure("the list gets too long");
      }
      List<Object> both = new ArrayList<>(a);
      both.addAll(b);
      return both;
    }
    return calculate("+", left, right);
  }

  private static Object multiply(Object left, Object right) {
    if (left instanceof String text && right instanceof Long times) {
      if (times < 0 || times * text.length() > LONGEST) {
        throw new JinjaFailure("cannot repeat a string " + times + " times");
      }
      return text.repeat(times.intValue());
    }
    return calculate("*", left, right);
  }

  private static Object number(Object value) {
    return value instanceof Boolean flag ? (Object) (flag ? 1L : 0L) : value;
  }

  private static Object calculate(String operator, Object first, Object second) {
    Object left = number(first);
    Object right = number(second);
    if (!(left instanceof Number a) || !(right instanceof Number b)) {
      throw new JinjaFailure(
          "tried to use "
              + operator
              + " operator on unsupported types "
              + Values.type(first)
              + " and "
              + Values.type(second));
    }
    boolean whole = a instanceof Long && b instanceof Long;
    return whole && !operator.equals("/")
        ? whole(operator, (Long) a, (Long) b)
        : floating(operator, a.doubleValue(), b.doubleValue());
  }

  private static Object whole(String operator, long a, long b) {
    boolean byZero = b == 0 && (operator.equals("//") || operator.equals("%"));
    if (byZero || (operator.equals("**") && b < 0)) {
      throw unable(operator, a, b);
    }
    return switch (operator) {
      case "+" -> Math.addExact(a, b);
      case "-" -> Math.subtractExact(a, b);
      case "*" -> Math.multiplyExact(a, b);
      case "//" -> (a - euclidean(a, b)) / b;
      case "%" -> euclidean(a, b);
      default -> power(a, b);
    };
  }

  /** The remainder that is never negative. */
  private static long euclidean(long a, long b) {
    long remainder = a % b;
    return remainder < 0 ? remainder + Math.abs(b) : remainder;
  }

  private static long power(long base, long exponent) {
    if (Math.abs(base) <= 1) {
      boolean one = exponent == 0 || (base == -1 && exponent % 2 == 0);
      return one ? 1 : base;
    }
    if (exponent > 63) {
      throw new ArithmeticException("beyond 64 bits");
    }
    return BigInteger.valueOf(base).pow((int) exponent).longValueExact();
  }

  private static Object floating(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "//" -> Math.floor(a / b);
      case "%" -> a - Math.abs(b) * Math.floor(a / Math.abs(b));
      default -> Math.pow(a, b);
    };
  }

  private static JinjaFailure unable(String operator, Object left, Object right) {
    return new JinjaFailure(
        "unable to calculate " + Values.print(left) + " " + operator + " " + Values.print(right));
  }
}
