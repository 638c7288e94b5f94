package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.LogLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Log lines with the time of day, who speaks, and what is said. */
final class LogView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private LogView() {}

  static void paint(List<LogLine> lines, ZoneId zone, Pane pane) {
    for (int i = 0; i < lines.size() && i < pane.rows(); i++) {
      LogLine line = lines.get(i);
      pane.row(i)
          .to(1)
          .put(TIME.format(line.at().atZone(zone)), Tone.QUIET)
          .to(11)
          .put(Columns.ends(line.source(), 14, pane.signs().more()), Tone.TEXT)
          .to(26)
          .put(line.text(), Tones.of(line.weight()));
    }
  }
}
