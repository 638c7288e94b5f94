package dev.blackstart.app.tui.view;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.tui.model.Details;
import dev.blackstart.app.tui.model.Filter;
import dev.blackstart.app.tui.model.LogLine;
import dev.blackstart.app.tui.model.LogTail;
import dev.blackstart.app.tui.model.ScreenModel;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Pages that are text: they follow their end until somebody scrolls back. */
final class TextView {
  private TextView() {}

  static void log(ScreenModel model, ZoneId zone, Pane pane) {
    LogTail tail = model.run().map(run -> run.log()).orElse(LogTail.EMPTY);
    Predicate<String> filter = Filter.of(model.page().filter());
    int back = model.page().back();
    List<LogLine> lines = new ArrayList<>();
    for (int i = tail.size() - 1; i >= 0 && lines.size() < pane.rows(); i--) {
      LogLine line = tail.line(i);
      if (filter.test(line.source() + " " + line.text()) && back-- <= 0) {
        lines.add(0, line);
      }
    }
    LogView.paint(lines, zone, pane);
  }

  static void content(ScreenModel model, Pane pane) {
    Document content = Details.of(model);
    if (!content.trouble().isEmpty()) {
      pane.row(0).to(1).put(content.trouble(), Tone.BAD);
      return;
    }
    if (content.sections().isEmpty()) {
      pane.row(0).to(1).put("looking", Tone.QUIET);
      return;
    }
    Predicate<String> filter = Filter.of(model.page().filter());
    List<String> lines = new ArrayList<>();
    for (Section section : content.sections()) {
      lines.add(section.title());
      section.facts().stream()
          .filter(fact -> filter.test(fact.text()))
          .forEach(fact -> lines.add(indented(fact)));
      lines.add("");
    }
    int last = Math.max(0, lines.size() - pane.rows());
    int first = Math.clamp(last - (long) model.page().back(), 0, last);
    for (int i = 0; i < pane.rows() && first + i < lines.size(); i++) {
      String line = lines.get(first + i);
      pane.row(i).to(1).put(line, line.startsWith(" ") ? Tone.TEXT : Tone.TITLE);
    }
  }

  private static String indented(Fact fact) {
    return "  ".repeat(1 + fact.depth()) + fact.text();
  }
}
