package dev.blackstart.template.kustomize;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What an expression can do with the value of its variable. */
interface VariableFunction extends BiFunction<String, List<String>, String> {
  VariableFunction LENGTH =
      (value, none) -> String.valueOf(value.getBytes(StandardCharsets.UTF_8).length);

  VariableFunction SLICE = VariableFunction::slice;

  static VariableFunction cased(String operator) {
    return switch (operator) {
      case "," -> (value, none) -> first(value, false);
      case "^" -> (value, none) -> first(value, true);
      case ",," -> (value, none) -> value.toLowerCase(Locale.ROOT);
      case "^^" -> (value, none) -> value.toUpperCase(Locale.ROOT);
      default -> (value, none) -> value;
    };
  }

  static VariableFunction trimmed(String operator) {
    boolean longest = operator.length() == 2;
    return operator.startsWith("#")
        ? (value, pattern) -> trimPrefix(value, pattern.getFirst(), longest)
        : (value, pattern) -> trimSuffix(value, pattern.getFirst(), longest);
  }

  static VariableFunction replaced(String operator) {
    return (value, arguments) -> {
      String wanted = arguments.get(0);
      String by = arguments.size() > 1 ? arguments.get(1) : "";
      return switch (operator) {
        case "//" -> value.replace(wanted, by);
        case "/#" ->
            arguments.size() == 2 && value.startsWith(wanted) ? once(value, wanted, by) : value;
        case "/%" ->
            arguments.size() == 2 && value.endsWith(wanted)
                ? value.substring(0, value.length() - wanted.length()) + by
                : value;
        default -> once(value, wanted, by);
      };
    };
  }

  private static String once(String value, String wanted, String by) {
    int at = value.indexOf(wanted);
    return at < 0 ? value : value.substring(0, at) + by + value.substring(at + wanted.length());
  }

  private static String first(String value, boolean upper) {
    if (value.isEmpty()) {
      return value;
    }
    int end = value.offsetByCodePoints(0, 1);
    String first = value.substring(0, end);
    return (upper ? first.toUpperCase(Locale.ROOT) : first.toLowerCase(Locale.ROOT))
        + value.substring(end);
  }

  /** Positions count bytes; one that is no number leaves the value as it is. */
  private static String slice(String value, List<String> bounds) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try {
      int from = Integer.parseInt(bounds.getFirst());
      from = from < 0 ? Math.max(0, bytes.length + from) : from;
      int to = bounds.size() == 1 ? bytes.length : from + Integer.parseInt(bounds.get(1));
      if (from >= bytes.length) {
        return "";
      }
      return new String(
          Arrays.copyOfRange(bytes, from, Math.max(from, Math.min(to, bytes.length))),
          StandardCharsets.UTF_8);
    } catch (NumberFormatException noNumber) {
      return value;
    }
  }

  private static String trimPrefix(String value, String pattern, boolean longest) {
    Pattern glob = glob(pattern);
    for (int i = 1; i <= value.length(); i++) {
      int end = longest ? value.length() + 1 - i : i;
      if (glob.matcher(value.substring(0, end)).matches()) {
        return value.substring(end);
      }
    }
    return value;
  }

  private static String trimSuffix(String value, String pattern, boolean longest) {
    Pattern glob = glob(pattern);
    for (int i = 1; i <= value.length(); i++) {
      int from = longest ? i - 1 : value.length() - i;
      if (glob.matcher(value.substring(from)).matches()) {
        return value.substring(0, from);
      }
    }
    return value;
  }

  /** {@code *} and {@code ?} of a shell; classes in brackets as they are. */
  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int close = pattern.indexOf(']', i + 2);
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' && close > 0) {
        regex.append(pattern, i, close + 1);
        i = close;
      } else if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(pattern.substring(++i, i + 1)));
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException noPattern) {
      return Pattern.compile("(?!)");
    }
  }
}
