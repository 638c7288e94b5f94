package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Held;
import dev.blackstart.app.tui.model.NodeRow;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run in one column: the phases with the one that matters unfolded; or the nodes. */
final class NarrowView {
  /** Rows that stay for the phases around the unfolded one. */
  private static final int AROUND = 1;

  private NarrowView() {}

  static void paint(ScreenModel model, RunPicture run, Optional<PhaseRow> subject, Pane pane) {
    if (model.page().panel() == 1) {
      nodes(model, run, Rows.nodes(model), Rows.cursor(model), pane);
      return;
    }
    List<PhaseRow> phases = List.copyOf(run.phases().values());
    int at = subject.map(phases::indexOf).orElse(-1);
    int detail = at < 0 ? 0 : Math.clamp(pane.rows() - AROUND - 1L, 0, wanted(phases.get(at)));
    int lines = phases.size() + detail;
    int middle = at < 0 ? phases.size() - 1 : at + detail / 2;
    int first = Scrolling.first(lines, pane.rows(), middle);
    if (at >= 0) {
      first = Math.min(first, at);
    }
    for (int i = 0; i < phases.size(); i++) {
      int row = (i <= at || at < 0 ? i : i + detail) - first;
      if (row >= 0 && row < pane.rows()) {
        RailView.row(model, run, phases.get(i), pane, row);
        if (i == at && !model.page().cursor().isEmpty()) {
          pane.choose(row);
        }
      }
      if (i == at) {
        Pane below = pane.part(2, row + 1, pane.columns() - 2, detail);
        unfold(model, run, phases.get(i), below);
      }
    }
    if (run.ended().isPresent() && at < 0) {
      Pane end = pane.part(0, Math.min(phases.size(), pane.rows() - 3), pane.columns(), 3);
      EndView.paint(model, run, run.ended().get(), end);
    }
  }

  private static void unfold(ScreenModel model, RunPicture run, PhaseRow phase, Pane pane) {
    if (phase.trouble().isPresent()) {
      FrontierView.paint(model, run, phase, pane);
    } else {
      FrontierView.below(model, phase, pane);
    }
  }

  /** Rows it takes to say all there is of a phase. */
  private static int wanted(PhaseRow phase) {
    return phase.trouble().isPresent() ? 9 : 3 + Math.max(1, phase.held().size());
  }

  private static void nodes(
      ScreenModel model, RunPicture run, List<NodeRow> rows, int chosen, Pane pane) {
    Map<String, Held> held = run.current().map(PhaseRow::heldByName).orElse(Map.of());
    boolean waits = rows.stream().anyMatch(row -> held.containsKey(row.node().name()));
    pane.row(0)
        .to(1)
        .put(NodesView.summary(run), waits ? Tone.WAITS : Tone.TEXT)
        .put(rows.size() < run.nodes().size() ? ", " + rows.size() + " shown" : "", Tone.KEY);
    NodesView.paint(model, run, rows, chosen, pane.part(0, 1, pane.columns(), pane.rows() - 1));
  }
}
