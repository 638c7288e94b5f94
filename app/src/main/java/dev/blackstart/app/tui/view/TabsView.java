package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Spot;
import java.util.List;

/** The tabs of a page, the one that is shown in brackets. */
final class TabsView {
  private TabsView() {}

  static void paint(List<String> tabs, int shown, Pane pane) {
    Pen pen = pane.row(0).to(1);
    boolean roomy = tabs.stream().mapToInt(tab -> Columns.of(tab) + 4).sum() < pane.columns();
    for (int i = 0; i < tabs.size(); i++) {
      boolean here = i == shown;
      int from = pen.column();
      pen.put(here ? "[" : " ", Tone.TITLE).put("" + (i + 1), here ? Tone.TITLE : Tone.KEY);
      if (roomy || here) {
        pen.put(" " + tabs.get(i), here ? Tone.TITLE : Tone.TEXT);
      }
      pen.put(here ? "]" : " ", Tone.TITLE).spot(from, new Spot.Tab(i));
    }
    pane.row(1).rule(pane.signs().across(), Tone.EDGE);
  }
}
