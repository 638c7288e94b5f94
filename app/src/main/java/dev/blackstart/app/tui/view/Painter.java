package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.ScreenModel;
import java.time.ZoneId;
import java.util.List;

/**
 * A screen as a frame. Three zones in every view: what it is about, the page, and a footer with the
 * keys that apply.
 */
public final class Painter {
  /** What a node's page can show, in the order of its panels. */
  private static final List<String> NODE_TABS =
      List.of("overview", "services", "events", "kernel log", "machine config", "disks");

  private final Glyphs signs;
  private final ZoneId zone;

  /**
   * @param zone in which times of day are shown
   */
  public Painter(Glyphs signs, ZoneId zone) {
    this.signs = signs;
    this.zone = zone;
  }

  public Sheet paint(ScreenModel model) {
    Sheet sheet = new Sheet(new Area(model.columns(), model.rows()), signs);
    Pane whole = sheet.pane();
    if (!sheet.area().holds(Area.LEAST)) {
      tooSmall(whole);
      return sheet;
    }
    HeaderView.paint(model, whole.part(0, 0, whole.columns(), 1));
    TurnView.paint(model, whole.part(0, 1, whole.columns(), 1));
    Pane page = whole.part(0, 2, whole.columns(), whole.rows() - 4);
    page(model, page);
    Pane edge = whole.part(0, whole.rows() - 2, whole.columns(), 1);
    edge.row(0).rule(signs.across(), Tone.EDGE);
    StatusView.paint(model, edge);
    model.typing().ifPresent(typing -> PaletteView.paint(model, typing, page));
    FooterView.paint(model, whole.part(0, whole.rows() - 1, whole.columns(), 1));
    model.dialog().ifPresent(dialog -> DialogView.paint(dialog, whole));
    return sheet;
  }

  /** What is shown in place of a page that could not be painted. */
  public Sheet undrawn(ScreenModel model, RuntimeException fault) {
    Sheet sheet = new Sheet(new Area(model.columns(), model.rows()), signs);
    Pane whole = sheet.pane();
    whole.row(0).put(" this page cannot be drawn: " + fault, Tone.BAD);
    whole.row(1).put(" a run goes on all the same; please report this", Tone.TEXT);
    whole.row(2).put(" esc goes back, q leaves", Tone.KEY);
    return sheet;
  }

  private void page(ScreenModel model, Pane pane) {
    Page page = model.page();
    switch (page.kind()) {
      case CLUSTERS -> ClustersView.paint(model, pane);
      case RUN -> RunView.paint(model, zone, pane);
      case NODE -> {
        TabsView.paint(NODE_TABS, page.tab(), pane.part(0, 0, pane.columns(), 2));
        TextView.paint(model, zone, pane.part(0, 2, pane.columns(), pane.rows() - 2));
      }
      case SERVICE,
          PHASE,
          FLUX,
          APPLICATIONS,
          CRDS,
          LOG,
          JOURNAL,
          FINDINGS,
          REPORT,
          CLUSTER,
          PLAN ->
          TextView.paint(model, zone, pane);
      case RUNS -> RunsView.paint(model, zone, pane);
      case FROM -> FromView.paint(model, pane);
      case HELP -> HelpView.paint(model, pane);
    }
  }

  private static void tooSmall(Pane pane) {
    String[] words = "blackstart needs at least 40 columns and 10 rows".split(" ", -1);
    Pen pen = pane.row(0);
    int row = 0;
    for (String word : words) {
      if (pen.left() < Columns.of(word)) {
        pen = pane.row(++row);
      }
      pen.put(word + " ", Tone.TEXT);
    }
  }
}
