package dev.blackstart.template.jinja;

import static java.util.Map.entry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Filters on strings. */
final class TextFilters {
  static final Map<String, BiFunction<Object, FilterCall, Object>> TABLE =
      Map.ofEntries(
          entry("upper", (value, call) -> text(value).toUpperCase(Locale.ROOT)),
          entry("lower", (value, call) -> text(value).toLowerCase(Locale.ROOT)),
          entry("title", (value, call) -> title(text(value))),
          entry("capitalize", (value, call) -> capitalize(text(value))),
          entry("trim", (value, call) -> trim(text(value), call)),
          entry(
              "replace",
              (value, call) -> text(value).replace(call.text(0, "from"), call.text(1, "to"))),
          entry("indent", (value, call) -> indent(text(value), call)),
          entry("split", (value, call) -> split(text(value), call.positional())),
          entry("lines", (value, call) -> new ArrayList<Object>(text(value).lines().toList())),
          entry("string", (value, call) -> Values.print(value)),
          entry("safe", (value, call) -> value),
          entry("e", (value, call) -> Escaping.html(Values.print(value))),
          entry("escape", (value, call) -> Escaping.html(Values.print(value))),
          entry("urlencode", (value, call) -> urlEncode(value)),
          entry("tojson", (value, call) -> json(value, call)),
          entry("pprint", (value, call) -> Values.quoted(value)));

  private TextFilters() {}

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return Values.print(value);
    }
    throw new JinjaFailure("cannot take a " + Values.type(value) + " for a string");
  }

  private static String title(String text) {
    StringBuilder title = new StringBuilder();
    boolean begins = true;
    for (int c : text.codePoints().toArray()) {
      title.appendCodePoint(begins ? Character.toUpperCase(c) : Character.toLowerCase(c));
      begins = !Character.isLetterOrDigit(c);
    }
    return title.toString();
  }

  private static String capitalize(String text) {
    return text.isEmpty()
        ? ""
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String trim(String text, FilterCall call) {
    if (call.get(0, "chars").isEmpty()) {
      return text.strip();
    }
    String cut = call.text(0, "chars");
    int from = 0;
    int to = text.length();
    while (from < to && cut.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && cut.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Indents every line but the first, and those that are blank only when told so. */
  private static String indent(String text, FilterCall call) {
    int width = call.integer(0, "width", 4);
    if (width < 0 || width > 1000) {
      throw new JinjaFailure("cannot indent by " + width);
    }
    boolean first = call.flag(1, "first");
    boolean blank = call.flag(2, "blank");
    String cut = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    StringBuilder indented = new StringBuilder();
    String[] lines = cut.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      boolean pad = i == 0 ? first : blank || !lines[i].isEmpty();
      indented.append(i > 0 ? "\n" : "").repeat(' ', pad ? width : 0).append(lines[i]);
    }
    return indented.toString();
  }

  /** Splits at a separator, or at white space when there is none; at most so many times. */
  static List<Object> split(String text, List<Object> arguments) {
    boolean at = !arguments.isEmpty() && arguments.get(0) != null;
    int most =
        arguments.size() > 1 && arguments.get(1) instanceof Long times ? times.intValue() : -1;
    String rest = at ? text : text.strip();
    String separator = at ? java.util.regex.Pattern.quote(Values.print(arguments.get(0))) : "\\s+";
    if (!at && rest.isEmpty()) {
      return new ArrayList<>();
    }
    return new ArrayList<>(List.of((Object[]) rest.split(separator, most < 0 ? -1 : most + 1)));
  }

  private static String urlEncode(Object value) {
    if (value instanceof Map<?, ?> map) {
      return String.join(
          "&",
          map.entrySet().stream()
              .map(pair -> urlEncode(pair.getKey()) + "=" + urlEncode(pair.getValue()))
              .toList());
    }
    return URLEncoder.encode(Values.print(value), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%2F", "/")
        .replace("%7E", "~");
  }

  private static String json(Object value, FilterCall call) {
    int indent =
        call.get(0, "indent").isPresent() && !(call.get(0, "indent").get() instanceof Boolean)
            ? call.integer(0, "indent", 2)
            : call.flag(0, "indent") ? 2 : 0;
    return JsonWriter.write(value, indent);
  }
}
