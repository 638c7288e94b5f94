package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/** What the run in view waits for, and pages about it. */
final class Looking {
  /** Pages about a whole phase of their name. */
  private static final EnumSet<Kind> WHOLE = EnumSet.of(Kind.FLUX, Kind.APPLICATIONS, Kind.CRDS);

  private Looking() {}

  static Optional<String> noCluster(ScreenModel model) {
    return Acting.cluster(model).isPresent()
        ? Optional.empty()
        : Optional.of("there is no cluster here");
  }

  static Next plan(ScreenModel model) {
    return look(model, Page.of(Kind.PLAN, Acting.cluster(model).orElseThrow().name()));
  }

  static Optional<String> noRow(ScreenModel model) {
    return Rows.cursor(model) < 0 ? Optional.of("there is no run here") : Optional.empty();
  }

  static Next report(ScreenModel model) {
    return look(model, Page.of(Kind.REPORT, Rows.of(model).get(Rows.cursor(model))));
  }

  static Next look(ScreenModel model, Page page) {
    return Next.of(model.opened(page));
  }

  static Next runs(ScreenModel model) {
    return Acting.cluster(model)
        .map(card -> Next.of(model.opened(Page.of(Kind.RUNS, card.name()))))
        .orElseGet(() -> Next.of(model));
  }

  static Optional<String> nothingWaits(ScreenModel model) {
    return explanation(model).isPresent()
        ? Optional.empty()
        : Optional.of("nothing is waited for here");
  }

  static Next why(ScreenModel model) {
    return Next.of(model.asking(explanation(model).orElseThrow()));
  }

  /** Why what the cursor is on waits, failed or has not begun; absent when it does not. */
  private static Optional<Dialog> explanation(ScreenModel model) {
    if (model.run().isEmpty()) {
      return Optional.empty();
    }
    RunPicture run = model.run().get();
    Optional<Dialog> line = Reading.isText(model) ? line(model) : Optional.empty();
    if (line.isPresent()) {
      return line;
    }
    Optional<String> node = node(model);
    return node.isPresent()
        ? node.map(run.nodes()::get).flatMap(row -> Explaining.node(run, row, model.clock()))
        : subject(model).flatMap(phase -> Explaining.phase(run, phase, model.clock()));
  }

  /** The line of a document the operator put the cursor on. */
  private static Optional<Dialog> line(ScreenModel model) {
    Text text = Reading.of(model);
    return Reading.isLog(model) || !Reading.pointed(model, text)
        ? Optional.empty()
        : Explaining.line(text.line(Reading.cursor(model, text)));
  }

  /** The phase the cursor is on, else the one that is under way. */
  static Optional<PhaseRow> subject(ScreenModel model) {
    Page page = model.page();
    Optional<RunPicture> run = model.run();
    if (page.kind() == Kind.PHASE) {
      return named(run, page.subject());
    }
    if (WHOLE.contains(page.kind())) {
      return named(run, page.kind().name().toLowerCase(Locale.ROOT)).or(() -> current(run));
    }
    if (page.kind() == Kind.RUN && page.panel() == 0 && !page.cursor().isEmpty()) {
      return named(run, page.cursor());
    }
    return current(run);
  }

  private static Optional<PhaseRow> current(Optional<RunPicture> run) {
    return run.flatMap(RunPicture::current);
  }

  private static Optional<PhaseRow> named(Optional<RunPicture> run, String id) {
    return run.stream()
        .flatMap(each -> each.phases().values().stream())
        .filter(row -> row.id().name().equals(id))
        .findFirst();
  }

  private static Optional<String> node(ScreenModel model) {
    Page page = model.page();
    boolean onNode = page.kind() == Kind.RUN && page.panel() == 1;
    if (page.kind() == Kind.NODE) {
      return Optional.of(page.subject());
    }
    int at = Rows.cursor(model);
    return onNode && at >= 0 ? Optional.of(Rows.of(model).get(at)) : Optional.empty();
  }
}
