package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Held;
import dev.blackstart.app.tui.model.NodeRow;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.world.MachineStage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One row per node: what Talos says, how each phase stands there, and why it waits since when. */
final class NodesView {
  /** From this width on each node shows a mark per phase, in the order of the rail. */
  private static final int WITH_MARKS = 84;

  private NodesView() {}

  static void paint(RunPicture picture, List<NodeRow> rows, int chosen, long now, Pane pane) {
    int name = 6 + rows.stream().mapToInt(row -> Columns.of(row.node().name())).max().orElse(4);
    int marks = pane.columns() >= WITH_MARKS ? picture.phases().size() + 2 : 0;
    int talos = name + (tight(pane) ? 13 : 17);
    int after = talos + (tight(pane) ? 12 : 14);
    int[] stops = {1, name, talos, after, after + marks};
    Pen head = pane.row(0);
    head.to(stops[0]).put("NODE", Tone.QUIET).to(stops[1]).put("ADDRESS", Tone.QUIET);
    head.to(stops[2]).put("TALOS", Tone.QUIET);
    if (marks > 0) {
      head.to(stops[3]).put("PHASES", Tone.QUIET);
    }
    head.to(stops[4]).put("NOW", Tone.QUIET);
    int first = Scrolling.first(rows.size(), pane.rows() - 1, Math.max(0, chosen));
    for (int i = 0; i + 1 < pane.rows() && first + i < rows.size(); i++) {
      row(picture, rows.get(first + i), stops, marks > 0, now, pane, i + 1);
      if (first + i == chosen) {
        pane.choose(i + 1);
      }
    }
  }

  /** On a narrow pane the reason a node waits is worth more than air between columns. */
  private static boolean tight(Pane pane) {
    return pane.columns() < 60;
  }

  private static void row(
      RunPicture picture, NodeRow row, int[] stops, boolean marks, long now, Pane pane, int at) {
    Pen pen = pane.row(at);
    pen.to(stops[0]).put(row.node().name(), Tone.TEXT);
    pen.to(stops[1] - 4).put(row.node().isControlPlane() ? "cp" : "wk", Tone.QUIET);
    pen.to(stops[1]).put(row.node().address(), Tone.TEXT, 16);
    pen.to(stops[2]).put(stage(row), tone(row), 13);
    if (marks) {
      pen.to(stops[3]);
      picture.phases().values().forEach(phase -> mark(phase, row, pen, pane.signs()));
    }
    pen.to(stops[4]);
    now(picture, row, now, pen, pane.signs());
  }

  private static void mark(PhaseRow phase, NodeRow row, Pen pen, Glyphs signs) {
    if (held(phase, row).isPresent()) {
      boolean failed = phase.status() == PhaseStatus.FAILED;
      pen.put(
          failed ? signs.mark(PhaseStatus.FAILED) : signs.waitsMark(),
          failed ? Tone.BAD : Tone.WAITS);
    } else {
      pen.put(signs.mark(phase.status()), Tones.of(phase.status()));
    }
  }

  private static void now(RunPicture picture, NodeRow row, long now, Pen pen, Glyphs signs) {
    Optional<PhaseRow> current = picture.current();
    Optional<Held> held = current.flatMap(phase -> held(phase, row));
    if (held.isPresent()) {
      String since = " " + Times.of(now - held.get().since());
      pen.put(signs.waits() + " ", Tone.WAITS);
      pen.put(held.get().reason(), Tone.WAITS, pen.left() - since.length());
      pen.put(since, Tone.QUIET);
    } else if (row.stage() != MachineStage.RUNNING) {
      pen.put(row.note(), Tone.QUIET);
    }
  }

  private static Optional<Held> held(PhaseRow phase, NodeRow row) {
    return phase.held().stream()
        .filter(
            each -> each.who().equals(row.node().name()) || each.who().equals(row.node().address()))
        .findFirst();
  }

  private static String stage(NodeRow row) {
    return row.stage() == MachineStage.UNKNOWN
        ? "-"
        : row.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Tone tone(NodeRow row) {
    return switch (row.stage()) {
      case RUNNING -> Tone.GOOD;
      case UNKNOWN -> Tone.QUIET;
      case MAINTENANCE -> Tone.TEXT;
      case BOOTING, INSTALLING, REBOOTING, SHUTTING_DOWN, RESETTING, UPGRADING -> Tone.WAITS;
    };
  }
}
