package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseStatus;
import java.util.Locale;

/** The title: a sentence about what the page shows, and for a run whether it moves and how long. */
final class HeaderView {
  private HeaderView() {}

  static void paint(ScreenModel model, Pane pane) {
    Pen pen = pane.row(0).to(1).put("blackstart", Tone.TITLE).put("  ", Tone.TEXT);
    Page page = model.page();
    if (model.run().isPresent()
        && page.kind() != Page.Kind.CLUSTERS
        && page.kind() != Page.Kind.RUNS) {
      run(model, model.run().get(), pen, pane.signs());
      return;
    }
    pen.put(
        switch (page.kind()) {
          case CLUSTERS -> "the clusters of this repository";
          case RUNS -> "runs of cluster " + page.subject();
          case HELP -> "keys";
          case RUN -> "reading the run";
          case NODE, SERVICE, PHASE, FLUX, CRDS, LOG, JOURNAL, FINDINGS, REPORT -> page.subject();
        },
        Tone.TEXT);
  }

  private static void run(ScreenModel model, RunPicture run, Pen pen, Glyphs signs) {
    String world = run.world().name().toLowerCase(Locale.ROOT);
    pen.put(run.cluster() + " " + signs.dot() + " " + world + " " + shortened(run), Tone.STRONG);
    pen.put("  ", Tone.TEXT);
    state(model, run, pen, signs);
    Page page = model.page();
    if (page.kind() != Page.Kind.RUN && page.kind() != Page.Kind.HELP) {
      String subject = page.subject().isEmpty() ? "" : " " + page.subject();
      pen.put("  " + page.kind().name().toLowerCase(Locale.ROOT) + subject, Tone.TITLE);
    }
    String clock = Times.of(model.clock());
    pen.right(
        run.budget() > 0 ? clock + " of " + Times.of(run.budget()) + " " : clock + " ", Tone.TEXT);
  }

  private static void state(ScreenModel model, RunPicture run, Pen pen, Glyphs signs) {
    if (run.ended().isPresent()) {
      Event.RunEnded end = run.ended().get();
      boolean good = end.outcome() == Event.Outcome.DONE && end.exit() == 0;
      PhaseStatus status = good ? PhaseStatus.DONE : PhaseStatus.FAILED;
      String verdict = end.verdict().map(word -> ", verdict " + word).orElse("");
      pen.put(
          signs.state(status) + " " + end.outcome().name().toLowerCase(Locale.ROOT) + verdict,
          Tones.of(status));
    } else if (model.vanished().isPresent()) {
      pen.put(signs.state(PhaseStatus.FAILED) + " " + model.vanished().get(), Tone.BAD);
    } else {
      pen.put(signs.state(PhaseStatus.RUNNING) + " running", Tone.ACTIVE);
      pen.put(model.commander() ? "" : "  watching", Tone.QUIET);
    }
  }

  /** The part of a run's name that tells it from others. */
  private static String shortened(RunPicture run) {
    String name = run.run().name();
    int dash = name.lastIndexOf('-');
    return dash < 0 ? name : name.substring(dash + 1);
  }
}
