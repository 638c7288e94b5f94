package dev.blackstart.template.jinja;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters that minijinja-cli adds to the language's own (minijinja-contrib). */
final class MoreFilters {
  private static final Pattern VERB =
      Pattern.compile("%([-+ 0#]*)([0-9]{0,4})(?:\\.([0-9]{1,3}))?([a-zA-Z%])");
  private static final List<String> DECIMAL =
      List.of("kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB");
  private static final List<String> BINARY =
      List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB");

  static final Map<String, BiFunction<Object, FilterCall, Object>> TABLE = table();

  private MoreFilters() {}

  private static Map<String, BiFunction<Object, FilterCall, Object>> table() {
    Map<String, BiFunction<Object, FilterCall, Object>> table =
        new HashMap<>(
            Map.ofEntries(
                entry("pluralize", (value, call) -> pluralize(value, call)),
                entry("filesizeformat", (value, call) -> fileSize(value, call.flag(0, "binary"))),
                entry("truncate", (value, call) -> truncate(value, call)),
                entry("wordcount", (value, call) -> words(TextFilters.text(value))),
                entry("striptags", (value, call) -> withoutTags(TextFilters.text(value))),
                entry("format", (value, call) -> format(TextFilters.text(value), call))));
    for (String name : List.of("random", "datetimeformat", "dateformat", "timeformat")) {
      table.put(
          name,
          (value, call) -> {
            throw new JinjaFailure(
                "filter \"" + name + "\" is not supported: its result differs from run to run");
          });
    }
    return Map.copyOf(table);
  }

  private static Object pluralize(Object value, FilterCall call) {
    boolean one =
        switch (value) {
          case List<?> list -> list.size() == 1;
          case Map<?, ?> map -> map.size() == 1;
          case String text -> text.codePointCount(0, text.length()) == 1;
          case Long number -> number == 1;
          case null, default ->
              throw new JinjaFailure("cannot count what is a " + Values.type(value));
        };
    return one ? call.get(0, "singular").orElse("") : call.get(1, "plural").orElse("s");
  }

  private static String fileSize(Object value, boolean binary) {
    if (!(value instanceof Number number)) {
      throw new JinjaFailure("a file size is a number, not a " + Values.type(value));
    }
    double size = Math.abs(number.doubleValue());
    String sign = number.doubleValue() < 0 ? "-" : "";
    double base = binary ? 1024 : 1000;
    if (number.doubleValue() == 1) {
      return "1 Byte";
    }
    if (size < base) {
      boolean whole = size == Math.rint(size);
      return sign + (whole ? Long.toString((long) size) : Double.toString(size)) + " Bytes";
    }
    List<String> units = binary ? BINARY : DECIMAL;
    int unit = 0;
    while (size >= Math.pow(base, unit + 2) && unit < units.size() - 1) {
      unit++;
    }
    double shown = base * size / Math.pow(base, unit + 2);
    return sign + String.format(Locale.ROOT, "%.1f %s", shown, units.get(unit));
  }

  /** Cuts at the last space that fits, and adds an ellipsis that counts. */
  private static String truncate(Object value, FilterCall call) {
    if (value == null) {
      return "";
    }
    String text = TextFilters.text(value);
    Map<String, Object> named = call.named();
    int length = named.get("length") instanceof Long given ? given.intValue() : 255;
    int leeway = named.get("leeway") instanceof Long given ? given.intValue() : 5;
    String end = named.get("end") instanceof String given ? given : "...";
    int[] letters = text.codePoints().toArray();
    int kept = length - end.codePointCount(0, end.length());
    if (kept < 0) {
      throw new JinjaFailure(
          "cannot truncate to " + length + " letters, \"" + end + "\" is longer");
    }
    if (letters.length <= length + leeway) {
      return text;
    }
    String cut = new String(letters, 0, kept);
    int space = Values.isTrue(named.get("killwords")) ? -1 : cut.lastIndexOf(' ');
    return (space < 0 ? cut : cut.substring(0, space)) + end;
  }

  private static long words(String text) {
    return Pattern.compile("[\\p{L}\\p{N}_]+").matcher(text).results().count();
  }

  private static String withoutTags(String text) {
    return text.replaceAll("(?s)<!--.*?-->|<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .strip()
        .replaceAll("\\s+", " ");
  }

  /** Python's percent sign formats, for strings and numbers. */
  private static String format(String format, FilterCall call) {
    Matcher verb = VERB.matcher(format);
    StringBuilder out = new StringBuilder();
    int from = 0;
    int next = 0;
    while (verb.find()) {
      out.append(format, from, verb.start());
      from = verb.end();
      if (verb.group(4).equals("%")) {
        out.append('%');
        continue;
      }
      if (next >= call.positional().size()) {
        throw new JinjaFailure("not enough arguments for the format string");
      }
      out.append(formatted(verb, call.positional().get(next++)));
    }
    return out.append(format.substring(from)).toString();
  }

  private static String formatted(Matcher verb, Object value) {
    String precision = verb.group(3) == null ? "" : "." + verb.group(3);
    String begin = "%" + verb.group(1) + verb.group(2);
    try {
      return switch (verb.group(4)) {
        case "s" -> String.format(Locale.ROOT, begin + precision + "s", Values.print(value));
        case "d", "i", "u" -> String.format(Locale.ROOT, begin + "d", number(value).longValue());
        case "x", "X", "o" ->
            String.format(Locale.ROOT, begin + verb.group(4), number(value).longValue());
        case "f", "F", "e", "E", "g", "G" ->
            String.format(
                Locale.ROOT,
                begin + precision + verb.group(4).replace('F', 'f'),
                number(value).doubleValue());
        default -> throw new JinjaFailure("unknown format \"" + verb.group() + "\"");
      };
    } catch (IllegalFormatException broken) {
      throw new JinjaFailure("unknown format \"" + verb.group() + "\"");
    }
  }

  private static Number number(Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw new JinjaFailure("a number is wanted, not a " + Values.type(value));
  }
}
