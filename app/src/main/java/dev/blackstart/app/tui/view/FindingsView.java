package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.cluster.Finding;
import java.util.List;
import java.util.Locale;

/** What was found wrong or unwise; the remedy below each. */
final class FindingsView {
  private FindingsView() {}

  /** Findings and their remedies, the one under the cursor in sight. */
  static void paint(ScreenModel model, List<Finding> findings, Pane pane) {
    if (findings.isEmpty()) {
      pane.row(0).to(1).put("nothing was found", Tone.QUIET);
      return;
    }
    int window = pane.rows() / 2;
    int first = Scrolling.first(model, pane, findings.size(), window);
    int cursor = Rows.cursor(model);
    for (int i = 0; i < window && first + i < findings.size(); i++) {
      Finding finding = findings.get(first + i);
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      Pen pen = pane.row(2 * i).to(1).put(level, Tones.of(finding.level())).to(10);
      pen.put(finding.at() + ": ", Tone.STRONG).put(finding.what(), Tone.TEXT);
      pane.row(2 * i + 1).to(10).put(finding.remedy(), Tone.QUIET);
      pane.spot(2 * i, new Spot.Row(0, finding.toString()));
      pane.spot(2 * i + 1, new Spot.Row(0, finding.toString()));
      if (first + i == cursor) {
        pane.choose(2 * i);
      }
    }
  }
}
