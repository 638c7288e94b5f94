package dev.blackstart.app.report;

import java.util.List;

/**
 * A part of a report: a table, or lines when it has one column without a name.
 *
 * @param columns their heads
 * @param rows each with as many cells as there are columns
 */
public record Chapter(String title, List<String> columns, List<Row> rows) {
  /** How a row is to be taken. */
  public enum Tone {
    PLAIN,
    GOOD,
    WAITS,
    BAD
  }

  /**
   * @param commands that do the same by hand, below the row
   */
  public record Row(Tone tone, List<String> cells, List<String> commands) {
    static Row of(Tone tone, String... cells) {
      return new Row(tone, List.of(cells), List.of());
    }

    Row by(List<String> commandsOfTheField) {
      return new Row(tone, cells, commandsOfTheField);
    }
  }
}
