package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Times;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The opening: the clusters, and of the one under the cursor what could be done and why not. */
final class ClustersView {
  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private ClustersView() {}

  static void paint(ScreenModel model, ZoneId zone, Pane pane) {
    List<ClusterCard> cards = Rows.clusters(model);
    if (cards.isEmpty()) {
      pane.row(0)
          .to(1)
          .put(
              model.clusters().isEmpty() ? "reading the repository" : "no cluster matches",
              Tone.QUIET);
      return;
    }
    Pen head = pane.row(0).to(1).put("CLUSTER", Tone.QUIET).to(20).put("NODES", Tone.QUIET);
    head.to(34).put("LAST RUN", Tone.QUIET);
    int cursor = Rows.cursor(model);
    int table = Math.min(cards.size(), Math.max(1, pane.rows() / 3));
    int first = Scrolling.first(cards.size(), table, cursor);
    for (int i = 0; i < table; i++) {
      row(cards.get(first + i), zone, pane.row(i + 1));
      if (first + i == cursor) {
        pane.choose(i + 1);
      }
    }
    pane.row(table + 1).rule(pane.signs().across(), Tone.EDGE);
    if (cursor >= 0) {
      detail(cards.get(cursor), pane.part(0, table + 2, pane.columns(), pane.rows() - table - 2));
    }
  }

  private static void row(ClusterCard card, ZoneId zone, Pen pen) {
    pen.to(1).put(card.name(), Tone.STRONG, 18);
    pen.to(20).put(card.controlPlanes() + " cp", Tone.TEXT);
    pen.put(card.workers() > 0 ? "  " + card.workers() + " wk" : "", Tone.TEXT).to(34);
    Optional<ClusterCard.PastRun> last = card.runs().stream().findFirst();
    if (last.isEmpty()) {
      pen.put("none yet", Tone.QUIET);
      return;
    }
    ClusterCard.PastRun run = last.get();
    pen.put(DAY.format(run.began().atZone(zone)) + "  ", Tone.QUIET);
    pen.put(run.world().name().toLowerCase(Locale.ROOT) + " ", Tone.TEXT);
    pen.put(RunsView.word(run), RunsView.tone(run))
        .put("  " + Times.of(run.tookMillis()), Tone.TEXT);
  }

  private static void detail(ClusterCard card, Pane pane) {
    int row = 0;
    Optional<ClusterCard.PastRun> open = card.open();
    if (open.isPresent()) {
      ClusterCard.PastRun run = open.get();
      Pen pen = pane.row(row++).to(1).put("run " + run.run() + " ", Tone.STRONG);
      pen.put(run.runs() ? "is under way in " : "stopped in ", Tone.WAITS);
      pen.put(
          run.at() + "; " + run.held() + " of " + card.phases().size() + " phases held", Tone.TEXT);
      row++;
    }
    for (String line :
        Wrapping.of("phases: " + String.join(" ", card.phases()), pane.columns() - 2, 3)) {
      pane.row(row++).to(1).put(line, Tone.TEXT);
    }
    row++;
    Pen head = pane.row(row++).to(1);
    if (card.findings().isEmpty()) {
      head.put("nothing was found wrong with the repository", Tone.QUIET);
    } else {
      head.put("findings", Tone.TITLE);
    }
    for (String finding : card.findings()) {
      pane.row(row++).to(2).put(finding, card.errors() > 0 ? Tone.BAD : Tone.WAITS);
    }
  }
}
