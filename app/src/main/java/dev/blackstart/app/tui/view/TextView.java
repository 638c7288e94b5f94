package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Filter;
import dev.blackstart.app.tui.model.Reading;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Shown;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.app.tui.model.Text;
import dev.blackstart.app.tui.model.TextLine;
import dev.blackstart.run.PhaseStatus;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Pages that are read line by line: documents from their beginning, logs from their end. */
final class TextView {
  /** Columns before a line's words in which its state has a sign. */
  private static final int GUTTER = 2;

  private TextView() {}

  static void paint(ScreenModel model, ZoneId zone, Pane pane) {
    int head = trouble(model, pane);
    Pane body = pane.part(0, head, pane.columns(), pane.rows() - head);
    Text text = Reading.of(model);
    if (text.size() == 0) {
      body.row(0).to(1).put(head > 0 ? "" : empty(model, text), Tone.QUIET);
      return;
    }
    Setting setting = new Setting(model, text, zone, body.columns() - 2);
    int cursor = Reading.cursor(model, text);
    int first = first(text, setting, cursor, body.rows(), text.at(model.page().shown().first()));
    int row = 0;
    int line = first;
    while (row < body.rows() && line < text.size()) {
      row += line(model, text.line(line), setting, row, line == cursor, body);
      line++;
    }
    pane.shows(new Shown(text.line(first).number(), line - first));
  }

  /** What could not be had, above what was had before. */
  private static int trouble(ScreenModel model, Pane pane) {
    String trouble = model.content().document().trouble();
    if (trouble.isEmpty()) {
      return 0;
    }
    int row = 0;
    for (String line : Wrapping.of(trouble, pane.columns() - 2, 3)) {
      pane.row(row++).to(1).put(line, Tone.BAD);
    }
    Optional<Duration> missed =
        model.content().missed().map(since -> Duration.between(since, model.now()));
    if (missed.isPresent()) {
      pane.row(row++).to(1).put("looking again, in vain for " + Ages.of(missed.get()), Tone.QUIET);
    }
    return row + 1;
  }

  private static String empty(ScreenModel model, Text text) {
    if (text.all() > 0) {
      return "none of " + text.all() + " lines match";
    }
    if (Reading.isLog(model)) {
      return Reading.comes(model) ? "no line has come yet" : "the log is empty";
    }
    return "looking";
  }

  /** The first line to show: the cursor is in sight, no room is left, and little moves. */
  private static int first(Text text, Setting setting, int cursor, int rows, int before) {
    int least = back(text, setting, cursor, rows);
    int most = Math.min(cursor, back(text, setting, text.size() - 1, rows));
    return Math.clamp(before, least, Math.max(least, most));
  }

  /** The line with which a screen begins that ends with another. */
  private static int back(Text text, Setting setting, int last, int rows) {
    int left = rows - setting.rows(text.line(last));
    int first = last;
    while (first > 0) {
      left -= setting.rows(text.line(first - 1));
      if (left < 0) {
        break;
      }
      first--;
    }
    return first;
  }

  private static int line(
      ScreenModel model, TextLine line, Setting setting, int top, boolean isCursor, Pane pane) {
    List<Setting.Row> rows = setting.of(line);
    boolean chosen = isCursor && setting.pointed();
    for (int i = 0; i < rows.size() && top + i < pane.rows(); i++) {
      Pen pen = pane.row(top + i).to(1);
      if (i == 0) {
        setting.margin(line, pen);
        sign(line, pane.signs())
            .filter(sign -> setting.indent(line) >= GUTTER)
            .ifPresent(sign -> pen.to(1 + setting.indent(line) - GUTTER).put(sign, tone(line)));
      }
      pen.to(1 + setting.indent(line));
      marked(rows.get(i), setting.marks(line), tone(line), pen);
      pane.spot(top + i, new Spot.Row(0, line.place(Reading.newest(model))));
      if (chosen) {
        pane.choose(top + i);
      }
    }
    return rows.size();
  }

  /** A part of a line; what the filter or the search asks for stands out. */
  private static void marked(Setting.Row row, List<Filter.Range> marks, Tone tone, Pen pen) {
    String text = row.text();
    int end = row.from() + text.length();
    int at = row.from();
    for (Filter.Range mark : marks) {
      int from = Math.clamp(mark.from(), at, end);
      int to = Math.clamp(mark.to(), from, end);
      pen.put(text.substring(at - row.from(), from - row.from()), tone);
      pen.put(text.substring(from - row.from(), to - row.from()), Tone.MATCH);
      at = to;
    }
    pen.put(text.substring(at - row.from()), tone);
  }

  /** A state is a sign and words before it is a colour. */
  private static Optional<String> sign(TextLine line, Glyphs signs) {
    if (line.heading() || line.said().isPresent()) {
      return Optional.empty();
    }
    return switch (line.weight()) {
      case PLAIN, STRONG, QUIET -> Optional.empty();
      case GOOD -> Optional.of(signs.mark(PhaseStatus.DONE));
      case WAITS -> Optional.of(signs.waitsMark());
      case BAD -> Optional.of(signs.mark(PhaseStatus.FAILED));
    };
  }

  private static Tone tone(TextLine line) {
    if (line.stale()) {
      return Tone.STALE;
    }
    return line.heading() ? Tone.TITLE : Tones.of(line.weight());
  }
}
