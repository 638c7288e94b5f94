package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Banner;
import dev.blackstart.app.tui.model.Forecast;
import dev.blackstart.app.tui.model.Home;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The title: a sentence about what the page shows, and for a run whether it moves and how long. */
final class HeaderView {
  /** A cluster's name may be long; what the run does is worth more. */
  private static final int NAME = 24;

  /** From these widths on there is room for our own name, and for what kind of run it is. */
  private static final int BRAND = 72;

  /** The same on a page that is about a part of a run. */
  private static final int BRAND_AND_SUBJECT = 100;

  private static final int VERB = 50;

  /** Cells that stay for how long the run takes. */
  private static final int CLOCK = 17;

  /** Pages that are about clusters, whatever run is in view. */
  private static final EnumSet<Page.Kind> OF_CLUSTERS =
      EnumSet.of(
          Page.Kind.CLUSTERS, Page.Kind.CLUSTER, Page.Kind.PLAN, Page.Kind.FROM, Page.Kind.RUNS);

  private HeaderView() {}

  static void paint(ScreenModel model, Pane pane) {
    Page page = model.page();
    if (model.run().isPresent() && isOfRun(page)) {
      run(model, model.run().get(), pane);
      return;
    }
    Pen pen = pane.row(0).to(1).put("blackstart", Tone.TITLE).put("  ", Tone.TEXT);
    pen.put(
        switch (page.kind()) {
          case CLUSTERS -> clusters(model);
          case CLUSTER -> "cluster " + page.subject();
          case PLAN -> "what would run on cluster " + page.subject();
          case FROM -> "the phase run " + Banner.shortened(page.subject()) + " goes on from";
          case RUNS -> "runs of cluster " + page.subject();
          case HELP -> "keys";
          case RUN -> "reading the run";
          case REPORT -> "report of run " + page.subject();
          case NODE, SERVICE, PHASE, FLUX, APPLICATIONS, CRDS, LOG, JOURNAL, FINDINGS ->
              page.subject();
        },
        Tone.TEXT);
  }

  /** Whether a page is about the run in view. */
  static boolean isOfRun(Page page) {
    return !OF_CLUSTERS.contains(page.kind());
  }

  private static String clusters(ScreenModel model) {
    Home home = model.home();
    if (!home.read()) {
      return "reading the repository";
    }
    int count = home.cards().size();
    String clusters = count == 1 ? "1 cluster" : count == 0 ? "no cluster" : count + " clusters";
    return clusters + " in " + (home.bundled() ? "the bundled example" : home.place());
  }

  private static void run(ScreenModel model, RunPicture run, Pane pane) {
    String lock = lock(model, run);
    pane.row(0).right(lock + " ", Tone.QUIET);
    Pane rest = pane.part(0, 0, pane.columns() - Columns.of(lock) - 2, 1);
    Glyphs signs = pane.signs();
    Pen pen = rest.row(0).to(1);
    Optional<String> subject = subject(model.page());
    if (pane.columns() >= (subject.isEmpty() ? BRAND : BRAND_AND_SUBJECT)) {
      pen.put("blackstart", Tone.TITLE).put("  ", Tone.TEXT);
    }
    boolean bootstrap = run.operation().equals(Event.RunStarted.BOOTSTRAP);
    String verb =
        switch (run.world()) {
          case LIVE -> run.operation();
          case REHEARSAL -> bootstrap ? "rehearsal" : "rehearsed " + run.operation();
        };
    pen.put(run.cluster(), Tone.STRONG, NAME);
    String what = pane.columns() >= VERB ? " " + signs.dot() + " " + verb : "";
    pen.put(what + " " + shortened(run), Tone.STRONG);
    RunState state = RunState.of(model, run);
    pen.put("  ", Tone.TEXT).put(state.sign(signs) + " ", state.tone());
    pen.put(state.words(pen.left() - CLOCK), state.tone());
    subject.ifPresent(text -> fitting(pen, List.of(text), Tone.TITLE));
    String clock = Times.of(model.clock());
    boolean late = run.budget() > 0 && model.clock() > run.budget();
    List<String> clocks =
        run.budget() > 0 ? List.of(clock + " of " + Times.of(run.budget()), clock) : List.of(clock);
    fitting(pen, clocks, late ? Tone.WAITS : Tone.TEXT);
    if (RunState.isUnderWay(model, run)) {
      forecast(model.forecast(), run, model.clock(), pen);
    }
    findings(run).ifPresent(text -> fitting(pen, List.of(text), Tone.WAITS));
  }

  /** How long the run takes and how much of that is left, or the one where both have no room. */
  private static void forecast(Forecast forecast, RunPicture run, long now, Pen pen) {
    Optional<String> rest = forecast.rest(run, now);
    forecast
        .total(run, now)
        .ifPresent(
            total ->
                fitting(
                    pen,
                    rest.map(left -> List.of(total + "   " + left, left, total))
                        .orElse(List.of(total)),
                    Tone.QUIET));
  }

  /** How many findings ask to be read. */
  private static Optional<String> findings(RunPicture run) {
    long count = run.findings().stream().filter(each -> each.level() != Finding.Level.INFO).count();
    return count == 0
        ? Optional.empty()
        : Optional.of(count + (count == 1 ? " finding" : " findings"));
  }

  private static Optional<String> subject(Page page) {
    if (page.kind() == Page.Kind.RUN) {
      return Optional.empty();
    }
    if (page.kind() == Page.Kind.HELP) {
      return Optional.of("keys");
    }
    String subject = page.subject().isEmpty() ? "" : " " + page.subject();
    return Optional.of(page.kind().name().toLowerCase(Locale.ROOT) + subject);
  }

  /** Writes the first of some texts that fits whole, or none. */
  private static void fitting(Pen pen, List<String> texts, Tone tone) {
    texts.stream()
        .filter(text -> Columns.of(text) + 3 <= pen.left())
        .findFirst()
        .ifPresent(text -> pen.put("   ", Tone.TEXT).put(text, tone));
  }

  private static String lock(ScreenModel model, RunPicture run) {
    if (model.readonly()) {
      return "read-only";
    }
    if (!RunState.isUnderWay(model, run)) {
      return "";
    }
    return model.commander()
        ? "lock: you"
        : "watching" + model.commandedBy().map(who -> ", " + who + " commands").orElse("");
  }

  /** The part of a run's name that tells it from others. */
  private static String shortened(RunPicture run) {
    String name = run.run().name();
    int dash = name.lastIndexOf('-');
    return dash < 0 ? name : name.substring(dash + 1);
  }
}
