package dev.blackstart.app.plain;

import java.util.ArrayList;
import java.util.List;

/** Columns that keep their width. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param header empty for a table without one
   */
  public Table(String... header) {
    if (header.length > 0) {
      rows.add(List.of(header));
    }
  }

  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The rows, the header first, without trailing blanks. */
  public List<String> lines() {
    return lines(Integer.MAX_VALUE);
  }

  /**
   * The same, where one long cell does not push all others away.
   *
   * @param widest most characters a column keeps for all its cells
   */
  public List<String> lines(int widest) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.clamp(row.get(i).length(), widths[i], Math.max(widths[i], widest));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(Math.max(0, widths[i] - cell.length()) + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
