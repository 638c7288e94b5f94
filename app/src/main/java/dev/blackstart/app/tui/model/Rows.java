package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Finding;
import dev.blackstart.run.PhaseId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The rows of a page the cursor can stand on, by their ids, as the filter leaves them. */
public final class Rows {
  private Rows() {}

  /** The ids of the panel that has the cursor. */
  public static List<String> of(ScreenModel model) {
    Page page = model.page();
    return switch (page.kind()) {
      case CLUSTERS ->
          model.clusters().isEmpty()
              ? unreadable(model).stream().map(Finding::toString).toList()
              : clusters(model).stream().map(ClusterCard::name).toList();
      case FROM ->
          Resuming.banner(model, page.subject()).stream()
              .flatMap(banner -> banner.phases().stream())
              .map(PhaseId::name)
              .toList();
      case RUN ->
          page.panel() == 0
              ? phases(model).stream().map(row -> row.id().name()).toList()
              : nodes(model).stream().map(row -> row.node().name()).toList();
      case RUNS -> runs(model).stream().map(ClusterCard.PastRun::run).toList();
      case HELP -> keys(model).stream().map(Binding::name).toList();
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
          List.of();
    };
  }

  /** Index of the row the cursor is on; -1 when there is none. */
  public static int cursor(ScreenModel model) {
    List<String> ids = of(model);
    int at = ids.indexOf(model.page().cursor());
    return at >= 0 || ids.isEmpty() ? at : 0;
  }

  /** Why a key of the help cannot be used on the page the help is about. */
  public static Optional<String> because(ScreenModel model, Binding binding) {
    return binding.because(model.back());
  }

  /** The keys of the page the help is about. */
  public static List<Binding> keys(ScreenModel model) {
    Predicate<String> filter = Filter.of(model.page().filter());
    return model.habits().keymap().on(Page.Kind.valueOf(model.page().subject())).stream()
        .filter(
            each ->
                filter.test(String.join(" ", each.keys()) + " " + each.label() + " " + each.help()))
        .toList();
  }

  public static List<ClusterCard> clusters(ScreenModel model) {
    Predicate<String> filter = Filter.of(model.page().filter());
    return model.clusters().stream().filter(card -> filter.test(card.name())).toList();
  }

  /** What was found in a repository without a cluster. */
  public static List<Finding> unreadable(ScreenModel model) {
    Predicate<String> filter = Filter.of(model.page().filter());
    return model.home().findings().stream()
        .filter(finding -> filter.test(finding.id() + " " + finding.at() + " " + finding.what()))
        .toList();
  }

  public static List<PhaseRow> phases(ScreenModel model) {
    return model.run().map(run -> List.copyOf(run.phases().values())).orElse(List.of());
  }

  /**
   * The nodes whose name, address, role, stage, note or reason matches the filter; those that are
   * waited for have the word {@code waiting} too.
   */
  public static List<NodeRow> nodes(ScreenModel model) {
    if (model.run().isEmpty()) {
      return List.of();
    }
    RunPicture run = model.run().get();
    if (model.page().filter().isEmpty()) {
      return List.copyOf(run.nodes().values());
    }
    Predicate<String> filter = Filter.of(model.page().filter());
    Map<String, Held> held = run.current().map(PhaseRow::heldByName).orElse(Map.of());
    return run.nodes().values().stream().filter(row -> filter.test(words(row, held))).toList();
  }

  public static List<ClusterCard.PastRun> runs(ScreenModel model) {
    Predicate<String> filter = Filter.of(model.page().filter());
    return model.clusters().stream()
        .filter(card -> card.name().equals(model.page().subject()))
        .flatMap(card -> card.runs().stream())
        .filter(
            run ->
                filter.test(
                    run.run()
                        + " "
                        + run.world()
                        + " "
                        + run.outcome()
                        + " "
                        + run.verdict()
                        + " "
                        + run.at()))
        .toList();
  }

  private static String words(NodeRow row, Map<String, Held> held) {
    Held waited = held.get(row.node().name());
    return String.join(
        " ",
        row.node().name(),
        row.node().address(),
        row.node().role().machineType(),
        row.stage().name(),
        row.note(),
        waited == null ? "" : "waiting " + waited.reason());
  }
}
