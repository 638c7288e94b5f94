package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.Optional;

/** What the run in view waits for, and pages about it. */
final class Looking {
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
    return subject(model)
            .filter(phase -> !phase.held().isEmpty() || phase.trouble().isPresent())
            .isPresent()
        ? Optional.empty()
        : Optional.of("nothing is waited for here");
  }

  static Next why(ScreenModel model) {
    PhaseRow phase = subject(model).orElseThrow();
    return Next.of(model.asking(Explaining.of(model, phase, node(model))));
  }

  /** The phase the cursor is on, else the one that is under way. */
  static Optional<PhaseRow> subject(ScreenModel model) {
    Page page = model.page();
    Optional<RunPicture> run = model.run();
    if (page.kind() == Kind.PHASE) {
      return named(run, page.subject());
    }
    if (page.kind() == Kind.RUN && page.panel() == 0 && !page.cursor().isEmpty()) {
      return named(run, page.cursor());
    }
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
