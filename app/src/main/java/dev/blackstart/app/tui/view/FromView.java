package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Banner;
import dev.blackstart.app.tui.model.Choosing;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import java.util.List;
import java.util.Optional;

/** The phases of an unfinished run, to choose the one it goes on from. */
final class FromView {
  private static final int ABOVE = 3;

  private FromView() {}

  static void paint(ScreenModel model, Pane pane) {
    Optional<Banner> banner = Choosing.banner(model);
    if (banner.isEmpty()) {
      pane.row(0).to(1).put("this run cannot go on any more", Tone.WAITS);
      return;
    }
    pane.row(0)
        .to(1)
        .put("The phases before it are only checked: stale ones are not made again.", Tone.QUIET);
    pane.row(2).to(1).put("PHASE", Tone.QUIET).to(22).put("STATE", Tone.QUIET);
    pane.row(2).to(58).put("MOSTLY TAKES", Tone.QUIET);
    List<String> phases = Rows.of(model);
    int cursor = Rows.cursor(model);
    int window = pane.rows() - ABOVE;
    int first = Scrolling.first(model, pane, phases.size(), window);
    for (int i = 0; i < window && first + i < phases.size(); i++) {
      Choosing.Choice choice = Choosing.of(model, banner.get(), phases.get(first + i));
      Tone tone = Tones.of(choice.weight());
      Pen pen = pane.row(ABOVE + i).to(1).put(choice.phase(), tone, 20);
      pen.to(22).put(choice.state(), tone, 36).to(58).put(choice.takes(), Tone.TEXT);
      pane.spot(ABOVE + i, new Spot.Row(0, choice.phase()));
      if (first + i == cursor) {
        pane.choose(ABOVE + i);
      }
    }
  }
}
