package dev.blackstart.template.gotemplate;

import dev.blackstart.template.yaml.GoFloat;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values as Go's fmt prints and names them. */
public final class GoText {
  private static final int LONGEST = 16 << 20;

  private GoText() {}

  /** As {@code %v} prints a value: {@code [a b]}, {@code map[k:v]}, {@code <nil>}. */
  public static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    print(value, out);
    return out.toString();
  }

  private static void print(Object value, StringBuilder out) {
    if (out.length() > LONGEST) {
      throw new FunctionFailure("a value prints longer than " + (LONGEST >> 20) + " MiB");
    }
    switch (value) {
      case null -> out.append("<nil>");
      case NoValue none -> out.append("<no value>");
      case Double number -> out.append(floating(number));
      case Printed printed -> out.append(printed.print());
      case Map<?, ?> map -> {
        out.append("map[");
        int begin = out.length();
        new TreeMap<>(map)
            .forEach(
                (key, item) -> {
                  out.append(out.length() > begin ? " " : "").append(key).append(':');
                  print(item, out);
                });
        out.append(']');
      }
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          out.append(i > 0 ? " " : "");
          print(list.get(i), out);
        }
        out.append(']');
      }
      default -> out.append(value);
    }
  }

  /** A float by strconv's 'g' in its shortest form. */
  public static String floating(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return GoFloat.shortest(value);
  }

  /** The name Go gives the type of a value. */
  public static String type(Object value) {
    return switch (value) {
      case null -> "<nil>";
      case NoValue none -> "<nil>";
      case String text -> "string";
      case Boolean flag -> "bool";
      case Long number -> "int";
      case Int64 number -> "int64";
      case BigInteger number -> "uint64";
      case Printed printed -> printed.type();
      case Double number -> "float64";
      case Map<?, ?> map -> "map[string]interface {}";
      case List<?> list -> "[]interface {}";
      default -> value.getClass().getSimpleName();
    };
  }

  /** A string in double quotes with Go's escapes ({@code %q}). */
  public static String quote(String text) {
    return quote(text, Integer.MAX_VALUE);
  }

  /** The same with escapes for all that is not ASCII ({@code %+q}). */
  static String quoteAscii(String text) {
    return quote(text, 0x7F);
  }

  private static String quote(String text, int last) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              int simple = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(c);
              if (simple >= 0) {
                quoted.append('\\').append("abfnrtv\\\"".charAt(simple));
              } else if (c <= last && isPrint(c)) {
                quoted.appendCodePoint(c);
              } else {
                String form = c < 0x80 ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x";
                quoted.append(String.format(form, c));
              }
            });
    return quoted.append('"').toString();
  }

  /** Whether strconv.IsPrint holds: a visible character, or the plain space. */
  static boolean isPrint(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** A character as {@code %#U} shows it: {@code U+0041 'A'}. */
  static String unicode(int c) {
    String name = String.format("U+%04X", c);
    return isPrint(c) ? name + " '" + Character.toString(c) + "'" : name;
  }
}
