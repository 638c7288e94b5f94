package dev.blackstart.template.gotemplate.functions;

import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The conversions sprig makes without asking; what cannot be converted is zero. */
final class Coerce {
  private Coerce() {}

  static long integer(Object value) {
    return switch (value) {
      case Long number -> number;
      case Double number -> truncated(number);
      case Number number -> number.longValue();
      case Boolean flag -> flag ? 1 : 0;
      case String text -> parse(text);
      case null, default -> 0;
    };
  }

  /** As amd64 converts: what no int64 holds is the smallest one. */
  private static long truncated(double number) {
    return Math.abs(number) < 0x1p63 ? (long) number : Long.MIN_VALUE;
  }

  /** Go's ParseInt with base 0, a fraction of zeros left out. */
  private static long parse(String text) {
    String digits = text.replaceFirst("\\.0*$", "").replace("_", "");
    try {
      String bare = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
      String sign = digits.startsWith("-") ? "-" : "";
      String lower = bare.toLowerCase(java.util.Locale.ROOT);
      if (lower.startsWith("0x")) {
        return Long.parseLong(sign + bare.substring(2), 16);
      }
      if (lower.startsWith("0b")) {
        return Long.parseLong(sign + bare.substring(2), 2);
      }
      if (lower.startsWith("0o")) {
        return Long.parseLong(sign + bare.substring(2), 8);
      }
      boolean octal = bare.length() > 1 && bare.startsWith("0");
      return Long.parseLong(sign + bare, octal ? 8 : 10);
    } catch (NumberFormatException notInteger) {
      return 0;
    }
  }

  static double floating(Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case Boolean flag -> flag ? 1 : 0;
      case String text -> {
        try {
          yield text.isBlank() || text.matches(".*[dDfF\\s]") ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException notFloat) {
          yield 0;
        }
      }
      case null, default -> 0;
    };
  }

  /** A string as it is, everything else as it prints. */
  static String text(Object value) {
    return value instanceof String text ? text : GoText.of(value);
  }

  /** The texts of a list's items, nil left out; of a single value the list of it. */
  static List<String> texts(Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().filter(item -> item != null).map(Coerce::text).toList();
      default -> List.of(text(value));
    };
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value, String function) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new FunctionFailure(
        "interface conversion: interface {} is "
            + (value == null ? "nil" : GoText.type(value))
            + ", not map[string]interface {} ("
            + function
            + ")");
  }

  static List<Object> objects(List<?> items) {
    return new ArrayList<>(items);
  }
}
