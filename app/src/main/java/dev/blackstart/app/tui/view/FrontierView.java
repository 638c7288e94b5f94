package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Held;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.app.tui.model.Trouble;
import dev.blackstart.run.Event;
import java.util.List;
import java.util.Locale;

/** What is being worked on: how far it is, who is missing and why; or what failed and the cure. */
final class FrontierView {
  private FrontierView() {}

  static void paint(PhaseRow phase, long now, Pane pane) {
    Pen title = pane.row(0).to(1);
    title.put(phase.id().name(), Tone.TITLE);
    if (phase.total() > 0) {
      title.put(
          " " + pane.signs().dot() + " " + phase.ready() + " of " + phase.total() + " ready",
          Tone.TEXT);
    }
    int row = phase.trouble().map(trouble -> trouble(trouble, pane)).orElse(1);
    List<Held> held = phase.held();
    int room = pane.rows() - row;
    for (int i = 0; i < held.size() && i < room; i++) {
      boolean last = i == room - 1 && held.size() > room;
      if (last) {
        pane.row(row + i).to(2).put("and " + (held.size() - i) + " more", Tone.QUIET);
      } else {
        held(held.get(i), now, pane.row(row + i).to(2));
      }
    }
    if (held.isEmpty() && phase.trouble().isEmpty() && room > 0) {
      String text = phase.works().isEmpty() ? phase.because() : phase.works();
      pane.row(row).to(2).put(text, phase.works().isEmpty() ? Tone.QUIET : Tone.WAITS);
    }
  }

  /** How a run that is over ended. */
  static void paintEnd(Event.RunEnded end, Pane pane) {
    boolean done = end.outcome() == Event.Outcome.DONE && end.exit() == 0;
    String verdict = end.verdict().map(word -> ", verdict " + word).orElse("");
    pane.row(0)
        .to(1)
        .put(end.outcome().name().toLowerCase(Locale.ROOT) + verdict, done ? Tone.GOOD : Tone.BAD)
        .put(" after " + Times.of(end.tookMillis()), Tone.TEXT);
    int row = 1;
    for (Event.Objective objective : end.objectives()) {
      pane.row(row++)
          .to(2)
          .put("objective " + objective.name() + " ", Tone.TEXT)
          .put(Times.of(objective.tookMillis(), objective.budgetMillis()), Tone.TEXT)
          .put(objective.kept() ? " kept" : " missed", objective.kept() ? Tone.GOOD : Tone.BAD);
    }
  }

  private static int trouble(Trouble trouble, Pane pane) {
    int row = 1;
    for (String line : Wrapping.of(trouble.what(), pane.columns() - 3, 4)) {
      pane.row(row++).to(2).put(line, Tone.BAD);
    }
    for (String line : Wrapping.of(trouble.remedy(), pane.columns() - 3, 3)) {
      pane.row(row++).to(2).put(line, Tone.STRONG);
    }
    return row;
  }

  private static void held(Held held, long now, Pen pen) {
    String since = "  " + Times.of(now - held.since());
    pen.put(held.who(), Tone.TEXT, Math.max(12, pen.left() / 2)).put("  ", Tone.TEXT);
    pen.put(held.reason(), Tone.WAITS, pen.left() - since.length());
    pen.put(since, Tone.QUIET);
  }
}
