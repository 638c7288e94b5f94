package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.run.Outline;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sequence: from bare machines to green Flux. */
public final class Phases {
  /** Phases in which nothing outside is touched. */
  public static final List<PhaseId> PREPARING =
      List.of(new PhaseId("preflight"), new PhaseId("configs"));

  /** World time a phase may take when blackstart.yaml says nothing. */
  private static final Map<String, Duration> BUDGETS =
      Map.ofEntries(
          Map.entry("preflight", Duration.ofMinutes(2)),
          Map.entry("configs", Duration.ofMinutes(2)),
          Map.entry("apply", Duration.ofMinutes(20)),
          Map.entry("etcd", Duration.ofMinutes(10)),
          Map.entry("kubeconfig", Duration.ofMinutes(10)),
          Map.entry("nodes", Duration.ofMinutes(10)),
          Map.entry("seeds", Duration.ofMinutes(5)),
          Map.entry("crds", Duration.ofMinutes(5)),
          Map.entry("flux", Duration.ofMinutes(15)),
          Map.entry("root-application", Duration.ofMinutes(5)),
          Map.entry("vault", Duration.ofMinutes(60)),
          Map.entry("applications", Duration.ofMinutes(20)),
          Map.entry("verify", Duration.ofMinutes(5)));

  private static final Duration RELEASE_BUDGET = Duration.ofMinutes(10);

  /** The promise a whole run is held to when blackstart.yaml names no {@code total}. */
  public static final Duration TOTAL_BUDGET = Duration.ofMinutes(30);

  private Phases() {}

  /** The phases of a run that is for this. */
  public static List<Phase> of(ClusterSpec spec, Operation operation) {
    OperationPhases phases = new OperationPhases(spec);
    return switch (operation) {
      case Operation.Bootstrap bootstrap -> of(spec);
      case Operation.UpgradeTalos upgrade -> phases.upgradeTalos(upgrade.rolling());
      case Operation.UpgradeKubernetes upgrade -> phases.upgradeKubernetes(upgrade.rolling());
      case Operation.Apply apply -> phases.apply(apply);
      case Operation.ResetCluster reset -> phases.reset(reset);
      case Operation.Rebuild rebuild -> phases.rebuild(rebuild);
    };
  }

  /** The phases of a bootstrap: the cluster's claims. */
  public static List<Phase> of(ClusterSpec spec) {
    List<Phase> phases = new ArrayList<>();
    phases.add(new Preflight(spec, budget(spec, "preflight")));
    if (spec.hasMachines()) {
      phases.add(new RenderConfigs(spec, budget(spec, "configs")));
      phases.add(new ApplyMachineConfigs(spec, budget(spec, "apply")));
      phases.add(new BootstrapEtcd(spec, budget(spec, "etcd")));
      phases.add(new FetchKubeconfig(spec, budget(spec, "kubeconfig")));
      phases.add(new RegisterNodes(spec, budget(spec, "nodes")));
    } else {
      phases.add(new AdoptCluster(spec, budget(spec, "kubeconfig")));
      phases.add(new AdoptedNodes(budget(spec, "nodes")));
    }
    phases.add(new ApplySeeds(spec, budget(spec, "seeds")));
    phases.add(new ApplyCrds(spec, budget(spec, "crds")));
    for (Release release : ReleaseOrder.byNeeds(spec.releases())) {
      String id = ReleaseOrder.phaseName(release, spec.releases());
      ReleaseGate gate = ReleaseGates.of(release, spec.nodes());
      phases.add(new InstallRelease(new PhaseId(id), release, gate, budget(spec, id)));
    }
    if (spec.flux().isPresent()) {
      phases.add(new ReconcileFlux(spec, budget(spec, "flux")));
    }
    spec.argo()
        .ifPresent(
            argo -> {
              phases.add(new ApplyRoot(argo, budget(spec, "root-application")));
              argo.vault()
                  .ifPresent(
                      vault -> phases.add(new UnsealVault(argo, vault, budget(spec, "vault"))));
              phases.add(new SyncApplications(spec, argo, budget(spec, "applications")));
            });
    phases.add(new Verify(spec, budget(spec, "verify")));
    return List.copyOf(phases);
  }

  /** Whether a choice is of something that stays as it is when its run is given up for another. */
  public static boolean outlivesItsRun(String choice) {
    return ReleaseHealing.isWhose(choice) || Spent.isKept(choice);
  }

  /** What a run through these phases sets out to do. */
  public static Outline outline(ClusterSpec spec, Operation operation, List<Phase> phases) {
    Map<String, Duration> budgets = new LinkedHashMap<>();
    phases.forEach(phase -> budgets.put(phase.id().name(), phase.budget()));
    budgets.put(Outline.TOTAL, total(spec, operation, phases));
    Map<String, String> claims = new LinkedHashMap<>();
    phases.forEach(phase -> claims.put(phase.id().name(), phase.claims()));
    return new Outline(phases.stream().map(Phase::id).toList(), budgets, spec.nodes(), claims);
  }

  /**
   * The promise the whole run is held to: the cluster's own for a bootstrap; other runs have no
   * more than what their phases may take.
   */
  public static Duration total(ClusterSpec spec, Operation operation, List<Phase> phases) {
    return operation instanceof Operation.Bootstrap
        ? spec.budgets().getOrDefault("total", TOTAL_BUDGET)
        : phases.stream().map(Phase::budget).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration budget(ClusterSpec spec, String id) {
    return spec.budgets().getOrDefault(id, BUDGETS.getOrDefault(id, RELEASE_BUDGET));
  }
}
