package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the run's own events say about a node, a phase, or all that was done. */
public final class Details {
  /** Lines of the log a page shows of one speaker; the log's own page has them all. */
  private static final int LINES = 6;

  private Details() {}

  /** What was looked up for the page on top, after what the events tell of it. */
  public static Document of(ScreenModel model) {
    Page page = model.page();
    List<Section> sections = new ArrayList<>(ofCluster(model));
    model
        .run()
        .ifPresent(
            run ->
                sections.addAll(
                    switch (page.kind()) {
                      case NODE -> ofNode(run, page, model.clock());
                      case PHASE -> PhaseDetails.of(run, page.subject(), model.clock());
                      case JOURNAL -> JournalDetails.of(run);
                      case FINDINGS -> FindingDetails.of(run);
                      case CLUSTERS,
                          RUN,
                          SERVICE,
                          FLUX,
                          APPLICATIONS,
                          CRDS,
                          LOG,
                          REPORT,
                          RUNS,
                          CLUSTER,
                          PLAN,
                          FROM,
                          HELP ->
                          List.of();
                    }));
    Document looked = model.content().document();
    sections.addAll(looked.sections());
    return new Document(sections, looked.seen(), looked.trouble());
  }

  /** On the first tab what the events tell; the others are what the node tells of itself. */
  private static List<Section> ofNode(RunPicture run, Page page, long now) {
    return page.tab() == 0 ? NodeDetails.of(run, page.subject(), now) : List.of();
  }

  private static List<Section> ofCluster(ScreenModel model) {
    return switch (model.page().kind()) {
      case CLUSTER -> ClusterDetails.whole(model);
      case PLAN -> ClusterDetails.plan(model);
      case CLUSTERS,
          RUN,
          NODE,
          SERVICE,
          PHASE,
          FLUX,
          APPLICATIONS,
          CRDS,
          LOG,
          JOURNAL,
          FINDINGS,
          REPORT,
          RUNS,
          FROM,
          HELP ->
          List.of();
    };
  }

  static void add(List<Section> sections, String title, List<Fact> facts) {
    if (!facts.isEmpty()) {
      sections.add(new Section(title, facts));
    }
  }

  /** The newest lines of the log that one speaker said, the newest last. */
  static List<Fact> log(RunPicture run, Predicate<LogLine> of) {
    List<Fact> lines = new ArrayList<>();
    LogTail tail = run.log();
    for (int i = tail.size() - 1; i >= 0 && lines.size() < LINES; i--) {
      LogLine line = tail.line(i);
      if (of.test(line)) {
        lines.add(Fact.of(weight(line), line.text()));
      }
    }
    return lines.reversed();
  }

  private static Weight weight(LogLine line) {
    return switch (line.weight()) {
      case PLAIN -> Weight.PLAIN;
      case GOOD -> Weight.GOOD;
      case WAITS -> Weight.WAITS;
      case BAD -> Weight.BAD;
    };
  }

  /** A reason with how long it has been one. */
  static String reason(Held held, long now) {
    return held.reason() + ", for " + Times.of(now - held.since());
  }
}
