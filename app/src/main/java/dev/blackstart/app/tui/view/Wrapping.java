package dev.blackstart.app.tui.view;

import java.util.ArrayList;
import java.util.List;

/** Long sentences on narrow panes, broken between words. */
public final class Wrapping {
  private Wrapping() {}

  /** All lines of a text; a word that is longer than a line goes on in the next. */
  public static List<String> whole(String text, int columns) {
    List<String> all = new ArrayList<>();
    for (String line : of(text, columns, Integer.MAX_VALUE)) {
      String rest = line;
      while (Columns.of(rest) > columns) {
        String part = Columns.cut(rest, columns, "");
        if (part.isEmpty()) {
          break;
        }
        all.add(part);
        rest = rest.substring(part.length());
      }
      all.add(rest);
    }
    return all;
  }

  /** The lines of a text, at most so many; what is left over stays on the last, to be cut there. */
  public static List<String> of(String text, int columns, int lines) {
    List<String> all = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      boolean fits = Columns.of(line + " " + word) <= columns || line.isEmpty();
      if (!fits && all.size() < lines - 1) {
        all.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      all.add(line.toString());
    }
    return all;
  }

  /** The text when it fits, else its first words and the mark that some are missing. */
  public static String cut(String text, int columns, String more) {
    if (Columns.of(text) <= columns) {
      return text;
    }
    String begin = Columns.cut(text, columns, more);
    int blank = begin.lastIndexOf(' ');
    return blank > begin.length() / 2 ? begin.substring(0, blank) + " " + more : begin;
  }
}
