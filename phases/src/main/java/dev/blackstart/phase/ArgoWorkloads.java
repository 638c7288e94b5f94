package dev.blackstart.phase;

import dev.blackstart.world.Failing;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.Waiting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why what Applications deploy is not healthy, as the cluster says: Argo CD knows that a workload
 * is degraded, its pods and their last events tell why.
 */
public final class ArgoWorkloads {
  private final ArgoFrontier frontier;
  private final Map<String, Rollout> rollouts = new LinkedHashMap<>();

  /** Looks at those nobody else holds up. */
  public ArgoWorkloads(KubeApi kube, ArgoFrontier frontier) {
    this.frontier = frontier;
    for (ArgoApplication each : frontier.missing()) {
      if (frontier.behind(each).isEmpty() && !each.illWorkloads().isEmpty()) {
        rollouts.put(each.name(), kube.rollout(each.illWorkloads()));
      }
    }
  }

  /** Who is waited for, with the reasons of pods in place of those of their workloads. */
  public List<Waiting> waiting() {
    return frontier.waiting().stream().map(this::explained).toList();
  }

  private Waiting explained(Waiting each) {
    return reason(each.who())
        .map(reason -> new Waiting(each.who(), reason, each.since(), each.behind()))
        .orElse(each);
  }

  private Optional<String> reason(String application) {
    Rollout rollout = rollouts.get(application);
    if (rollout == null) {
      return Optional.empty();
    }
    List<Failing> failing = rollout.failing();
    return failing.isEmpty()
        ? rollout.waiting().stream().findFirst().map(Waiting::toString)
        : Optional.of(failing.getFirst().toString());
  }

  /** Whether an Application waits for what does not become ready by being waited for. */
  boolean isLost(ArgoApplication each) {
    Rollout rollout = rollouts.get(each.name());
    return rollout != null && rollout.failing().stream().anyMatch(Failing::alone);
  }

  /** Those who cannot become ready by themselves, and why. */
  List<String> lost() {
    return frontier.missing().stream()
        .filter(each -> each.isLost() || isLost(each))
        .map(each -> each.name() + ": " + reason(each.name()).orElseGet(each::reason))
        .toList();
  }
}
