package dev.blackstart.app.tui.view;

import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.tui.model.Filter;
import dev.blackstart.app.tui.model.LogLine;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.Reading;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Text;
import dev.blackstart.app.tui.model.TextLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How lines of a text are set in rows of a width: wrapped, or cut with a part to the left. */
final class Setting {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** Columns of the time, and of who speaks behind it. */
  private static final int WHEN = 10;

  private static final int WHO = 15;

  /** Columns below which a log does not say who speaks. */
  private static final int TIGHT = 60;

  /**
   * A row of a line.
   *
   * @param from where in the line it begins
   */
  record Row(String text, int from) {}

  private final ZoneId zone;
  private final int columns;
  private final boolean wraps;
  private final int aside;
  private final boolean pointed;
  private final Filter marked;

  Setting(ScreenModel model, Text text, ZoneId zone, int columns) {
    this.zone = zone;
    this.columns = columns;
    Page page = model.page();
    wraps = model.habits().wraps();
    aside = wraps ? 0 : page.aside();
    pointed = Reading.pointed(model, text);
    marked = Filter.parse(page.search().isEmpty() ? page.filter() : page.search());
  }

  /** Whether the line the cursor is on is shown so. */
  boolean pointed() {
    return pointed;
  }

  /** Columns before a line's words. */
  int indent(TextLine line) {
    if (line.said().isPresent()) {
      return WHEN + (columns < TIGHT ? 0 : WHO);
    }
    return Math.min(2 * line.depth(), columns / 2);
  }

  /** What stands before a line of a log of many speakers. */
  void margin(TextLine line, Pen pen) {
    line.said().ifPresent(said -> margin(said, pen));
  }

  private void margin(LogLine said, Pen pen) {
    pen.put(TIME.format(said.at().atZone(zone)), Tone.QUIET);
    if (columns >= TIGHT) {
      pen.to(1 + WHEN).put(said.source(), Tone.TEXT, WHO - 1);
    }
  }

  /** How many rows a line takes. */
  int rows(TextLine line) {
    return wraps ? of(line).size() : 1;
  }

  /** The rows of a line. */
  List<Row> of(TextLine line) {
    String text = Harmless.text(line.text(), false);
    int room = Math.max(8, columns - indent(line));
    if (!wraps) {
      int from = Columns.cut(text, aside, "").length();
      return List.of(new Row(aside == 0 ? text : text.substring(from), aside == 0 ? 0 : from));
    }
    List<Row> rows = new ArrayList<>();
    int at = 0;
    while (Columns.of(text.substring(at)) > room) {
      int length = broken(Columns.cut(text.substring(at), room, ""));
      rows.add(new Row(text.substring(at, at + length), at));
      at += length;
    }
    rows.add(new Row(text.substring(at), at));
    return rows;
  }

  /** Where a row ends: behind its last blank, unless that is far back. */
  private static int broken(String row) {
    int blank = row.lastIndexOf(' ');
    return blank > row.length() / 2 ? blank + 1 : row.length();
  }

  /** Where a line holds what is filtered by or searched for. */
  List<Filter.Range> marks(TextLine line) {
    return marked.ranges(Harmless.text(line.text(), false));
  }
}
