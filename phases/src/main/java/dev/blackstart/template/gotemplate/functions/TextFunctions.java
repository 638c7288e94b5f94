package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Sprig's functions on strings. Lengths and positions count bytes, as Go's do. */
final class TextFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("trim", Function.of(1, a -> a.text(0).strip())),
          entry("upper", Function.of(1, a -> each(a.text(0), Character::toUpperCase))),
          entry("lower", Function.of(1, a -> each(a.text(0), Character::toLowerCase))),
          entry("repeat", Function.of(2, a -> repeat(a.integer(0), a.text(1)))),
          entry("trunc", Function.of(2, a -> trunc(a.integer(0), a.text(1)))),
          entry("substr", Function.of(3, a -> substr(a.integer(0), a.integer(1), a.text(2)))),
          entry("trimAll", Function.of(2, a -> trimAll(a.text(0), a.text(1)))),
          entry("trimall", Function.of(2, a -> trimAll(a.text(0), a.text(1)))),
          entry("trimSuffix", Function.of(2, a -> trimSuffix(a.text(0), a.text(1)))),
          entry("trimPrefix", Function.of(2, a -> trimPrefix(a.text(0), a.text(1)))),
          entry("contains", Function.of(2, a -> a.text(1).contains(a.text(0)))),
          entry("hasPrefix", Function.of(2, a -> a.text(1).startsWith(a.text(0)))),
          entry("hasSuffix", Function.of(2, a -> a.text(1).endsWith(a.text(0)))),
          entry("replace", Function.of(3, a -> a.text(2).replace(a.text(0), a.text(1)))),
          entry("plural", Function.of(3, a -> a.integer(2) == 1 ? a.text(0) : a.text(1))),
          entry("quote", Function.atLeast(0, a -> quote(a.from(0)))),
          entry("squote", Function.atLeast(0, a -> squote(a.from(0)))),
          entry("cat", Function.atLeast(0, a -> cat(a.from(0)))),
          entry("toString", Function.of(1, a -> Coerce.text(a.get(0)))),
          entry("toStrings", Function.of(1, a -> Coerce.objects(Coerce.texts(a.get(0))))),
          entry("join", Function.of(2, a -> String.join(a.text(0), Coerce.texts(a.get(1))))),
          entry("splitList", Function.of(2, a -> split(a.text(1), a.text(0), -1))),
          entry("split", Function.of(2, a -> numbered(split(a.text(1), a.text(0), -1)))),
          entry("splitn", Function.of(3, a -> numbered(split(a.text(2), a.text(0), a.integer(1))))),
          entry("sortAlpha", Function.of(1, a -> sorted(Coerce.texts(a.get(0))))));

  private TextFunctions() {}

  /** Go changes one character into one: the sharp s has no capital. */
  private static String each(String text, IntUnaryOperator change) {
    int[] changed = text.codePoints().map(change).toArray();
    return new String(changed, 0, changed.length);
  }

  private static String repeat(int count, String text) {
    if (count < 0) {
      throw new FunctionFailure("strings: negative Repeat count");
    }
    if ((long) count * text.length() > 16 << 20) {
      throw new FunctionFailure("the repeated text is too long");
    }
    return text.repeat(count);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static String trunc(int length, String text) {
    byte[] bytes = bytes(text);
    if (length < 0 && bytes.length + length > 0) {
      return text(bytes, bytes.length + length, bytes.length);
    }
    return length >= 0 && bytes.length > length ? text(bytes, 0, length) : text;
  }

  private static String substr(int start, int end, String text) {
    byte[] bytes = bytes(text);
    int from = Math.max(0, start);
    int to = start >= 0 && (end < 0 || end > bytes.length) ? bytes.length : end;
    if (to < from || to > bytes.length) {
      throw new FunctionFailure("slice bounds out of range [" + from + ":" + to + "]");
    }
    return text(bytes, from, to);
  }

  private static String trimAll(String cut, String text) {
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

  private static String trimSuffix(String suffix, String text) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private static String trimPrefix(String prefix, String text) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String quote(List<Object> values) {
    return values.stream()
        .filter(value -> value != null)
        .map(value -> GoText.quote(Coerce.text(value)))
        .collect(Collectors.joining(" "));
  }

  private static String squote(List<Object> values) {
    return values.stream()
        .filter(value -> value != null)
        .map(value -> "'" + GoText.of(value) + "'")
        .collect(Collectors.joining(" "));
  }

  private static String cat(List<Object> values) {
    return values.stream()
        .filter(value -> value != null)
        .map(GoText::of)
        .collect(Collectors.joining(" "));
  }

  /** As strings.SplitN: at most so many parts, all for a negative number; "" parts characters. */
  static List<Object> split(String text, String separator, int most) {
    List<Object> parts = new ArrayList<>();
    if (most == 0) {
      return parts;
    }
    int from = 0;
    while (most < 0 || parts.size() < most - 1) {
      boolean apart = separator.isEmpty();
      int at = apart ? from + 1 : text.indexOf(separator, from);
      if (at < 0 || (apart && at >= text.length())) {
        break;
      }
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    if (!separator.isEmpty() || from < text.length()) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  private static Map<String, Object> numbered(List<Object> parts) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      map.put("_" + i, parts.get(i));
    }
    return map;
  }

  private static List<Object> sorted(List<String> texts) {
    return Coerce.objects(texts.stream().sorted().toList());
  }
}
