package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Section;
import dev.blackstart.app.tui.model.Page.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drilling in, asking why, taking a text along. */
final class Looking {
  private Looking() {}

  static Next open(ScreenModel model) {
    int at = Rows.cursor(model);
    if (at < 0) {
      return Next.of(model);
    }
    String row = Rows.of(model).get(at);
    Page page = model.page();
    return switch (page.kind()) {
      case CLUSTERS -> cluster(model, row);
      case RUNS -> Next.of(model, new Intent.Attach(page.subject(), row));
      case RUN -> look(model, Page.of(page.panel() == 0 ? Kind.PHASE : Kind.NODE, row));
      case NODE, SERVICE, PHASE, FLUX, CRDS, LOG, JOURNAL, FINDINGS, REPORT, HELP -> Next.of(model);
    };
  }

  /** The run that is under way, else the newest. */
  private static Next cluster(ScreenModel model, String name) {
    ClusterCard card = Acting.cluster(model).orElseThrow();
    Optional<ClusterCard.PastRun> run = card.open().or(() -> card.runs().stream().findFirst());
    return run.map(each -> Next.of(model, new Intent.Attach(name, each.run())))
        .orElseGet(() -> Next.of(model.told("cluster " + name + " has no run yet", false)));
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
  private static Optional<PhaseRow> subject(ScreenModel model) {
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

  static Optional<String> nothingToCopy(ScreenModel model) {
    return copied(model).isPresent() ? Optional.empty() : Optional.of("there is nothing to copy");
  }

  static Next copy(ScreenModel model) {
    return Next.of(model, new Intent.Copy(copied(model).orElseThrow()));
  }

  private static Optional<String> copied(ScreenModel model) {
    Optional<String> remedy = subject(model).flatMap(PhaseRow::trouble).map(Trouble::remedy);
    int at = Rows.cursor(model);
    return remedy.or(() -> at < 0 ? Optional.empty() : Optional.of(Rows.of(model).get(at)));
  }

  static Next save(ScreenModel model) {
    Page page = model.page();
    String text =
        page.kind() == Kind.LOG
            ? model.run().map(run -> log(run.log())).orElse("")
            : Details.of(model).sections().stream()
                .map(Looking::plain)
                .collect(Collectors.joining("\n\n"));
    String subject = page.subject().isEmpty() ? "run" : page.subject();
    String name = "blackstart-" + page.kind().name().toLowerCase(Locale.ROOT) + "-" + subject;
    return Next.of(model, new Intent.Save(name + ".txt", text + "\n"));
  }

  private static String plain(Section section) {
    return section.title()
        + section.facts().stream()
            .map(fact -> "\n" + "  ".repeat(fact.depth()) + fact.text())
            .collect(Collectors.joining());
  }

  private static String log(LogTail log) {
    List<LogLine> lines = log.newest(log.size());
    return lines.stream()
        .map(line -> line.at() + " " + line.source() + " " + line.text())
        .collect(Collectors.joining("\n"));
  }
}
