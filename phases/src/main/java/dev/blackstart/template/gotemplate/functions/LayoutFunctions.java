package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import java.util.Map;

/** Sprig's functions that lay text out. */
final class LayoutFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("indent", Function.of(2, a -> indent(a.integer(0), a.text(1)))),
          entry("nindent", Function.of(2, a -> "\n" + indent(a.integer(0), a.text(1)))),
          entry("wrap", Function.of(2, a -> wrap(a.text(1), a.integer(0), "\n", false))),
          entry("wrapWith", Function.of(3, a -> wrap(a.text(2), a.integer(0), a.text(1), true))),
          entry("abbrev", Function.of(2, a -> abbreviate(a.text(1), -1, a.integer(0)))),
          entry(
              "abbrevboth",
              Function.of(3, a -> abbreviateBoth(a.text(2), a.integer(0), a.integer(1)))));

  private LayoutFunctions() {}

  private static String indent(int columns, String text) {
    if (columns < 0 || columns > 10_000) {
      throw new FunctionFailure("strings: negative Repeat count");
    }
    String pad = " ".repeat(columns);
    return pad + text.replace("\n", "\n" + pad);
  }

  /** Breaks at the last space before a line gets too long; a longer word only when it must. */
  private static String wrap(String text, int width, String newLine, boolean breakWords) {
    int limit = Math.max(1, width);
    String separator = newLine.isEmpty() ? "\n" : newLine;
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (text.length() - from > limit) {
      if (text.charAt(from) == ' ') {
        from++;
        continue;
      }
      int space = text.substring(from, Math.min(text.length(), from + limit + 1)).lastIndexOf(' ');
      if (space >= 0) {
        out.append(text, from, from + space).append(separator);
        from += space + 1;
      } else if (breakWords) {
        out.append(text, from, from + limit).append(separator);
        from += limit;
      } else {
        int next = text.indexOf(' ', from + limit);
        if (next < 0) {
          break;
        }
        out.append(text, from, next).append(separator);
        from = next + 1;
      }
    }
    return out.append(text.substring(from)).toString();
  }

  private static String abbreviateBoth(String text, int left, int right) {
    return right < 4 || (left > 0 && right < 7) ? text : abbreviate(text, left, right);
  }

  private static String abbreviate(String text, int offset, int width) {
    if (width < 4 || text.length() <= width) {
      return text;
    }
    int from = Math.min(offset, text.length());
    if (text.length() - from < width - 3) {
      from = text.length() - (width - 3);
    }
    if (from <= 4) {
      return text.substring(0, width - 3) + "...";
    }
    return from + width - 3 < text.length()
        ? "..." + abbreviate(text.substring(from), 0, width - 3)
        : "..." + text.substring(text.length() - (width - 3));
  }
}
