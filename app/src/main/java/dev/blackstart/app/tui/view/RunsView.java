package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Banner;
import dev.blackstart.app.tui.model.ClusterCard.PastRun;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.world.World;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Earlier runs of a cluster, newest first. */
final class RunsView {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private RunsView() {}

  static void paint(ScreenModel model, ZoneId zone, Pane pane) {
    List<PastRun> runs = Rows.runs(model);
    heads(pane.row(0));
    int cursor = Rows.cursor(model);
    int first = Scrolling.first(model, pane, runs.size(), pane.rows() - 1);
    for (int i = 0; i + 1 < pane.rows() && first + i < runs.size(); i++) {
      row(runs.get(first + i), zone, pane.row(i + 1));
      pane.spot(i + 1, new Spot.Row(0, runs.get(first + i).run()));
      if (first + i == cursor) {
        pane.choose(i + 1);
      }
    }
    if (runs.isEmpty()) {
      String none = model.page().filter().isEmpty() ? "no run yet" : "no run matches";
      pane.row(1).to(1).put(none, Tone.QUIET);
    }
  }

  private static void heads(Pen pen) {
    pen.to(1).put("BEGAN", Tone.QUIET).to(19).put("WORLD", Tone.QUIET);
    pen.to(30).put("ENDED", Tone.QUIET).to(44).put("TOOK", Tone.QUIET);
    pen.to(60).put("REACHED", Tone.QUIET).to(75).put("RUN", Tone.QUIET);
  }

  private static void row(PastRun run, ZoneId zone, Pen pen) {
    pen.to(1).put(DAY.format(run.began().atZone(zone)), Tone.TEXT);
    pen.to(19).put(run.world().name().toLowerCase(Locale.ROOT), Tone.TEXT);
    pen.to(30).put(word(run), tone(run), 13);
    boolean over = run.budgetMillis() > 0 && run.tookMillis() > run.budgetMillis();
    String took = Times.of(run.tookMillis(), run.budgetMillis());
    pen.to(44).put(took, over ? Tone.WAITS : Tone.TEXT);
    pen.to(60).put(run.at(), Tone.TEXT, 14);
    pen.to(75).put(Banner.shortened(run.run()), Tone.QUIET);
    pen.to(82).put(run.isBootstrap() ? "" : run.operation() + "  ", Tone.TEXT);
    pen.put(run.resumable() ? "r goes on with it" : "", Tone.WAITS);
  }

  /** The verdict of a rehearsal that has one, else how it ended. */
  static String word(PastRun run) {
    if (run.runs()) {
      return "under way";
    }
    return run.verdict().isEmpty()
        ? run.outcome().map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("cut off")
        : run.verdict();
  }

  /** The world and how it ended there. */
  static String brief(PastRun run) {
    String what = run.isBootstrap() ? "" : run.operation() + " ";
    return (run.world() == World.Kind.LIVE ? "live " : "drill ") + what + word(run);
  }

  static Tone tone(PastRun run) {
    if (run.runs()) {
      return Tone.ACTIVE;
    }
    return run.outcome()
        .filter(outcome -> !run.verdict().equals("given up"))
        .map(
            outcome ->
                switch (outcome) {
                  case DONE ->
                      run.verdict().isEmpty() || run.verdict().equals("passed")
                          ? Tone.GOOD
                          : Tone.WAITS;
                  case FAILED -> Tone.BAD;
                  case INTERRUPTED -> Tone.WAITS;
                })
        .orElse(Tone.WAITS);
  }
}
