package dev.blackstart.template.gotemplate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One verb of a format with its flags, printing values as Go's fmt does. */
final class GoVerb {
  /** What stands between the percent sign and the verb. */
  static final class Flags {
    boolean plus;
    boolean minus;
    boolean sharp;
    boolean space;
    boolean zero;
    int width = -1;
    int precision = -1;

    void add(char flag) {
      plus |= flag == '+';
      minus |= flag == '-';
      sharp |= flag == '#';
      space |= flag == ' ';
      zero |= flag == '0';
    }
  }

  private final int verb;
  private final Flags flags;

  GoVerb(int verb, Flags flags) {
    this.verb = verb;
    this.flags = flags;
    // With v, a plus asks for field names, which maps and lists have none of.
    flags.plus &= verb != 'v';
  }

  String print(Object value) {
    if (verb == 'T') {
      return pad(GoText.type(value), false);
    }
    return switch (value) {
      case null -> verb == 'v' ? pad("<nil>", false) : bad(null);
      case String text -> text(text);
      case Boolean flag -> verb == 't' || verb == 'v' ? pad(flag.toString(), false) : bad(flag);
      case Long number -> integer(BigInteger.valueOf(number), number);
      case Int64 number -> integer(BigInteger.valueOf(number.longValue()), number);
      case BigInteger number -> integer(number, number);
      case Double number -> floating(number);
      case List<?> list -> flags.sharp && verb == 'v' ? sharp(list) : "[" + items(list) + "]";
      case Map<?, ?> map -> flags.sharp && verb == 'v' ? sharp(map) : "map[" + entries(map) + "]";
      default -> bad(value);
    };
  }

  private String items(List<?> list) {
    return String.join(" ", list.stream().map(this::print).toList());
  }

  private String entries(Map<?, ?> map) {
    return String.join(
        " ",
        new TreeMap<>(map)
            .entrySet().stream()
                .map(entry -> print(entry.getKey()) + ":" + print(entry.getValue()))
                .toList());
  }

  private String sharp(Object value) {
    String items =
        value instanceof Map<?, ?> map
            ? String.join(
                ", ",
                new TreeMap<>(map)
                    .entrySet().stream()
                        .map(e -> print(e.getKey()) + ":" + sharpItem(e.getValue()))
                        .toList())
            : String.join(", ", ((List<?>) value).stream().map(this::sharpItem).toList());
    return GoText.type(value) + "{" + items + "}";
  }

  private String sharpItem(Object value) {
    return value == null ? "interface {}(nil)" : print(value);
  }

  private String bad(Object value) {
    return "%!" + Character.toString(verb) + "(" + GoFormat.typed(value) + ")";
  }

  private String text(String value) {
    UnaryOperator<String> cut = text -> flags.precision < 0 ? text : cut(text, flags.precision);
    return switch (verb) {
      case 's' -> pad(cut.apply(value), false);
      case 'v' -> pad(flags.sharp ? quoted(value) : cut.apply(value), false);
      case 'q' -> pad(quoted(cut.apply(value)), false);
      case 'x' -> pad(hex(value), false);
      case 'X' -> pad(hex(value).toUpperCase(Locale.ROOT), false);
      default -> bad(value);
    };
  }

  private String quoted(String text) {
    boolean raw = flags.sharp && text.chars().noneMatch(c -> c == '`' || (c < ' ' && c != '\t'));
    return raw && verb == 'q'
        ? "`" + text + "`"
        : (flags.plus ? GoText.quoteAscii(text) : GoText.quote(text));
  }

  private String hex(String text) {
    HexFormat format = flags.space ? HexFormat.ofDelimiter(" ") : HexFormat.of();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return flags.sharp ? "0x" + format.formatHex(bytes) : format.formatHex(bytes);
  }

  private static String cut(String text, int characters) {
    int[] points = text.codePoints().toArray();
    return points.length <= characters ? text : new String(points, 0, characters);
  }

  private String integer(BigInteger number, Object value) {
    return switch (verb) {
      case 'd', 'v' -> digits(number, 10, "");
      case 'b' -> digits(number, 2, flags.sharp ? "0b" : "");
      case 'o' -> digits(number, 8, flags.sharp ? "0" : "");
      case 'O' -> digits(number, 8, "0o");
      case 'x' -> digits(number, 16, flags.sharp ? "0x" : "");
      case 'X' -> digits(number, 16, flags.sharp ? "0x" : "").toUpperCase(Locale.ROOT);
      case 'c' -> pad(character(number), false);
      case 'q' ->
          pad("'" + character(number).replace("\\", "\\\\").replace("'", "\\'") + "'", false);
      case 'U' -> pad(flags.sharp ? GoText.unicode(number.intValue()) : unicode(number), false);
      default -> bad(value);
    };
  }

  private static String unicode(BigInteger number) {
    return String.format("U+%04X", number.intValue());
  }

  private static String character(BigInteger number) {
    boolean valid = number.bitLength() < 31 && Character.isValidCodePoint(number.intValue());
    return valid ? Character.toString(number.intValue()) : "\uFFFD";
  }

  private String digits(BigInteger number, int radix, String prefix) {
    String digits = number.abs().toString(radix);
    if (flags.precision == 0 && number.signum() == 0) {
      return pad("", false);
    }
    String sign = sign(number.signum() < 0);
    int least = flags.precision;
    if (least < 0 && flags.zero && !flags.minus && flags.width > 0) {
      least = flags.width - sign.length();
    }
    return pad(sign + prefix + "0".repeat(Math.max(0, least - digits.length())) + digits, false);
  }

  private String sign(boolean negative) {
    return negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  }

  private String floating(double number) {
    String text =
        switch (verb) {
          case 'v', 'g', 'G' -> general(Math.abs(number));
          case 'f', 'F' -> fixed(Math.abs(number), flags.precision < 0 ? 6 : flags.precision);
          case 'e', 'E' -> scientific(Math.abs(number), flags.precision < 0 ? 6 : flags.precision);
          default -> null;
        };
    if (text == null) {
      return bad(number);
    }
    String upper = verb == 'E' || verb == 'G' ? text.toUpperCase(Locale.ROOT) : text;
    boolean negative = number < 0 || 1 / number < 0;
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      flags.zero = false;
      return pad(Double.isNaN(number) ? "NaN" : (number < 0 ? "-" : "+") + "Inf", false);
    }
    return pad(sign(negative) + upper, true);
  }

  private String general(double number) {
    if (flags.precision < 0 || Double.isNaN(number) || Double.isInfinite(number)) {
      return GoText.floating(number);
    }
    int digits = Math.max(1, flags.precision);
    if (number == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal plain = rounded.stripTrailingZeros();
    return exponent < -4 || exponent >= digits
        ? scientific(rounded.doubleValue(), plain.precision() - 1)
        : plain.toPlainString();
  }

  private static String fixed(double number, int digits) {
    return Double.isNaN(number) || Double.isInfinite(number)
        ? ""
        : new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String scientific(double number, int digits) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return "";
    }
    BigDecimal rounded =
        new BigDecimal(number).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    int exponent = number == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return mantissa
        + "e"
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private String pad(String text, boolean number) {
    int missing = flags.width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (flags.minus) {
      return text + " ".repeat(missing);
    }
    if (flags.zero) {
      boolean signed = text.startsWith("-") || text.startsWith("+") || text.startsWith(" ");
      int sign = number && signed ? 1 : 0;
      return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
    }
    return " ".repeat(missing) + text;
  }
}
