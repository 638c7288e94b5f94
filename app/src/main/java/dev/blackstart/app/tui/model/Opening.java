package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import dev.blackstart.cluster.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Enter, or a second click, opens. */
final class Opening {
  /** Lines an explanation of something in a text takes at most. */
  private static final int MOST = 40;

  private Opening() {}

  static Optional<String> nothing(ScreenModel model) {
    if (Reading.isText(model)) {
      return line(model).filter(each -> each.opens().or(each::command).isPresent()).isPresent()
          ? Optional.empty()
          : Optional.of("nothing is to be opened on this line");
    }
    return Rows.cursor(model) < 0 ? Optional.of("there is no row here") : Optional.empty();
  }

  static Next open(ScreenModel model) {
    Page page = model.page();
    return switch (page.kind()) {
      case CLUSTERS -> cluster(model, row(model));
      case RUNS -> Next.of(model, new Intent.Attach(page.subject(), row(model)));
      case FROM -> Resuming.from(model, row(model));
      case RUN -> opened(model, page.panel() == 0 ? Kind.PHASE : Kind.NODE, row(model));
      case HELP -> pressed(model, row(model));
      case NODE,
          SERVICE,
          PHASE,
          FLUX,
          APPLICATIONS,
          CRDS,
          LOG,
          JOURNAL,
          FINDINGS,
          REPORT,
          CLUSTER,
          PLAN ->
          text(model, line(model).orElseThrow());
    };
  }

  private static String row(ScreenModel model) {
    return Rows.of(model).get(Rows.cursor(model));
  }

  private static Optional<TextLine> line(ScreenModel model) {
    Text text = Reading.of(model);
    return Reading.pointed(model, text)
        ? Optional.of(text.line(Reading.cursor(model, text)))
        : Optional.empty();
  }

  private static Next opened(ScreenModel model, Kind kind, String subject) {
    return Next.of(model.opened(Page.of(kind, subject)));
  }

  /** The run that is under way, else the cluster's nodes and all that is known of it. */
  private static Next cluster(ScreenModel model, String name) {
    return Acting.cluster(model)
        .map(
            card ->
                card.open()
                    .filter(ClusterCard.PastRun::runs)
                    .map(run -> Next.of(model, new Intent.Attach(name, run.run())))
                    .orElseGet(() -> opened(model, Kind.CLUSTER, name)))
        .orElseGet(() -> unreadable(model));
  }

  private static Next unreadable(ScreenModel model) {
    return finding(model, Rows.unreadable(model).get(Rows.cursor(model)));
  }

  private static Next finding(ScreenModel model, Finding finding) {
    return Next.of(
        model.asking(
            Dialog.telling(
                finding.id(),
                List.of(finding.at() + ": " + finding.what(), "cure  " + finding.remedy()),
                Optional.of(finding.remedy()))));
  }

  /** A key of the help does what it would on the page the help is about. */
  private static Next pressed(ScreenModel model, String name) {
    return model
        .habits()
        .keymap()
        .named(name)
        .map(binding -> Pressing.on(model.back(), new Key(binding.shown())))
        .orElseGet(() -> Next.of(model));
  }

  /** A node or a phase has a page, a service of a node too; all else is told in full. */
  private static Next text(ScreenModel model, TextLine line) {
    Page page = model.page();
    String subject = line.opens().orElse("");
    if (subject.isEmpty()) {
      return told(model, line);
    }
    if (page.kind() == Kind.NODE) {
      return opened(model, Kind.SERVICE, page.subject() + "/" + subject);
    }
    boolean node = model.run().filter(run -> run.nodes().containsKey(subject)).isPresent();
    if (node) {
      return opened(model, Kind.NODE, subject);
    }
    boolean phase =
        model.run().stream()
            .flatMap(run -> run.phases().keySet().stream())
            .anyMatch(id -> id.name().equals(subject));
    return phase ? opened(model, Kind.PHASE, subject) : told(model, line);
  }

  /** The line, what stands below it, and the command that shows the same. */
  private static Next told(ScreenModel model, TextLine line) {
    Text text = Reading.of(model);
    List<String> lines = new ArrayList<>(List.of(line.text()));
    for (int i = Reading.cursor(model, text) + 1; i < text.size() && lines.size() < MOST; i++) {
      TextLine below = text.line(i);
      if (below.depth() <= line.depth()) {
        break;
      }
      lines.add("  ".repeat(below.depth() - line.depth()) + below.text());
    }
    line.command().ifPresent(command -> lines.add("see it  " + command));
    return Next.of(
        model.asking(Dialog.telling(line.opens().orElse("in full"), lines, line.command())));
  }
}
