package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Held;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.run.PhaseStatus;
import java.util.ArrayList;
import java.util.List;

/** What is being worked on: how far it is, who is missing and why since when, and the gate. */
final class FrontierView {
  private static final int BAR = 16;

  /** Rows from which there is room for more than those who are waited for. */
  private static final int ROOMY = 4;

  private static final String[] KEYS = {"why", "logs", "more-time"};

  private FrontierView() {}

  static void paint(ScreenModel model, RunPicture run, PhaseRow phase, Pane pane) {
    if (phase.trouble().isPresent()) {
      TroubleView.paint(model, run, phase, phase.trouble().get(), pane);
      return;
    }
    title(model, phase, pane.row(0).to(1));
    below(model, phase, pane.part(0, 1, pane.columns(), pane.rows() - 1));
  }

  /** All but the title, for a pane whose phase is named above it. */
  static void below(ScreenModel model, PhaseRow phase, Pane pane) {
    int row = 0;
    boolean roomy = pane.rows() >= ROOMY;
    if (roomy && !phase.claims().isEmpty()) {
      String more = pane.signs().more();
      String gate = Wrapping.cut(phase.claims(), pane.columns() - 8, more);
      pane.row(row++).to(2).put("gate  ", Tone.QUIET).put(gate, Tone.QUIET);
    }
    String says = says(model, phase);
    if (!says.isEmpty() && row < pane.rows()) {
      pane.row(row++)
          .to(2)
          .put(
              Wrapping.cut(says, pane.columns() - 3, pane.signs().more()),
              phase.works().isEmpty() ? Tone.TEXT : Tone.WAITS);
    }
    boolean keys = roomy && KeyHints.any(model, KEYS);
    int end = keys ? pane.rows() - 2 : pane.rows();
    row = held(phase, model.clock(), pane.part(0, row, pane.columns(), end - row)) + row;
    if (keys) {
      KeyHints.paint(model, pane.row(row + 1).to(2), KEYS);
    }
  }

  private static void title(ScreenModel model, PhaseRow phase, Pen pen) {
    pen.put(phase.id().name(), Tone.TITLE);
    long at = phase.elapsed(model.clock());
    switch (phase.status()) {
      case PENDING -> part(pen, "to come", Tone.QUIET);
      case RUNNING ->
          part(
              pen,
              Times.of(at) + (phase.budget() > 0 ? " of " + Times.of(phase.budget()) : ""),
              phase.budget() > 0 && at > phase.budget() ? Tone.WAITS : Tone.TEXT);
      case SKIPPED -> part(pen, "held already", Tone.GOOD);
      case DONE -> part(pen, "done after " + Times.of(at), Tone.GOOD);
      case FAILED -> part(pen, "failed after " + Times.of(at), Tone.BAD);
    }
    if (phase.total() > 0 && phase.status() == PhaseStatus.RUNNING) {
      part(pen, phase.ready() + " of " + phase.total() + " ready", Tone.TEXT);
      bar(phase, pen);
    }
    model
        .forecast()
        .usual(phase)
        .filter(usual -> pen.left() > 20)
        .ifPresent(usual -> part(pen, "usually " + usual, Tone.QUIET));
  }

  private static void part(Pen pen, String text, Tone tone) {
    pen.put(" " + pen.signs().dot() + " ", Tone.QUIET).put(text, tone);
  }

  private static void bar(PhaseRow phase, Pen pen) {
    if (pen.left() > BAR + 2) {
      int full = (int) ((long) BAR * Math.min(phase.ready(), phase.total()) / phase.total());
      pen.put("  " + pen.signs().full().repeat(full), Tone.ACTIVE);
      pen.put(pen.signs().empty().repeat(BAR - full), Tone.EDGE);
    }
  }

  /** What our own side works on; else, when nobody is waited for, why it runs or holds. */
  private static String says(ScreenModel model, PhaseRow phase) {
    if (!phase.works().isEmpty()) {
      return phase.works();
    }
    if (phase.status() == PhaseStatus.PENDING) {
      return model.forecast().of(phase.id()).isPresent() || !phase.claims().isEmpty()
          ? ""
          : "nothing is known of it yet";
    }
    boolean said = phase.because().equals(phase.claims());
    return phase.held().isEmpty() && !said ? phase.because() : "";
  }

  /** Those who are waited for, what has to change first; returns the rows they took. */
  static int held(PhaseRow phase, long now, Pane pane) {
    List<Held> all = new ArrayList<>(phase.held().stream().filter(Held::isRoot).toList());
    int roots = all.size();
    phase.held().stream().filter(each -> !each.isRoot()).forEach(all::add);
    int room = pane.columns() * 2 / 5;
    List<String> names = Names.alike(all.stream().map(Held::who).toList(), room);
    int who = Math.min(names.stream().mapToInt(Columns::of).max().orElse(0), room);
    int spare = pane.rows() - all.size();
    int row = 0;
    for (int i = 0; i < all.size() && row < pane.rows(); i++) {
      if (row == pane.rows() - 1 && i < all.size() - 1) {
        pane.row(row++).to(2).put(rest(all.size() - i, Math.max(0, roots - i)), Tone.QUIET);
        break;
      }
      Held each = all.get(i);
      Tone tone = each.isRoot() ? Tone.WAITS : Tone.QUIET;
      String since = Times.of(now - each.since());
      String more = pane.signs().more();
      Pen pen = pane.row(row).to(2).put(Names.fitting(names.get(i), who, more), Tone.TEXT);
      pen.to(2 + who + Math.max(1, 7 - Columns.of(since))).put(since + "  ", Tone.QUIET);
      int column = pen.column();
      List<String> lines =
          Wrapping.of(
              Names.sentence(each.reason(), pane.columns() - column),
              pane.columns() - column,
              spare > 0 ? spare + 1 : 1);
      for (String line : lines) {
        pane.row(row++).to(column).put(line, tone);
      }
      spare -= lines.size() - 1;
    }
    return row;
  }

  private static String rest(int more, int roots) {
    return roots == 0 ? "and " + more + " that wait for these" : "and " + more + " more";
  }
}
