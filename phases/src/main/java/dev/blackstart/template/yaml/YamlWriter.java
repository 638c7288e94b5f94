package dev.blackstart.template.yaml;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes values and nodes in block style, laid out as go-yaml does. */
final class YamlWriter {
  private static final int LONGEST = 64 << 20;
  private static final int LONGEST_SIMPLE_KEY = 128;

  private final YamlStyle style;
  private final ScalarWriter scalars;
  private final StringBuilder out = new StringBuilder();

  YamlWriter(YamlStyle style) {
    this.style = style;
    this.scalars = new ScalarWriter(style, out);
  }

  String document(Object value) {
    if (isCollection(value) && !isEmpty(value)) {
      collection(value, 0);
    } else {
      leaf(value, style.indent(), style.indent());
    }
    if (out.isEmpty() || out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
    return out.toString();
  }

  private void collection(Object value, int indent) {
    if (out.length() > LONGEST) {
      throw new YamlProblem(
          new Mark("output", 1, 1),
          "a value is longer than " + (LONGEST >> 20) + " MiB as YAML",
          "use a value fewer times within itself");
    }
    if (isMap(value)) {
      map(entries(value), indent);
    } else {
      list(items(value), indent);
    }
  }

  /** Writes entries, the first where the writer stands, the others on lines of their own. */
  private void map(List<Map.Entry<Object, Object>> entries, int indent) {
    boolean first = true;
    for (Map.Entry<Object, Object> entry : entries) {
      if (!first) {
        line(indent);
      }
      first = false;
      String key = scalars.key(entry.getKey());
      if (key.length() > LONGEST_SIMPLE_KEY) {
        out.append("? ").append(key);
        line(indent);
      } else {
        out.append(key);
      }
      out.append(':');
      value(entry.getValue(), indent);
    }
  }

  private void value(Object value, int indent) {
    if (isEmpty(value) || !isCollection(value)) {
      out.append(' ');
      leaf(value, deeper(indent), deeper(indent) - indent);
    } else if (isMap(value)) {
      line(deeper(indent));
      collection(value, deeper(indent));
    } else {
      int at = style.indentLists() ? deeper(indent) : indent;
      line(at);
      collection(value, at);
    }
  }

  private void list(List<?> items, int indent) {
    boolean first = true;
    for (Object item : items) {
      if (!first) {
        line(indent);
      }
      first = false;
      out.append("- ");
      if (isEmpty(item) || !isCollection(item)) {
        leaf(item, indent + 2, 2);
      } else {
        collection(item, indent + 2);
      }
    }
  }

  private void leaf(Object value, int indent, int step) {
    if (isCollection(value)) {
      out.append(isMap(value) ? "{}" : "[]");
    } else {
      scalars.write(value, indent, step);
    }
  }

  private int deeper(int indent) {
    return style.indent() * ((indent + style.indent()) / style.indent());
  }

  private void line(int indent) {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
    out.repeat(' ', indent);
  }

  private static boolean isMap(Object value) {
    return value instanceof Map || value instanceof MapNode;
  }

  private static boolean isCollection(Object value) {
    return isMap(value) || value instanceof Iterable || value instanceof ListNode;
  }

  private boolean isEmpty(Object value) {
    return isCollection(value)
        && (isMap(value) ? entries(value).isEmpty() : items(value).isEmpty());
  }

  private static List<?> items(Object value) {
    if (value instanceof ListNode list) {
      return list.items();
    }
    List<Object> items = new ArrayList<>();
    ((Iterable<?>) value).forEach(items::add);
    return items;
  }

  private List<Map.Entry<Object, Object>> entries(Object value) {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    if (value instanceof MapNode map) {
      map.entries().forEach(entry -> entries.add(Map.entry(entry.key(), entry.value())));
    } else {
      ((Map<?, ?>) value)
          .forEach((key, named) -> entries.add(new SimpleImmutableEntry<>(key, named)));
    }
    if (style.sortKeys()) {
      entries.sort(
          (a, b) -> KeyOrder.compare(ScalarWriter.text(a.getKey()), ScalarWriter.text(b.getKey())));
    }
    return entries;
  }
}
