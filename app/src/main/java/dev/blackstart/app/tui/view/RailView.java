package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Forecast;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Shown;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.run.PhaseStatus;
import java.util.List;

/** The phases in their order: state, time against budget, and how far each is. */
final class RailView {
  private static final int SHORTEST_NAME = 14;
  private static final int LONGEST_NAME = 20;

  /** From this width on there is room for what a phase may take and how far it is. */
  private static final int WIDE = 40;

  /** From this width on it says what phases took before. */
  private static final int WITH_ESTIMATES = 50;

  private static final int BAR = 10;

  private final ScreenModel model;
  private final RunPicture run;
  private final Pane pane;
  private final int name;
  private final int time;

  private RailView(ScreenModel model, RunPicture run, Pane pane) {
    this.model = model;
    this.run = run;
    this.pane = pane;
    int widest =
        run.phases().keySet().stream().mapToInt(id -> Columns.of(id.name())).max().orElse(0);
    int most = pane.columns() < WIDE ? SHORTEST_NAME : LONGEST_NAME;
    boolean hours = run.phases().values().stream().anyMatch(row -> at(row) >= 3_600_000);
    name = pane.signs().width() + 2;
    time = name + Math.clamp(widest, SHORTEST_NAME, most) + (hours ? 8 : 6);
  }

  /** Columns the rail takes of a screen. */
  static int width(int columns, Glyphs signs) {
    int bare =
        columns < 90 ? 24 : columns < 100 ? 30 : columns < 150 ? 42 : columns < 200 ? 57 : 74;
    return bare + signs.width() - 1;
  }

  /**
   * @param chosen index of the phase the cursor is on; -1 for none
   */
  static void paint(ScreenModel model, RunPicture run, int chosen, Pane pane) {
    RailView view = new RailView(model, run, pane);
    List<PhaseRow> rows = List.copyOf(run.phases().values());
    int first =
        chosen < 0
            ? Scrolling.first(rows.size(), pane.rows(), anchor(rows))
            : Scrolling.first(rows.size(), pane.rows(), chosen, model.page().shown().first());
    if (model.page().panel() == 0) {
      pane.shows(new Shown(first, pane.rows()));
    }
    for (int i = 0; i < pane.rows() && first + i < rows.size(); i++) {
      view.row(rows.get(first + i), i);
      if (first + i == chosen) {
        pane.choose(i);
      }
    }
  }

  /** One phase on one row. */
  static void row(ScreenModel model, RunPicture run, PhaseRow row, Pane pane, int at) {
    new RailView(model, run, pane).row(row, at);
  }

  private static int anchor(List<PhaseRow> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).status().holds()) {
        return i;
      }
    }
    return rows.size() - 1;
  }

  private void row(PhaseRow row, int at) {
    boolean cut = isCutOff(row);
    pane.spot(at, new Spot.Row(0, row.id().name()));
    Pen pen = pane.row(at).to(1);
    pen.put(
        cut ? pane.signs().waits() : pane.signs().state(row.status()),
        cut ? Tone.WAITS : Tones.of(row.status()));
    pen.to(name).put(row.id().name(), name(row), time - name - 6);
    String clock = clock(row);
    pen.to(time - Columns.of(clock)).put(clock, time(row));
    if (pane.columns() >= 30 && row.status() == PhaseStatus.RUNNING && row.budget() > 0) {
      pen.put("/" + Times.of(row.budget()), late(row) ? Tone.WAITS : Tone.QUIET);
    }
    if (pane.columns() >= WIDE) {
      pen.to(row.status() == PhaseStatus.RUNNING ? time + 8 : time + 2);
      progress(row, pen);
    }
  }

  /** Under way when its process went or was stopped. */
  private boolean isCutOff(PhaseRow row) {
    return row.status() == PhaseStatus.RUNNING && !RunState.isUnderWay(model, run);
  }

  private static Tone name(PhaseRow row) {
    return switch (row.status()) {
      case PENDING -> Tone.QUIET;
      case RUNNING, FAILED -> Tone.STRONG;
      case SKIPPED, DONE -> Tone.TEXT;
    };
  }

  private Tone time(PhaseRow row) {
    return switch (row.status()) {
      case PENDING, SKIPPED, DONE -> Tone.QUIET;
      case RUNNING -> late(row) ? Tone.WAITS : Tone.TEXT;
      case FAILED -> Tone.BAD;
    };
  }

  private boolean late(PhaseRow row) {
    return row.budget() > 0 && at(row) > row.budget();
  }

  private long at(PhaseRow row) {
    return row.elapsed(model.clock());
  }

  private String clock(PhaseRow row) {
    return switch (row.status()) {
      case PENDING -> pane.columns() < WITH_ESTIMATES ? "" : usual(row);
      case SKIPPED -> "held";
      case RUNNING, DONE -> Times.of(at(row));
      case FAILED -> pane.columns() < WIDE ? "failed" : Times.of(at(row));
    };
  }

  private String usual(PhaseRow row) {
    Forecast forecast = model.forecast();
    return forecast.usual(row).orElse("");
  }

  private void progress(PhaseRow row, Pen pen) {
    String more = pane.signs().more();
    int room = pen.left() - 1;
    switch (row.status()) {
      case PENDING -> {}
      case RUNNING -> running(row, pen, room);
      case SKIPPED, DONE -> pen.put(Wrapping.cut(row.because(), room, more), Tone.QUIET);
      case FAILED ->
          pen.put(
              Wrapping.cut("failed: " + row.trouble().map(it -> it.what()).orElse(""), room, more),
              Tone.BAD);
    }
  }

  private void running(PhaseRow row, Pen pen, int room) {
    if (row.total() > 0) {
      String count = row.ready() + " of " + row.total();
      if (room >= BAR + 1 + Columns.of(count)) {
        int full = (int) ((long) BAR * Math.min(row.ready(), row.total()) / row.total());
        pen.put(pane.signs().full().repeat(full), Tone.ACTIVE);
        pen.put(pane.signs().empty().repeat(BAR - full) + " ", Tone.EDGE);
      }
      pen.put(Wrapping.cut(count, room, pane.signs().more()), Tone.TEXT);
    } else {
      String doing = row.works().isEmpty() ? row.because() : row.works();
      pen.put(Wrapping.cut(doing, room, pane.signs().more()), Tone.QUIET);
    }
  }
}
