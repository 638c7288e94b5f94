package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.NodeRow;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A run: the rail of phases, the nodes, what is being worked on, the end of the log. */
final class RunView {
  private RunView() {}

  static void paint(ScreenModel model, ZoneId zone, Pane pane) {
    if (model.run().isEmpty()) {
      pane.row(0).to(1).put("reading the journal", Tone.QUIET);
      return;
    }
    RunPicture run = model.run().get();
    int log = Math.clamp(pane.rows() / 4, 2, 10);
    Pane main = pane.part(0, 0, pane.columns(), pane.rows() - log - 1);
    pane.row(main.rows()).rule(pane.signs().across(), Tone.EDGE);
    LogView.paint(run.log().newest(log), zone, pane.part(0, main.rows() + 1, pane.columns(), log));
    if (pane.columns() < Area.WHOLE.columns()) {
      narrow(model, run, main);
      return;
    }
    int rail = pane.columns() < 100 ? 30 : pane.columns() < 150 ? 42 : 60;
    RailView.paint(run, cursor(model, 0), model.clock(), main.part(0, 0, rail, main.rows()));
    for (int row = 0; row < main.rows(); row++) {
      main.row(row).to(rail).put(pane.signs().down(), Tone.EDGE);
    }
    pane.row(main.rows()).to(rail).put(pane.signs().meet(), Tone.EDGE);
    right(model, run, main.part(rail + 1, 0, pane.columns() - rail - 1, main.rows()));
  }

  /** One column: the panel that has the cursor. */
  private static void narrow(ScreenModel model, RunPicture run, Pane pane) {
    if (model.page().panel() == 0) {
      RailView.paint(run, cursor(model, 0), model.clock(), pane);
    } else {
      right(model, run, pane);
    }
  }

  private static void right(ScreenModel model, RunPicture run, Pane pane) {
    List<NodeRow> nodes = Rows.nodes(model);
    int least = Math.min(6, pane.rows() / 2);
    int table = Math.clamp(nodes.size() + 1L, 1, Math.max(1, pane.rows() - least - 1));
    NodesView.paint(
        run, nodes, cursor(model, 1), model.clock(), pane.part(0, 0, pane.columns(), table));
    pane.row(table).rule(pane.signs().across(), Tone.EDGE);
    Pane below = pane.part(0, table + 1, pane.columns(), pane.rows() - table - 1);
    Optional<PhaseRow> phase = subject(model, run);
    if (phase.isPresent()) {
      FrontierView.paint(phase.get(), model.clock(), below);
    } else if (run.ended().isPresent()) {
      FrontierView.paintEnd(run.ended().get(), below);
    }
  }

  /** The phase the operator points at, else the one that is under way or failed. */
  private static Optional<PhaseRow> subject(ScreenModel model, RunPicture run) {
    Page page = model.page();
    Optional<PhaseRow> pointed =
        page.panel() == 0 && !page.cursor().isEmpty()
            ? run.phases().values().stream()
                .filter(row -> row.id().name().equals(page.cursor()))
                .findFirst()
            : Optional.empty();
    return pointed.or(run::current);
  }

  /** The cursor is drawn where it was put; until then nothing is marked. */
  private static int cursor(ScreenModel model, int panel) {
    Page page = model.page();
    boolean here = page.panel() == panel && (panel == 1 || !page.cursor().isEmpty());
    return here ? Rows.cursor(model) : -1;
  }
}
