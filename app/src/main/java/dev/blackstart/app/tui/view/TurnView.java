package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.app.tui.model.TurnCluster;
import dev.blackstart.run.PhaseStatus;
import java.util.List;

/** On the rule below the title: the clusters whose runs come one after the other. */
final class TurnView {
  private TurnView() {}

  static void paint(ScreenModel model, Pane pane) {
    Glyphs signs = pane.signs();
    Pen pen = pane.row(0);
    if (model.run().isEmpty() || !HeaderView.isOfRun(model.page())) {
      pen.rule(signs.across(), Tone.EDGE);
      return;
    }
    String own = model.run().map(RunPicture::cluster).orElse("");
    List<TurnCluster> turn = model.turn();
    for (int i = 0; i < turn.size(); i++) {
      TurnCluster each = turn.get(i);
      String sign = sign(each.state(), signs);
      String took = each.tookMillis() > 0 ? " " + Times.of(each.tookMillis()) : "";
      String name = (i + 1) + " " + each.cluster() + " ";
      if (pen.left() < Columns.of(name + sign + took) + 4) {
        break;
      }
      pen.put(signs.across() + " ", Tone.EDGE);
      pen.put(name, each.cluster().equals(own) ? Tone.STRONG : Tone.TEXT);
      pen.put(sign + took, tone(each.state())).put(" ", Tone.EDGE);
    }
    pen.rule(signs.across(), Tone.EDGE);
  }

  private static String sign(TurnCluster.State state, Glyphs signs) {
    return switch (state) {
      case WAITS -> signs.mark(PhaseStatus.PENDING);
      case RUNS -> signs.mark(PhaseStatus.RUNNING);
      case DONE -> signs.mark(PhaseStatus.DONE);
      case FAILED -> signs.mark(PhaseStatus.FAILED);
      case STOPPED -> signs.waitsMark();
    };
  }

  private static Tone tone(TurnCluster.State state) {
    return switch (state) {
      case WAITS -> Tone.QUIET;
      case RUNS -> Tone.ACTIVE;
      case DONE -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case STOPPED -> Tone.WAITS;
    };
  }
}
