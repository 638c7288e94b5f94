package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Completion;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.app.tui.model.Typing;
import java.util.List;

/** What the line being typed could become, above it. */
final class PaletteView {
  private static final int MOST = 8;
  private static final int GAP = 3;

  private PaletteView() {}

  /** Lies over the lower rows of the page. */
  static void paint(ScreenModel model, Typing typing, Pane page) {
    List<Completion> all = Completion.of(model, typing);
    int rows = Math.min(Math.min(all.size(), MOST), page.rows() - 2);
    if (rows <= 0) {
      return;
    }
    Pane list = page.part(0, page.rows() - rows - 1, page.columns(), rows + 1);
    list.clear();
    list.row(0).rule(list.signs().across(), Tone.EDGE);
    list.row(0)
        .to(2)
        .put(all.size() > rows ? " " + rows + " of " + all.size() + " " : "", Tone.QUIET);
    int words = all.stream().mapToInt(each -> Columns.of(each.word())).max().orElse(0);
    int column = Math.min(words, list.columns() / 2);
    int first = Scrolling.first(all.size(), rows, Math.max(0, typing.offered()));
    for (int i = 0; i < rows; i++) {
      Completion each = all.get(first + i);
      list.row(i + 1)
          .to(2)
          .put(each.word(), Tone.KEY, column)
          .to(2 + column + GAP)
          .put(each.help(), Tone.TEXT);
      list.spot(i + 1, new Spot.Candidate(first + i));
      if (first + i == typing.offered()) {
        list.choose(i + 1);
      }
    }
  }
}
