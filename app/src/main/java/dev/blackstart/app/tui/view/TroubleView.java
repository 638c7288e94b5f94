package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Held;
import dev.blackstart.app.tui.model.LogLine;
import dev.blackstart.app.tui.model.LogTail;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.app.tui.model.Trouble;
import dev.blackstart.run.PhaseStatus;
import java.util.List;
import java.util.Optional;

/** What failed, where, what was last said, and the cure; the cure is never cut. */
final class TroubleView {
  /** Where the texts begin, behind their names. */
  private static final int TEXT = 9;

  /** Lines a long complaint takes when there is room. */
  private static final int MOST = 12;

  private TroubleView() {}

  static void paint(ScreenModel model, RunPicture run, PhaseRow phase, Trouble trouble, Pane pane) {
    Glyphs signs = pane.signs();
    String after = " failed after " + Times.of(phase.elapsed(model.clock()));
    pane.row(0).to(1).put(signs.state(PhaseStatus.FAILED) + " " + phase.id() + after, Tone.BAD);
    int columns = pane.columns() - TEXT;
    List<String> cure = Wrapping.of(trouble.remedy(), columns, MOST);
    int room = pane.rows() - 1 - cure.size();
    List<String> what = Wrapping.of(trouble.what(), columns, Math.clamp(room, 1, MOST));
    room -= what.size();
    int row = write(pane, 1, "what", what, Tone.BAD);
    Optional<Held> object = phase.held().stream().filter(Held::isRoot).findFirst();
    if (object.isPresent() && room > 0 && !trouble.what().contains(object.get().who())) {
      List<String> lines =
          Wrapping.of(
              object.get().who() + ": " + object.get().reason(), columns, Math.min(2, room));
      row = write(pane, row, "object", lines, Tone.TEXT);
      room -= lines.size();
    }
    Optional<LogLine> last = room > 1 ? last(run, phase) : Optional.empty();
    if (last.isPresent()) {
      row = write(pane, row, "last", List.of(last.get().text()), Tone.TEXT);
      room--;
    }
    row = write(pane, row, "cure", cure, Tone.STRONG);
    if (room > 0) {
      KeyHints.paint(
          model, pane.row(room > 1 ? row + 1 : row).to(2), "retry", "copy", "why", "logs");
    }
  }

  private static int write(Pane pane, int from, String name, List<String> lines, Tone tone) {
    int row = from;
    pane.row(row).to(2).put(name, Tone.QUIET);
    for (String line : lines) {
      pane.row(row++).to(TEXT).put(line, tone);
    }
    return row;
  }

  /** The last thing the phase said before it failed. */
  private static Optional<LogLine> last(RunPicture run, PhaseRow phase) {
    LogTail log = run.log();
    for (int i = log.size() - 1; i >= 0 && i >= log.size() - 200; i--) {
      LogLine line = log.line(i);
      if (line.source().equals(phase.id().name()) && !line.text().startsWith("failed: ")) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }
}
