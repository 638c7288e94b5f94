package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Finding;
import java.util.List;
import java.util.function.Predicate;

/** The rows of a page the cursor can stand on, by their ids, as the filter leaves them. */
public final class Rows {
  private Rows() {}

  /** The ids of the panel that has the cursor. */
  public static List<String> of(ScreenModel model) {
    Page page = model.page();
    return switch (page.kind()) {
      case CLUSTERS -> clusters(model).stream().map(ClusterCard::name).toList();
      case RUN ->
          page.panel() == 0
              ? phases(model).stream().map(row -> row.id().name()).toList()
              : nodes(model).stream().map(row -> row.node().name()).toList();
      case FINDINGS -> findings(model).stream().map(Finding::toString).toList();
      case RUNS -> runs(model).stream().map(ClusterCard.PastRun::run).toList();
      case NODE, SERVICE, PHASE, FLUX, CRDS, LOG, JOURNAL, REPORT, HELP -> List.of();
    };
  }

  /** Index of the row the cursor is on; -1 when there is none. */
  public static int cursor(ScreenModel model) {
    List<String> ids = of(model);
    int at = ids.indexOf(model.page().cursor());
    return at >= 0 || ids.isEmpty() ? at : 0;
  }

  public static List<ClusterCard> clusters(ScreenModel model) {
    Predicate<String> filter = Filter.of(model.page().filter());
    return model.clusters().stream().filter(card -> filter.test(card.name())).toList();
  }

  public static List<PhaseRow> phases(ScreenModel model) {
    return model.run().map(run -> List.copyOf(run.phases().values())).orElse(List.of());
  }

  /** The nodes whose name, address, stage, note or reason matches the filter. */
  public static List<NodeRow> nodes(ScreenModel model) {
    Predicate<String> filter = Filter.of(model.page().filter());
    return model.run().stream()
        .flatMap(run -> run.nodes().values().stream())
        .filter(row -> filter.test(words(model, row)))
        .toList();
  }

  public static List<Finding> findings(ScreenModel model) {
    Predicate<String> filter = Filter.of(model.page().filter());
    return model.run().stream()
        .flatMap(run -> run.findings().stream())
        .filter(finding -> filter.test(finding.id() + " " + finding.at() + " " + finding.what()))
        .toList();
  }

  public static List<ClusterCard.PastRun> runs(ScreenModel model) {
    Predicate<String> filter = Filter.of(model.page().filter());
    return model.clusters().stream()
        .filter(card -> card.name().equals(model.page().subject()))
        .flatMap(card -> card.runs().stream())
        .filter(run -> filter.test(run.run() + " " + run.world() + " " + run.verdict()))
        .toList();
  }

  private static String words(ScreenModel model, NodeRow row) {
    String held =
        model.run().flatMap(RunPicture::current).stream()
            .flatMap(phase -> phase.held().stream())
            .filter(each -> each.who().equals(row.node().name()))
            .map(Held::reason)
            .reduce("", (one, other) -> one + " " + other);
    return row.node().name()
        + " "
        + row.node().address()
        + " "
        + row.node().role().machineType()
        + " "
        + row.stage()
        + " "
        + row.note()
        + held;
  }
}
