package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.ClusterCard.PastRun;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.run.Event;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Earlier runs of a cluster, newest first. */
final class RunsView {
  private RunsView() {}

  static void paint(ScreenModel model, ZoneId zone, Pane pane) {
    List<PastRun> runs = Rows.runs(model);
    Pen head = pane.row(0).to(1).put("BEGAN", Tone.QUIET).to(20).put("WORLD", Tone.QUIET);
    head.to(32)
        .put("ENDED", Tone.QUIET)
        .to(52)
        .put("TOOK", Tone.QUIET)
        .to(61)
        .put("RUN", Tone.QUIET);
    int cursor = Rows.cursor(model);
    int first = Scrolling.first(runs.size(), pane.rows() - 1, Math.max(0, cursor));
    for (int i = 0; i + 1 < pane.rows() && first + i < runs.size(); i++) {
      PastRun run = runs.get(first + i);
      Pen pen = pane.row(i + 1).to(1);
      pen.put(ClustersView.DAY.format(run.began().atZone(zone)), Tone.TEXT);
      pen.to(20).put(run.world().name().toLowerCase(Locale.ROOT), Tone.TEXT);
      pen.to(32).put(word(run), tone(run));
      pen.to(52).put(Times.of(run.tookMillis()), Tone.TEXT).to(61).put(run.run(), Tone.QUIET);
      if (first + i == cursor) {
        pane.choose(i + 1);
      }
    }
    if (runs.isEmpty()) {
      pane.row(1).to(1).put("none", Tone.QUIET);
    }
  }

  static String word(PastRun run) {
    if (run.runs()) {
      return "under way: " + run.at();
    }
    String where =
        run.outcome().filter(Event.Outcome.DONE::equals).isPresent() ? "" : " in " + run.at();
    return run.outcome().map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("cut off")
        + (run.verdict().isEmpty() ? where : ", " + run.verdict());
  }

  static Tone tone(PastRun run) {
    if (run.runs()) {
      return Tone.ACTIVE;
    }
    return run.outcome()
        .map(
            outcome ->
                switch (outcome) {
                  case DONE -> run.verdict().equals("missed") ? Tone.WAITS : Tone.GOOD;
                  case FAILED -> Tone.BAD;
                  case INTERRUPTED -> Tone.WAITS;
                })
        .orElse(Tone.WAITS);
  }
}
