package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.run.Event;
import java.util.List;

/** How a run that is over ended: its verdict, what was promised, and what it says nothing about. */
final class EndView {
  private EndView() {}

  static void paint(ScreenModel model, RunPicture run, Event.RunEnded end, Pane pane) {
    RunState state = RunState.of(model, run);
    pane.row(0)
        .to(1)
        .put(state.sign(pane.signs()) + " " + state.words(), state.tone())
        .put(" after " + Times.of(end.tookMillis()), Tone.TEXT)
        .put(
            " " + pane.signs().dot() + " " + Times.of(end.ownMillis()) + " of work of our own",
            Tone.QUIET);
    int row = 1;
    int names = end.objectives().stream().mapToInt(each -> Columns.of(each.name())).max().orElse(0);
    for (Event.Objective objective : end.objectives()) {
      String took = Times.of(objective.tookMillis());
      Pen pen = pane.row(row++).to(2).put("objective ", Tone.QUIET);
      pen.put(objective.name(), Tone.TEXT).to(13 + names + Math.max(0, 6 - took.length()));
      pen.put(took, Tone.TEXT).put("/" + Times.of(objective.budgetMillis()), Tone.QUIET);
      pen.put(objective.kept() ? "  kept" : "  missed", objective.kept() ? Tone.GOOD : Tone.BAD);
    }
    row = resumable(run, end, pane, row);
    row = notRehearsed(end, pane, row);
    if (run.standing().isPresent()) {
      pane.row(row++).to(2).put("the world stands; end it with", Tone.QUIET);
      for (String line : Wrapping.of(run.standing().get().stop(), pane.columns() - 4, 4)) {
        pane.row(row++).to(4).put(line, Tone.TEXT);
      }
    }
    KeyHints.paint(model, pane.row(row + 1).to(2), "retry", "logs", "journal");
  }

  private static int resumable(RunPicture run, Event.RunEnded end, Pane pane, int from) {
    return switch (end.outcome()) {
      case DONE, FAILED -> from;
      case INTERRUPTED -> {
        String at = run.current().map(row -> " in " + row.id()).orElse(" between two phases");
        pane.row(from).to(2).put("stopped" + at + ", state saved; it can go on", Tone.TEXT);
        yield from + 1;
      }
    };
  }

  private static int notRehearsed(Event.RunEnded end, Pane pane, int from) {
    int count = end.notRehearsed().size();
    if (count == 0) {
      return from;
    }
    int row = from;
    String objects = String.join(", ", end.notRehearsed());
    List<String> lines =
        Wrapping.of("not rehearsed (" + count + "): " + objects, pane.columns() - 3, 4);
    for (String line : lines) {
      pane.row(row++).to(2).put(line, Tone.WAITS);
    }
    return row;
  }
}
