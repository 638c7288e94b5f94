package dev.blackstart.app.tui.view;

import dev.blackstart.app.plain.Ages;
import dev.blackstart.app.tui.model.Banner;
import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.Home;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.cluster.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The opening: the clusters, and of the one under the cursor what could be done and why not. */
final class ClustersView {
  /** Columns of the table on a screen of eighty, and on a wide one. */
  private static final int[] NARROW = {1, 13, 24, 53, 66};

  private static final int[] WIDE = {1, 26, 42, 84, 112};
  private static final List<String> HEADS =
      List.of("CLUSTER", "NODES", "LAST RUN", "UNFINISHED", "DRILL");

  private ClustersView() {}

  static void paint(ScreenModel model, Pane pane) {
    Home home = model.home();
    if (!home.read()) {
      pane.row(0).to(1).put("reading the repository", Tone.QUIET);
      return;
    }
    int top = 0;
    if (home.note().isPresent()) {
      for (String line : Wrapping.of(home.note().get(), pane.columns() - 2, 2)) {
        pane.row(top++).to(1).put(line, Tone.WAITS);
      }
    }
    Pane rest = pane.part(0, top, pane.columns(), pane.rows() - top);
    if (home.cards().isEmpty()) {
      none(model, rest);
    } else {
      clusters(model, rest);
    }
  }

  /** A repository without a cluster shows where it is wrong. */
  private static void none(ScreenModel model, Pane pane) {
    List<Finding> findings = Rows.unreadable(model);
    pane.row(0).to(1).put("No cluster could be read here. What is wrong with it:", Tone.STRONG);
    FindingsView.paint(model, findings, pane.part(0, 2, pane.columns(), pane.rows() - 2));
  }

  private static void clusters(ScreenModel model, Pane pane) {
    List<ClusterCard> cards = Rows.clusters(model);
    if (cards.isEmpty()) {
      pane.row(0).to(1).put("no cluster matches", Tone.QUIET);
      return;
    }
    int[] columns = pane.columns() >= 130 ? WIDE : NARROW;
    Pen head = pane.row(0);
    for (int i = 0; i < columns.length; i++) {
      head.to(columns[i]).put(HEADS.get(i), Tone.QUIET);
    }
    int cursor = Rows.cursor(model);
    int table = Math.min(cards.size(), Math.max(1, pane.rows() / 4));
    int first = Scrolling.first(model, pane, cards.size(), table);
    for (int i = 0; i < table; i++) {
      row(cards.get(first + i), model.now(), columns, pane.row(i + 1));
      pane.spot(i + 1, new Spot.Row(0, cards.get(first + i).name()));
      if (first + i == cursor) {
        pane.choose(i + 1);
      }
    }
    pane.row(table + 1).rule(pane.signs().across(), Tone.EDGE);
    ClusterView.paint(
        cards.get(cursor), model, pane.part(0, table + 2, pane.columns(), pane.rows() - table - 2));
  }

  private static void row(ClusterCard card, Instant now, int[] columns, Pen pen) {
    pen.to(columns[0]).put(card.name(), Tone.STRONG, columns[1] - columns[0] - 1);
    String workers = card.workers() > 0 ? "  " + card.workers() + " wk" : "";
    pen.to(columns[1]).put(card.controlPlanes() + " cp" + workers, Tone.TEXT).to(columns[2]);
    Optional<ClusterCard.PastRun> last = card.runs().stream().findFirst();
    int cells = columns[3] - columns[2] - 1;
    if (last.isEmpty()) {
      pen.put("none yet", Tone.QUIET, cells);
    } else {
      String age = Ages.ago(last.get().lastWord(), now);
      String when = last.get().runs() ? "" : " " + age;
      pen.put(RunsView.brief(last.get()) + when, RunsView.tone(last.get()), cells);
    }
    pen.to(columns[3]).put(unfinished(card), Tone.WAITS, columns[4] - columns[3] - 1);
    Tone tone = card.drillDue(now) ? Tone.WAITS : Tone.TEXT;
    pen.to(columns[4]).put(drill(card, now), tone);
  }

  private static String unfinished(ClusterCard card) {
    int count = card.banners().size();
    return count > 1
        ? count + " runs"
        : card.banners().stream()
            .findFirst()
            .map(banner -> Banner.shortened(banner.run()) + " " + banner.at())
            .orElse("");
  }

  /** Fourteen cells hold it. */
  private static String drill(ClusterCard card, Instant now) {
    String due = card.drillDue(now) ? "due, " : "passed ";
    return card.lastDrill().map(last -> due + Ages.ago(last, now)).orElse("due, none yet");
  }
}
