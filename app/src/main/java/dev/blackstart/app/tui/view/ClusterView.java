package dev.blackstart.app.tui.view;

import dev.blackstart.app.plain.Ages;
import dev.blackstart.app.tui.model.Banner;
import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.ClusterDetails;
import dev.blackstart.app.tui.model.Forecast;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.cluster.Finding;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One cluster below the table: the run that stopped, what is wrong, its nodes, what would run. */
final class ClusterView {
  private static final int LABEL = 12;

  /** Columns of the nodes' table. */
  private static final int NODES = 62;

  /** What can be done with a run that stopped, by the names of the keys. */
  private static final Map<String, String> KEYS = keysByName();

  private final ClusterCard card;
  private final ScreenModel model;
  private final Instant now;
  private final Pane pane;
  private int row;

  private ClusterView(ClusterCard card, ScreenModel model, Pane pane) {
    this.card = card;
    this.model = model;
    this.now = model.now();
    this.pane = pane;
  }

  static void paint(ClusterCard card, ScreenModel model, Pane pane) {
    boolean beside = pane.columns() >= 140;
    int columns = beside ? pane.columns() - NODES - 3 : pane.columns();
    ClusterView left = new ClusterView(card, model, pane.part(0, 0, columns, pane.rows()));
    left.banners();
    left.findings();
    if (beside) {
      left.plan();
      for (int i = 0; i < pane.rows(); i++) {
        pane.row(i).to(columns).put(pane.signs().down(), Tone.EDGE);
      }
      new ClusterView(card, model, pane.part(columns + 1, 0, NODES + 2, pane.rows())).nodes();
    } else {
      left.nodes();
      left.plan();
    }
  }

  private static Map<String, String> keysByName() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("resume", "go on  ");
    keys.put("from", "from...  ");
    keys.put("start-over", "start over  ");
    keys.put("verify", "verify now");
    return keys;
  }

  private void banners() {
    for (Banner banner : card.banners()) {
      String world = banner.world().name().toLowerCase(Locale.ROOT);
      Pen pen = pane.row(row++).to(1);
      pen.put("run " + Banner.shortened(banner.run()) + " ", Tone.STRONG);
      pen.put(
          "stopped "
              + banner.where()
              + " "
              + Ages.ago(banner.stopped(), now)
              + " ("
              + banner.why()
              + ")",
          Tone.WAITS);
      pen.put(", " + world, Tone.QUIET);
      verified(banner);
      stale(banner);
      labelled("will do", banner.plan() + ", " + banner.left().words(), Tone.TEXT);
      keys();
      row++;
    }
  }

  /** As the operator has them; who only looks cannot go on. */
  private void keys() {
    Pen pen = pane.row(row++).to(2).put("keys", Tone.QUIET).to(LABEL);
    KEYS.forEach(
        (name, does) -> {
          if (!model.readonly() || name.equals("verify")) {
            pen.put(model.habits().keymap().shown(name), Tone.KEY).put(" " + does, Tone.QUIET);
          }
        });
  }

  /** Green is for what was looked at in the world itself. */
  private void verified(Banner banner) {
    String count = banner.held().size() + " of " + banner.phases().size() + " phases";
    if (banner.seen().isPresent()) {
      boolean fresh = banner.seen().get().plusSeconds(120).isAfter(now);
      labelled(
          "verified",
          count + " hold, looked at " + Ages.ago(banner.seen().get(), now),
          fresh ? Tone.GOOD : Tone.STALE);
    } else {
      labelled("verified", count + " held, as the journal last saw them", Tone.TEXT);
    }
  }

  private void stale(Banner banner) {
    if (banner.trouble().isPresent()) {
      labelled("stale", "not known: " + banner.trouble().get(), Tone.WAITS);
      return;
    }
    List<Banner.StaleClaim> stale = banner.stale();
    if (stale.isEmpty()) {
      labelled("stale", "none, the repository is as it was", Tone.TEXT);
    }
    for (int i = 0; i < stale.size(); i++) {
      labelled(i == 0 ? "stale" : "", stale.get(i).brief(), Tone.WAITS);
    }
  }

  private void findings() {
    List<Finding> heavy =
        card.findings().stream().filter(each -> each.level() != Finding.Level.INFO).toList();
    if (heavy.isEmpty()) {
      return;
    }
    int errors = card.errors();
    String count = heavy.size() == 1 ? "1 finding" : heavy.size() + " findings";
    String says =
        errors > 0
            ? count + ": no run can begin before the errors are mended; Enter shows all"
            : count;
    pane.row(row++).to(1).put(says, errors > 0 ? Tone.BAD : Tone.WAITS);
    int room = errors > 0 ? Math.max(2, pane.rows() - row - 2) : 2;
    List<Finding> first =
        heavy.stream().sorted((a, b) -> a.level().compareTo(b.level())).limit(room / 2).toList();
    for (Finding finding : first) {
      Pen pen = pane.row(row++).to(2).put(finding.at() + ": ", Tones.of(finding.level()));
      pen.put(finding.what(), Tone.TEXT);
      pane.row(row++).to(4).put(finding.remedy(), Tone.QUIET);
    }
    row++;
  }

  private void nodes() {
    List<String> lines = ClusterDetails.nodes(card);
    int room = Math.max(2, pane.rows() - row);
    for (int i = 0; i < lines.size() && i < room; i++) {
      boolean cut = i == room - 1 && lines.size() > room;
      String line = cut ? "and " + (lines.size() - i) + " more, Enter shows them" : lines.get(i);
      pane.row(row++).to(1).put(line, i == 0 || cut ? Tone.QUIET : Tone.TEXT);
    }
    row++;
  }

  /** What a new run would go through, and how long it mostly takes. */
  private void plan() {
    List<String> phases = card.phases().stream().map(Object::toString).toList();
    String text = card.phases().size() + " phases: " + String.join(" ", phases);
    int lines = Math.max(1, Math.min(3, pane.rows() - row - 1));
    List<String> wrapped = Wrapping.of(text, pane.columns() - LABEL - 1, lines);
    for (int i = 0; i < wrapped.size(); i++) {
      labelled(i == 0 ? "would run" : "", wrapped.get(i), Tone.TEXT);
    }
    labelled("takes", takes(), Tone.TEXT);
  }

  private String takes() {
    Forecast.Left drill = card.whole(World.Kind.REHEARSAL);
    Forecast.Left bootstrap = card.whole(World.Kind.LIVE);
    if (!drill.known() && !bootstrap.known()) {
      return "unknown, no earlier run tells";
    }
    return (drill.known() ? "a drill " + drill.words() : "")
        + (drill.known() && bootstrap.known() ? "; " : "")
        + (bootstrap.known() ? "a bootstrap " + bootstrap.words() : "");
  }

  private void labelled(String label, String text, Tone tone) {
    pane.row(row++).to(2).put(label, Tone.QUIET).to(LABEL).put(text, tone);
  }
}
