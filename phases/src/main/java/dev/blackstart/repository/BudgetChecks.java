package dev.blackstart.repository;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether every budget is for a phase there is. */
final class BudgetChecks {
  /** The phases every run has, and the run as a whole; the releases come on top. */
  private static final List<String> ALWAYS =
      List.of(
          "total",
          "preflight",
          "configs",
          "apply",
          "etcd",
          "kubeconfig",
          "nodes",
          "seeds",
          "crds",
          "flux",
          "root-application",
          "vault",
          "applications",
          "verify");

  /** Those that only runs on a standing cluster have; each node has one by its name, too. */
  private static final List<String> LATER =
      List.of(
          "changes",
          "disks",
          "kube-apiserver",
          "kube-controller-manager",
          "kube-proxy",
          "kube-scheduler",
          "kubelet-control-planes",
          "kubelet-workers",
          "recover",
          "wipe",
          "workers");

  /** The stages of what Flux brings; applications are one, too. */
  private static final List<String> STAGES =
      List.of("external-secrets", "rook-ceph", "victoria-metrics");

  private BudgetChecks() {}

  static void check(
      Map<String, Setting<Duration>> budgets,
      List<Node> nodes,
      List<Release> releases,
      Findings findings) {
    Set<String> phases = new LinkedHashSet<>(ALWAYS);
    phases.addAll(LATER);
    phases.addAll(STAGES);
    nodes.forEach(node -> phases.add(node.name()));
    for (Release release : releases) {
      phases.add(release.name());
      phases.add(release.qualifiedName());
    }
    budgets.forEach(
        (phase, budget) -> {
          if (!phases.contains(phase)) {
            findings.add(
                FindingKind.UNKNOWN_BUDGET,
                budget.at(),
                "a budget for " + phase + ", and there is no such phase",
                "use a phase that blackstart phases lists, or total");
          }
        });
  }
}
