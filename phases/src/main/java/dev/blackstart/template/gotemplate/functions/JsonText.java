package dev.blackstart.template.gotemplate.functions;

import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import dev.blackstart.template.gotemplate.Printed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON as Go's encoding/json writes it: keys sorted, and by default safe within HTML. */
final class JsonText {
  private static final int LONGEST = 16 << 20;

  private final boolean html;
  private final String indent;
  private final StringBuilder out = new StringBuilder();

  private JsonText(boolean html, String indent) {
    this.html = html;
    this.indent = indent;
  }

  static String of(Object value) {
    return new JsonText(true, "").write(value, 0).toString();
  }

  static String raw(Object value) {
    return new JsonText(false, "").write(value, 0).toString();
  }

  static String pretty(Object value) {
    return new JsonText(true, "  ").write(value, 0).toString();
  }

  private StringBuilder write(Object value, int depth) {
    if (out.length() > LONGEST) {
      throw new FunctionFailure("the JSON is longer than " + (LONGEST >> 20) + " MiB");
    }
    switch (value) {
      case null -> out.append("null");
      case String text -> quoted(text);
      case Double number -> out.append(number(number));
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case Printed text when !(value instanceof Map) -> quoted(text.toString());
      case Map<?, ?> map -> map(map, depth);
      case List<?> list -> list(list, depth);
      default -> throw new FunctionFailure("json: unsupported type: " + GoText.type(value));
    }
    return out;
  }

  private void map(Map<?, ?> map, int depth) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
      line(first, depth + 1);
      first = false;
      quoted(String.valueOf(entry.getKey()));
      out.append(indent.isEmpty() ? ":" : ": ");
      write(entry.getValue(), depth + 1);
    }
    close(first, depth, '}');
  }

  private void list(List<?> list, int depth) {
    out.append('[');
    boolean first = true;
    for (Object item : list) {
      line(first, depth + 1);
      first = false;
      write(item, depth + 1);
    }
    close(first, depth, ']');
  }

  private void line(boolean first, int depth) {
    out.append(first ? "" : ",");
    if (!indent.isEmpty()) {
      out.append('\n').repeat(indent, depth);
    }
  }

  private void close(boolean empty, int depth, char end) {
    if (!empty && !indent.isEmpty()) {
      out.append('\n').repeat(indent, depth);
    }
    out.append(end);
  }

  /** Plain digits unless very large or very small, then with the shortest exponent. */
  static String number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new FunctionFailure("json: unsupported value: " + GoText.floating(number));
    }
    double size = Math.abs(number);
    if (size == 0 || (size >= 1e-6 && size < 1e21)) {
      String plain = new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
      return size == 0 ? (1 / number < 0 ? "-0" : "0") : plain;
    }
    return GoText.floating(number).replaceFirst("e-0(\\d)$", "e-$1");
  }

  private void quoted(String text) {
    out.append('"');
    for (char c : text.toCharArray()) {
      int simple = "\"\\\b\f\n\r\t".indexOf(c);
      if (simple >= 0) {
        out.append('\\').append("\"\\bfnrt".charAt(simple));
      } else if (c < ' ' || c == 0x2028 || c == 0x2029 || (html && "<>&".indexOf(c) >= 0)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
