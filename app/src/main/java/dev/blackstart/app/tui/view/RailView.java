package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.run.PhaseStatus;
import java.util.List;

/** The phases in their order: state, time against budget, and how far each is. */
final class RailView {
  private static final int NAME = 15;

  private RailView() {}

  /**
   * @param chosen index of the phase the cursor is on; -1 for none
   * @param now world milliseconds of the run
   */
  static void paint(RunPicture picture, int chosen, long now, Pane pane) {
    List<PhaseRow> rows = List.copyOf(picture.phases().values());
    int first = Scrolling.first(rows.size(), pane.rows(), anchor(rows, chosen));
    for (int i = 0; i < pane.rows() && first + i < rows.size(); i++) {
      row(rows.get(first + i), now, pane, i);
      if (first + i == chosen) {
        pane.choose(i);
      }
    }
  }

  private static int anchor(List<PhaseRow> rows, int chosen) {
    if (chosen >= 0) {
      return chosen;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).status().holds()) {
        return i;
      }
    }
    return rows.size() - 1;
  }

  private static void row(PhaseRow row, long now, Pane pane, int at) {
    Tone tone = Tones.of(row.status());
    Pen pen = pane.row(at);
    pen.to(1).put(pane.signs().state(row.status()), tone);
    int name = pane.signs().width() + 2;
    pen.to(name).put(row.id().name(), name(row), NAME - 1);
    pen.to(name + NAME).put(time(row, now), time(row) ? Tone.TEXT : Tone.QUIET);
    pen.to(name + NAME + 12).put(progress(row), Tone.QUIET);
  }

  private static Tone name(PhaseRow row) {
    return switch (row.status()) {
      case PENDING -> Tone.QUIET;
      case RUNNING, FAILED -> Tone.STRONG;
      case SKIPPED, DONE -> Tone.TEXT;
    };
  }

  private static boolean time(PhaseRow row) {
    return row.status() == PhaseStatus.RUNNING || row.status() == PhaseStatus.FAILED;
  }

  private static String time(PhaseRow row, long now) {
    return switch (row.status()) {
      case PENDING -> "";
      case RUNNING -> Times.of(row.elapsed(now), row.budget());
      case SKIPPED -> "held";
      case DONE, FAILED -> Times.of(row.elapsed(now));
    };
  }

  private static String progress(PhaseRow row) {
    return switch (row.status()) {
      case PENDING -> "";
      case RUNNING -> row.total() > 0 ? row.ready() + " of " + row.total() : "";
      case SKIPPED, DONE -> row.because();
      case FAILED -> "failed";
    };
  }
}
