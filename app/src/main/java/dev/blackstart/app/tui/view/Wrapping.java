package dev.blackstart.app.tui.view;

import java.util.ArrayList;
import java.util.List;

/** Long sentences on narrow panes, broken between words. */
public final class Wrapping {
  private Wrapping() {}

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
}
