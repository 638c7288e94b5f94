package dev.blackstart.template.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tests behind {@code is}. */
final class Tests {
  private static final Set<String> NAMES =
      Set.of(
          "defined",
          "undefined",
          "none",
          "true",
          "false",
          "boolean",
          "number",
          "integer",
          "int",
          "float",
          "string",
          "sequence",
          "mapping",
          "iterable",
          "odd",
          "even",
          "divisibleby",
          "lower",
          "upper",
          "startingwith",
          "endingwith",
          "in",
          "eq",
          "equalto",
          "==",
          "sameas",
          "ne",
          "!=",
          "lt",
          "lessthan",
          "<",
          "le",
          "<=",
          "gt",
          "greaterthan",
          ">",
          "ge",
          ">=",
          "filter",
          "test",
          "safe",
          "escaped");

  private Tests() {}

  static boolean apply(String name, Object value, List<Object> arguments) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      default -> known(name, Values.known(value), arguments);
    };
  }

  private static boolean known(String name, Object value, List<Object> arguments) {
    return switch (name) {
      case "none" -> value == null;
      case "filter" -> Filters.has(TextFilters.text(value));
      case "test" -> NAMES.contains(TextFilters.text(value));
      // Nothing is escaped here, so nothing has to be marked as safe.
      case "safe", "escaped" -> false;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "boolean" -> value instanceof Boolean;
      case "number" -> value instanceof Number;
      case "integer", "int" -> value instanceof Long;
      case "float" -> value instanceof Double;
      case "string" -> value instanceof String;
      case "sequence" -> value instanceof List;
      case "mapping" -> value instanceof Map;
      case "iterable" -> value instanceof List || value instanceof Map || value instanceof String;
      case "odd" -> value instanceof Long number && Math.floorMod(number, 2) == 1;
      case "even" -> value instanceof Long number && Math.floorMod(number, 2) == 0;
      case "divisibleby" ->
          Values.isEqual(Arithmetic.apply("%", value, first(name, arguments)), 0L);
      case "lower" -> value instanceof String text && text.equals(text.toLowerCase(Locale.ROOT));
      case "upper" -> value instanceof String text && text.equals(text.toUpperCase(Locale.ROOT));
      case "startingwith" ->
          TextFilters.text(value).startsWith(TextFilters.text(first(name, arguments)));
      case "endingwith" ->
          TextFilters.text(value).endsWith(TextFilters.text(first(name, arguments)));
      case "in" -> Arithmetic.contains(first(name, arguments), value);
      case "eq", "equalto", "==", "sameas" -> Values.isEqual(value, first(name, arguments));
      case "ne", "!=" -> !Values.isEqual(value, first(name, arguments));
      case "lt", "lessthan", "<" -> Values.compare(value, first(name, arguments)) < 0;
      case "le", "<=" -> Values.compare(value, first(name, arguments)) <= 0;
      case "gt", "greaterthan", ">" -> Values.compare(value, first(name, arguments)) > 0;
      case "ge", ">=" -> Values.compare(value, first(name, arguments)) >= 0;
      default -> throw new JinjaFailure("test \"" + name + "\" is unknown");
    };
  }

  private static Object first(String name, List<Object> arguments) {
    if (arguments.isEmpty()) {
      throw new JinjaFailure("test \"" + name + "\" needs an argument");
    }
    return arguments.getFirst();
  }
}
