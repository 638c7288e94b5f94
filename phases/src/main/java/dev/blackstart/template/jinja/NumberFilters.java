package dev.blackstart.template.jinja;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.BiFunction;

/** Filters that make or change numbers. */
final class NumberFilters {
  static final Map<String, BiFunction<Object, FilterCall, Object>> TABLE =
      Map.ofEntries(
          entry("abs", (value, call) -> absolute(value)),
          entry("int", (value, call) -> integer(value, call)),
          entry("float", (value, call) -> floating(value, call)),
          entry("round", (value, call) -> round(value, call.integer(0, "precision", 0))),
          entry("bool", (value, call) -> Values.isTrue(value)));

  private NumberFilters() {}

  private static Object absolute(Object value) {
    return switch (value) {
      case Long number -> Math.abs(number);
      case Double number -> Math.abs(number);
      case null, default -> throw cannot(value, "an absolute value");
    };
  }

  private static Object integer(Object value, FilterCall call) {
    return switch (value) {
      case null -> 0L;
      case Long number -> number;
      case Double number -> number.longValue();
      case Boolean flag -> flag ? 1L : 0L;
      case String text when text.strip().matches("[-+]?[0-9]{1,18}") ->
          Long.parseLong(text.strip());
      case String text when isFloat(text) -> (long) Double.parseDouble(text);
      default -> call.get(0, "default").orElseThrow(() -> cannot(value, "an integer"));
    };
  }

  private static Object floating(Object value, FilterCall call) {
    return switch (value) {
      case null -> 0.0;
      case Number number -> number.doubleValue();
      case Boolean flag -> flag ? 1.0 : 0.0;
      case String text when isFloat(text) -> Double.parseDouble(text);
      default -> call.get(0, "default").orElseThrow(() -> cannot(value, "a float"));
    };
  }

  private static boolean isFloat(String text) {
    return text.strip().matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
  }

  private static Object round(Object value, int digits) {
    if (value instanceof Long) {
      return value;
    }
    if (!(value instanceof Double number) || Math.abs(digits) > 300) {
      throw cannot(value, "a rounded number");
    }
    return new BigDecimal(Double.toString(number))
        .setScale(digits, RoundingMode.HALF_UP)
        .doubleValue();
  }

  private static JinjaFailure cannot(Object value, String what) {
    String shown = value instanceof String text ? " " + Values.quoted(text) : "";
    return new JinjaFailure("cannot make " + what + " of the " + Values.type(value) + shown);
  }
}
