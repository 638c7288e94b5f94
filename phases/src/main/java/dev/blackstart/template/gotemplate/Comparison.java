package dev.blackstart.template.gotemplate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How templates compare: values of one basic kind only. */
final class Comparison {
  private Comparison() {}

  private enum Kind {
    OTHER,
    BOOL,
    INTEGER,
    FLOAT,
    STRING
  }

  private static Kind kind(Object value) {
    return switch (value) {
      case Boolean flag -> Kind.BOOL;
      case Long number -> Kind.INTEGER;
      case Int64 number -> Kind.INTEGER;
      case BigInteger number -> Kind.INTEGER;
      case Double number -> Kind.FLOAT;
      case String text -> Kind.STRING;
      case null, default -> Kind.OTHER;
    };
  }

  /** Whether a value equals at least one of the others. */
  static boolean isEqual(Object value, List<Object> others) {
    if (others.isEmpty()) {
      throw new FunctionFailure("missing argument for comparison");
    }
    for (Object other : others) {
      if (isEqual(value, other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEqual(Object left, Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    Kind kind = kind(left);
    if (kind != kind(right)) {
      throw new FunctionFailure(
          "incompatible types for comparison: " + GoText.type(left) + " and " + GoText.type(right));
    }
    return switch (kind) {
      case INTEGER -> big(left).equals(big(right));
      case FLOAT -> ((Double) left).doubleValue() == ((Double) right).doubleValue();
      case BOOL, STRING -> left.equals(right);
      case OTHER -> throw notComparable(left, right);
    };
  }

  private static FunctionFailure notComparable(Object left, Object right) {
    boolean alike =
        (left instanceof Map && right instanceof Map)
            || (left instanceof List && right instanceof List);
    return alike
        ? new FunctionFailure("non-comparable type " + GoText.of(right) + ": " + GoText.type(right))
        : new FunctionFailure(
            "non-comparable types "
                + GoText.of(left)
                + ": "
                + GoText.type(left)
                + ", "
                + GoText.type(right)
                + ": "
                + GoText.of(right));
  }

  static boolean isLess(Object left, Object right) {
    Kind kind = kind(left);
    if (kind == Kind.OTHER || kind(right) == Kind.OTHER) {
      throw new FunctionFailure("invalid type for comparison");
    }
    if (kind != kind(right)) {
      throw new FunctionFailure(
          "incompatible types for comparison: " + GoText.type(left) + " and " + GoText.type(right));
    }
    return switch (kind) {
      case INTEGER -> big(left).compareTo(big(right)) < 0;
      case FLOAT -> (Double) left < (Double) right;
      case STRING -> Arrays.compareUnsigned(bytes(left), bytes(right)) < 0;
      case BOOL, OTHER -> throw new FunctionFailure("invalid type for comparison");
    };
  }

  private static byte[] bytes(Object text) {
    return ((String) text).getBytes(StandardCharsets.UTF_8);
  }

  private static BigInteger big(Object number) {
    return number instanceof BigInteger big
        ? big
        : BigInteger.valueOf(((Number) number).longValue());
  }
}
