package dev.blackstart.template.gotemplate;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Constants as Go writes them. */
final class Literals {
  private static final Pattern INTEGER =
      Pattern.compile(
          "([-+]?)(?:0[xX]_?(?<hex>[0-9a-fA-F]+(_[0-9a-fA-F]+)*)|0[bB]_?(?<bin>[01]+(_[01]+)*)"
              + "|0[oO]?_?(?<oct>[0-7]+(_[0-7]+)*)|(?<dec>0|[1-9][0-9]*(_[0-9]+)*))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern HEX_FLOAT =
      Pattern.compile("[-+]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][-+]?[0-9]+");

  private Literals() {}

  /** The value of a number constant: a Long, a Double, or a BigInteger that no Go int holds. */
  static Optional<Number> number(String text) {
    Matcher integer = INTEGER.matcher(text);
    if (integer.matches()) {
      BigInteger value = integer(integer);
      if (integer.group(1).equals("-")) {
        value = value.negate();
      }
      return Optional.of(value.bitLength() < 64 ? (Number) value.longValueExact() : value);
    }
    if (HEX_FLOAT.matcher(text).matches()) {
      return Optional.of(Double.parseDouble(text));
    }
    if (!FLOAT.matcher(text).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(text);
    boolean isFloat = text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    return isFloat ? Optional.of(value) : Optional.empty();
  }

  private static BigInteger integer(Matcher integer) {
    if (integer.group("hex") != null) {
      return new BigInteger(integer.group("hex").replace("_", ""), 16);
    }
    if (integer.group("bin") != null) {
      return new BigInteger(integer.group("bin").replace("_", ""), 2);
    }
    if (integer.group("oct") != null) {
      return new BigInteger(integer.group("oct").replace("_", ""), 8);
    }
    return new BigInteger(integer.group("dec").replace("_", ""));
  }

  /** The text of a quoted constant ("", '' or ``); empty when an escape in it is not Go's. */
  static Optional<String> unquote(String quoted) {
    char quote = quoted.charAt(0);
    String inner = quoted.substring(1, quoted.length() - 1);
    if (quote == '`') {
      return Optional.of(inner.replace("\r", ""));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < inner.length(); ) {
      if (inner.charAt(i) != '\\') {
        text.append(inner.charAt(i++));
        continue;
      }
      int length = escape(inner, i, quote, text);
      if (length < 0) {
        return Optional.empty();
      }
      i += length;
    }
    return Optional.of(text.toString());
  }

  /** Appends what an escape stands for; the length of the escape, or -1. */
  private static int escape(String inner, int at, char quote, StringBuilder text) {
    char c = inner.charAt(at + 1);
    int simple = "abfnrtv\\".indexOf(c);
    if (simple >= 0) {
      text.append("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
      return 2;
    }
    if (c == quote) {
      text.append(c);
      return 2;
    }
    int digits =
        switch (c) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> c >= '0' && c <= '7' ? 3 : -1;
        };
    int from = digits == 3 ? at + 1 : at + 2;
    if (digits < 0 || from + digits > inner.length()) {
      return -1;
    }
    try {
      int code = Integer.parseInt(inner.substring(from, from + digits), digits == 3 ? 8 : 16);
      if (!Character.isValidCodePoint(code)) {
        return -1;
      }
      text.appendCodePoint(code);
      return from + digits - at;
    } catch (NumberFormatException notDigits) {
      return -1;
    }
  }
}
