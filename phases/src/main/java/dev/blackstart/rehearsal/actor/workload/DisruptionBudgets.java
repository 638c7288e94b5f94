package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Conditions;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.LabelSelector;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.List;
import java.util.Optional;

/** Says how many pods of each budget may be missing. */
public final class DisruptionBudgets {
  private final Surroundings around;
  private final Informer budgets;
  private final Informer pods;

  public DisruptionBudgets(Surroundings around) {
    this.around = around;
    this.budgets = around.informer(ResourceType.DISRUPTION_BUDGETS);
    this.pods = around.informer(ResourceType.PODS);
    Reconciler queue =
        around.reconciler(this::reconcile, ResourceType.DISRUPTION_BUDGETS, ResourceType.PODS);
    budgets.listen(change -> queue.add(change.any().key()));
    pods.listen(
        change ->
            budgets.in(change.any().namespace()).stream()
                .filter(budget -> selects(budget, change.any()))
                .forEach(budget -> queue.add(budget.key())));
  }

  private static boolean selects(Resource budget, Resource pod) {
    return LabelSelector.selects(budget.spec().path("selector"), pod.labels());
  }

  private void reconcile(Key key) {
    Optional<Resource> found = budgets.get(key);
    if (found.isEmpty() || found.get().deleting()) {
      return;
    }
    Resource budget = found.get();
    List<Resource> members =
        Pods.active(pods.in(budget.namespace())).stream()
            .filter(pod -> selects(budget, pod))
            .toList();
    int expected = members.size();
    int healthy = (int) members.stream().filter(pod -> pod.isTrue("Ready")).count();
    JsonNode most = budget.spec().path("maxUnavailable");
    int desired =
        most.isMissingNode()
            ? Count.of(budget.spec().path("minAvailable"), "0", expected, true)
            : Math.max(0, expected - Count.of(most, "0", expected, true));
    int allowed = Math.max(0, healthy - desired);
    Conditions conditions = new Conditions(budget, around.wall());
    conditions.with(
        "DisruptionAllowed", allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", "");
    Statuses.write(
        around,
        budgets,
        budget,
        Json.object(
            "observedGeneration", budget.generation(),
            "expectedPods", expected,
            "currentHealthy", healthy,
            "desiredHealthy", desired,
            "disruptionsAllowed", allowed,
            "conditions", conditions.withoutUpdates()));
  }
}
