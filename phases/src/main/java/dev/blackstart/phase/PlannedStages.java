package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Delivery;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stages in which what Flux or Argo CD brings becomes ready, as far as the repository tells.
 *
 * @param phase whose stages they are
 * @param budget world time of the phase for what is in no stage with a budget of its own
 * @param stages in order; none where all is waited for as one
 * @param brought everything that counts, in a stage or not
 * @param suspended what is left alone until somebody asks, and not waited for
 * @param unseen what only shows once it runs, each with the reason
 */
public record PlannedStages(
    PhaseId phase,
    Duration budget,
    List<Stage> stages,
    List<String> brought,
    List<String> suspended,
    List<String> unseen) {

  /**
   * One of them.
   *
   * @param id also its name among the budgets
   * @param claim what holds at its end
   * @param budget of its own; without one it has the phase's
   * @param members such as {@code Kustomization rook-ceph/rook-ceph-operator}; none where it only
   *     has a budget
   */
  public record Stage(String id, String claim, Optional<Duration> budget, List<String> members) {}

  /** Those of the phases in which Flux or Argo CD has its say; absent when it is none of them. */
  public static Optional<PlannedStages> of(ClusterSpec spec, List<Phase> phases) {
    return phases.stream()
        .filter(phase -> phase instanceof ReconcileFlux || phase instanceof SyncApplications)
        .findFirst()
        .map(phase -> of(spec, phase));
  }

  private static PlannedStages of(ClusterSpec spec, Phase phase) {
    FluxStages stages = new FluxStages(spec);
    List<Delivery> all = spec.deliveries().all();
    List<Delivery> counted = all.stream().filter(each -> !each.suspended()).toList();
    Map<FluxStage, List<Delivery>> staged = stages.planned(counted);
    List<Stage> planned = new ArrayList<>();
    for (FluxStage stage : FluxStage.values()) {
      Optional<Duration> budget = stages.budget(stage);
      if (staged.containsKey(stage) || budget.isPresent()) {
        List<Delivery> members = staged.getOrDefault(stage, List.of());
        planned.add(new Stage(stage.id(), stage.claim(), budget, names(members)));
      }
    }
    return new PlannedStages(
        phase.id(),
        phase.budget().minus(stages.budget()),
        planned,
        names(counted),
        names(all.stream().filter(Delivery::suspended).toList()),
        spec.deliveries().unseen());
  }

  private static List<String> names(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::who).distinct().sorted().toList();
  }
}
