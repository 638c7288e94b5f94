package dev.blackstart.template.jinja;

import dev.blackstart.template.jinja.JinjaStyle.Escape;

/** Writes printed values as the style of a rendering wants them. */
final class Escaping {
  private Escaping() {}

  /**
   * The text of a printed value.
   *
   * @param printed what gave it; a filter {@code safe} at its end leaves it as it is
   */
  static String print(Object value, Expression printed, Escape escape) {
    if (printed instanceof Expression.Filter filter && filter.name().equals("safe")) {
      return Values.print(value);
    }
    return switch (escape) {
      case NONE -> Values.print(value);
      case JSON -> json(value);
      case HTML -> html(Values.print(value));
    };
  }

  /** The filter tojson hides four more signs than JSON itself needs. */
  private static String json(Object value) {
    return JsonWriter.write(value, 0)
        .replace("\\u003c", "<")
        .replace("\\u003e", ">")
        .replace("\\u0026", "&")
        .replace("\\u0027", "'");
  }

  /** The signs that mean something in HTML, written as what they show. */
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#x27;")
        .replace("/", "&#x2f;");
  }
}
