package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Section;
import dev.blackstart.run.PhaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What the run's own events say about a node, a phase, or all that was done. */
public final class Details {
  /** Lines of the log a page shows of one speaker. */
  private static final int LINES = 200;

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
                      case NODE -> node(model, run, page.subject());
                      case PHASE -> phase(model, run, page.subject());
                      case JOURNAL -> journal(model, run);
                      case CLUSTERS,
                          RUN,
                          SERVICE,
                          FLUX,
                          CRDS,
                          LOG,
                          FINDINGS,
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

  private static List<Section> node(ScreenModel model, RunPicture run, String name) {
    NodeRow row = run.nodes().get(name);
    if (row == null) {
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    String stage = row.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    sections.add(
        Section.of(
            name,
            List.of(
                row.node().role().machineType() + " at " + row.node().address(),
                stage
                    + (row.note().isEmpty() ? "" : ": " + row.note())
                    + ", for "
                    + Times.of(model.clock() - row.since()))));
    List<String> waits = new ArrayList<>();
    for (PhaseRow phase : run.phases().values()) {
      phase.held().stream()
          .filter(held -> held.who().equals(name))
          .forEach(held -> waits.add(phase.id() + " waits: " + reason(model, held)));
    }
    add(sections, "waits", waits);
    add(sections, "log", log(run, line -> line.source().equals(name)));
    return sections;
  }

  private static List<Section> phase(ScreenModel model, RunPicture run, String id) {
    Optional<PhaseRow> found =
        run.phases().values().stream().filter(row -> row.id().name().equals(id)).findFirst();
    if (found.isEmpty()) {
      return List.of();
    }
    PhaseRow row = found.get();
    List<Section> sections = new ArrayList<>();
    List<String> state = new ArrayList<>();
    state.add(
        row.status().name().toLowerCase(Locale.ROOT)
            + (row.because().isEmpty() ? "" : ": " + row.because()));
    if (row.status() != PhaseStatus.PENDING) {
      state.add("took " + Times.of(row.elapsed(model.clock()), row.budget()));
    }
    row.trouble().ifPresent(trouble -> state.add("failed: " + trouble.what()));
    row.trouble().ifPresent(trouble -> state.add("cure: " + trouble.remedy()));
    sections.add(Section.of(id, state));
    add(
        sections,
        "waits",
        row.held().stream().map(held -> held.who() + ": " + reason(model, held)).toList());
    add(sections, "log", log(run, line -> line.source().equals(id)));
    return sections;
  }

  /** Every phase that ran or held, with the command that would do the same by hand. */
  private static List<Section> journal(ScreenModel model, RunPicture run) {
    List<Section> sections = new ArrayList<>();
    for (PhaseRow row : run.phases().values()) {
      if (row.status() == PhaseStatus.PENDING) {
        continue;
      }
      List<String> lines = new ArrayList<>();
      lines.add(
          row.status().name().toLowerCase(Locale.ROOT)
              + " "
              + Times.of(row.elapsed(model.clock()))
              + ": "
              + row.because());
      Equivalents.act(run, row.id().name()).forEach(command -> lines.add("by hand: " + command));
      sections.add(Section.of(row.id().name(), lines));
    }
    return sections;
  }

  private static String reason(ScreenModel model, Held held) {
    return held.reason() + ", for " + Times.of(model.clock() - held.since());
  }

  private static void add(List<Section> sections, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      sections.add(Section.of(title, lines));
    }
  }

  private static List<String> log(RunPicture run, Predicate<LogLine> of) {
    List<String> lines = new ArrayList<>();
    LogTail tail = run.log();
    for (int i = tail.size() - 1; i >= 0 && lines.size() < LINES; i--) {
      LogLine line = tail.line(i);
      if (of.test(line)) {
        lines.add(0, line.text());
      }
    }
    return lines;
  }
}
