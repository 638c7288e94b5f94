package dev.blackstart.template.gotemplate;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions text/template itself defines; {@code and} and {@code or} are the evaluator's. */
final class Builtins {
  private static final Function UNREACHED =
      Function.atLeast(
          1,
          arguments -> {
            throw new FunctionFailure("evaluated elsewhere");
          });

  static final Map<String, Function> FUNCTIONS =
      Map.ofEntries(
          Map.entry("and", UNREACHED),
          Map.entry("or", UNREACHED),
          Map.entry("not", Function.of(1, a -> !Values.isTrue(a.get(0)))),
          Map.entry("len", Function.of(1, a -> length(a.get(0)))),
          Map.entry("index", Function.atLeast(1, a -> index(a.get(0), a.from(1)))),
          Map.entry("slice", Function.atLeast(1, a -> slice(a.get(0), a.from(1)))),
          Map.entry("call", Function.atLeast(1, Builtins::call)),
          Map.entry("print", Function.atLeast(0, a -> print(a.from(0)))),
          Map.entry(
              "println",
              Function.atLeast(
                  0, a -> String.join(" ", a.from(0).stream().map(GoText::of).toList()) + "\n")),
          Map.entry("printf", Function.atLeast(1, a -> GoFormat.format(a.text(0), a.from(1)))),
          Map.entry("html", Function.atLeast(0, a -> html(print(a.from(0))))),
          Map.entry("js", Function.atLeast(0, a -> js(print(a.from(0))))),
          Map.entry("urlquery", Function.atLeast(0, a -> urlQuery(print(a.from(0))))),
          Map.entry("eq", Function.atLeast(1, a -> Comparison.isEqual(a.get(0), a.from(1)))),
          Map.entry("ne", Function.of(2, a -> !Comparison.isEqual(a.get(0), a.from(1)))),
          Map.entry("lt", Function.of(2, a -> Comparison.isLess(a.get(0), a.get(1)))),
          Map.entry(
              "le",
              Function.of(
                  2,
                  a ->
                      Comparison.isLess(a.get(0), a.get(1))
                          || Comparison.isEqual(a.get(0), a.from(1)))),
          Map.entry(
              "gt",
              Function.of(
                  2,
                  a ->
                      !Comparison.isLess(a.get(0), a.get(1))
                          && !Comparison.isEqual(a.get(0), a.from(1)))),
          Map.entry("ge", Function.of(2, a -> !Comparison.isLess(a.get(0), a.get(1)))));

  private Builtins() {}

  /** Go counts a string's bytes. */
  private static Long length(Object value) {
    return switch (value) {
      case null -> throw new FunctionFailure("len of nil pointer");
      case String text -> (long) text.getBytes(StandardCharsets.UTF_8).length;
      case List<?> list -> (long) list.size();
      case Map<?, ?> map -> (long) map.size();
      default -> throw new FunctionFailure("len of type " + GoText.type(value));
    };
  }

  private static Object index(Object value, List<Object> path) {
    if (value == null) {
      throw new FunctionFailure("index of untyped nil");
    }
    Object item = value;
    for (Object step : path) {
      item =
          switch (item) {
            case null -> throw new FunctionFailure("index of nil pointer");
            case List<?> list -> list.get(position(step, list.size()));
            case String text -> {
              byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
              yield (long) (bytes[position(step, bytes.length)] & 0xFF);
            }
            case Map<?, ?> map -> {
              if (!(step instanceof String)) {
                throw new FunctionFailure(
                    step == null
                        ? "value is nil; should be of type string"
                        : "value has type " + GoText.type(step) + "; should be string");
              }
              yield map.get(step);
            }
            default -> throw new FunctionFailure("can't index item of type " + GoText.type(item));
          };
    }
    return item;
  }

  private static int position(Object index, int size) {
    int position = bound(index, size);
    if (position == size) {
      throw new FunctionFailure("index out of range: " + index);
    }
    return position;
  }

  private static int bound(Object index, int size) {
    if (!(index instanceof Long || index instanceof Int64 || index instanceof BigInteger)) {
      throw new FunctionFailure(
          "cannot index slice/array with "
              + (index == null ? "nil" : "type " + GoText.type(index)));
    }
    long at = ((Number) index).longValue();
    if (at < 0 || at > size) {
      throw new FunctionFailure("index out of range: " + index);
    }
    return (int) at;
  }

  private static Object slice(Object value, List<Object> bounds) {
    if (value == null) {
      throw new FunctionFailure("slice of untyped nil");
    }
    if (bounds.size() > 3) {
      throw new FunctionFailure("too many slice indexes: " + bounds.size());
    }
    byte[] bytes = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
    if (bytes != null && bounds.size() == 3) {
      throw new FunctionFailure("cannot 3-index slice a string");
    }
    if (bytes == null && !(value instanceof List)) {
      throw new FunctionFailure("can't slice item of type " + GoText.type(value));
    }
    int size = bytes != null ? bytes.length : ((List<?>) value).size();
    int from = bounds.isEmpty() ? 0 : bound(bounds.get(0), size);
    int to = bounds.size() < 2 ? size : bound(bounds.get(1), size);
    if (from > to) {
      throw new FunctionFailure("invalid slice index: " + from + " > " + to);
    }
    if (bounds.size() == 3 && to > bound(bounds.get(2), size)) {
      throw new FunctionFailure("invalid slice index: " + to + " > " + bounds.get(2));
    }
    return bytes != null
        ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
        : new ArrayList<>(((List<?>) value).subList(from, to));
  }

  private static Object call(Arguments arguments) {
    Object value = arguments.get(0);
    if (value == null) {
      throw new FunctionFailure("call of nil");
    }
    // A map's function is called where its field is read, so what arrives here is its result.
    throw new FunctionFailure("non-function of type " + GoText.type(value));
  }

  /** Operands side by side, with a space between two of which neither is a string. */
  static String print(List<Object> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      boolean words =
          values.get(i) instanceof String || (i > 0 && values.get(i - 1) instanceof String);
      text.append(i > 0 && !words ? " " : "").append(GoText.of(values.get(i)));
    }
    return text.toString();
  }

  private static String html(String text) {
    return escape(
        text,
        Map.of(
            '"', "&#34;", '\'', "&#39;", '&', "&amp;", '<', "&lt;", '>', "&gt;", '\0', "\uFFFD"));
  }

  private static String js(String text) {
    Map<Character, String> escapes =
        new HashMap<>(
            Map.of(
                '\\', "\\\\", '\'', "\\'", '"', "\\\"", '<', "\\u003C", '>', "\\u003E", '&',
                "\\u0026", '=', "\\u003D"));
    for (char c = 0; c < ' '; c++) {
      escapes.put(c, String.format("\\u%04X", (int) c));
    }
    return escape(text, escapes);
  }

  private static String escape(String text, Map<Character, String> escapes) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      String escape = escapes.get(c);
      if (escape == null) {
        escaped.append(c);
      } else {
        escaped.append(escape);
      }
    }
    return escaped.toString();
  }

  /**
   * As Go's url.QueryEscape, which differs from Java's form encoding in {@code *} and {@code ~}.
   */
  static String urlQuery(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
