package dev.blackstart.template.jinja;

import java.util.List;
import java.util.Map;

/** JSON that can stand within HTML, as the filter tojson writes it. */
final class JsonWriter {
  private final int indent;
  private final StringBuilder out = new StringBuilder();

  private JsonWriter(int indent) {
    this.indent = indent;
  }

  static String write(Object value, int indent) {
    JsonWriter writer = new JsonWriter(indent);
    writer.write(value);
    return writer.out.toString();
  }

  private int depth;

  private void write(Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> quoted(text);
      case Map<?, ?> map -> {
        out.append('{');
        depth++;
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          next(first);
          first = false;
          quoted(Values.print(entry.getKey()));
          out.append(indent > 0 ? ": " : ":");
          write(entry.getValue());
        }
        end(map.isEmpty(), '}');
      }
      case List<?> list -> {
        out.append('[');
        depth++;
        boolean first = true;
        for (Object item : list) {
          next(first);
          first = false;
          write(item);
        }
        end(list.isEmpty(), ']');
      }
      case Number number -> out.append(Values.print(number));
      case Boolean flag -> out.append(flag.booleanValue());
      default -> throw new JinjaFailure("cannot write a " + Values.type(value) + " as JSON");
    }
  }

  private void next(boolean first) {
    out.append(first ? "" : ",");
    line();
  }

  private void end(boolean empty, char bracket) {
    depth--;
    if (!empty) {
      line();
    }
    out.append(bracket);
  }

  private void line() {
    if (indent > 0) {
      out.append('\n').repeat(' ', indent * depth);
    }
  }

  private void quoted(String text) {
    out.append('"');
    for (char c : text.toCharArray()) {
      int simple = "\"\\\b\f\n\r\t".indexOf(c);
      if (simple >= 0) {
        out.append('\\').append("\"\\bfnrt".charAt(simple));
      } else if (c < ' ' || "<>&'".indexOf(c) >= 0) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
