package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.NodeRow;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseStatus;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A run: the rail of phases, the nodes, what is being worked on, the end of the log. */
final class RunView {
  /** Rows what is being worked on has at least, besides the nodes. */
  private static final int FRONTIER = 7;

  private static final int LOG_LEAST = 2;

  /** Rows for the titles of the grid and the rule below it. */
  private static final int HEADING = 5;

  /** Rows what is being worked on likes to have. */
  private static final int DETAIL = 12;

  private RunView() {}

  static void paint(ScreenModel model, ZoneId zone, Pane pane) {
    if (model.run().isEmpty()) {
      pane.row(0).to(1).put("reading the journal", Tone.QUIET);
      return;
    }
    RunPicture run = model.run().get();
    boolean narrow = pane.columns() < Area.WHOLE.columns() || pane.rows() < 14;
    int log = narrow ? Math.min(3, pane.rows() / 5) : log(run, pane);
    Pane main = pane.part(0, 0, pane.columns(), pane.rows() - log - 1);
    pane.row(main.rows()).rule(pane.signs().across(), Tone.EDGE);
    LogView.paint(run.log().newest(log), zone, pane.part(0, main.rows() + 1, pane.columns(), log));
    if (narrow) {
      NarrowView.paint(model, run, subject(model, run), main);
      return;
    }
    int rail = RailView.width(pane.columns(), pane.signs());
    Pane left = main.part(0, 0, rail, main.rows());
    left.spot(new Spot.Panel(0));
    RailView.paint(model, run, cursor(model, 0), left);
    for (int row = 0; row < main.rows(); row++) {
      main.row(row).to(rail).put(pane.signs().down(), Tone.EDGE);
    }
    pane.row(main.rows()).to(rail).put(pane.signs().meet(), Tone.EDGE);
    right(model, run, main.part(rail + 1, 0, pane.columns() - rail - 1, main.rows()));
  }

  /**
   * Seeing every phase and every node is worth more than a long tail of the log. Hangs on nothing
   * that changes while a run goes on.
   */
  private static int log(RunPicture run, Pane pane) {
    int main = Math.max(run.phases().size(), run.nodes().size() + HEADING + DETAIL);
    int beside = pane.rows() - 1 - run.phases().size();
    int least = Math.clamp(beside, LOG_LEAST, Math.max(LOG_LEAST + 1, pane.rows() / 7));
    return Math.clamp(pane.rows() - 1L - main, least, Math.max(least, pane.rows() / 2));
  }

  private static void right(ScreenModel model, RunPicture run, Pane pane) {
    List<NodeRow> nodes = Rows.nodes(model);
    int most = Math.max(pane.rows() / 2, pane.rows() - FRONTIER - 1);
    int table = Math.clamp(NodesView.rows(run, run.nodes().size(), pane), 1, most);
    Pane grid = pane.part(0, 0, pane.columns(), table);
    grid.spot(new Spot.Panel(1));
    NodesView.paint(model, run, nodes, cursor(model, 1), grid);
    boolean hidden = NodesView.rows(run, nodes.size(), pane) > table;
    summary(model, run, nodes.size(), hidden, pane.row(table));
    Pane below = pane.part(0, table + 1, pane.columns(), pane.rows() - table - 1);
    Optional<PhaseRow> phase = subject(model, run);
    Optional<Event.RunEnded> end = run.ended();
    if (phase.isPresent() && (end.isEmpty() || isPointed(model) || failed(phase.get()))) {
      FrontierView.paint(model, run, phase.get(), below);
    } else if (end.isPresent()) {
      EndView.paint(model, run, end.get(), below);
    } else {
      below.row(0).to(1).put("between two phases", Tone.QUIET);
    }
  }

  /** On the rule under the grid: how the nodes stand, and how old that is. */
  private static void summary(
      ScreenModel model, RunPicture run, int shown, boolean hidden, Pen pen) {
    String across = pen.signs().across();
    pen.put(across + " ", Tone.EDGE).put(NodesView.summary(run), Tone.TEXT);
    if (shown < run.nodes().size()) {
      pen.put(", " + shown + " shown", Tone.KEY);
    }
    if (hidden && run.current().filter(phase -> !phase.held().isEmpty()).isPresent()) {
      pen.put(", ", Tone.QUIET).put("/waiting", Tone.KEY).put(" shows those", Tone.QUIET);
    }
    RunState.seenAgo(model, run)
        .filter(ago -> ago.toSeconds() >= 5)
        .ifPresent(ago -> pen.put(", seen " + Ages.of(ago) + " ago", Tone.STALE));
    pen.put(" ", Tone.EDGE).rule(across, Tone.EDGE);
  }

  private static boolean failed(PhaseRow phase) {
    return phase.status() == PhaseStatus.FAILED;
  }

  private static boolean isPointed(ScreenModel model) {
    return model.page().panel() == 0 && !model.page().cursor().isEmpty();
  }

  /** The phase the operator points at, else the one that is under way or failed. */
  private static Optional<PhaseRow> subject(ScreenModel model, RunPicture run) {
    Page page = model.page();
    Optional<PhaseRow> pointed =
        isPointed(model)
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
