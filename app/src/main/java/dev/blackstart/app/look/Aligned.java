package dev.blackstart.app.look;

import java.util.ArrayList;
import java.util.List;

/** Rows of words whose columns keep their place; one long word does not push all others away. */
final class Aligned {
  private static final String GAP = "  ";
  private static final int WIDEST = 40;

  private final List<List<String>> rows = new ArrayList<>();

  /** A row; each has as many words as the first. */
  void row(String... words) {
    rows.add(List.of(words));
  }

  /** The rows as lines, in order. */
  List<String> lines() {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.clamp(row.get(i).length(), widths[i], WIDEST);
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String word = row.get(i);
      line.append(word).append(" ".repeat(Math.max(0, widths[i] - word.length()))).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
