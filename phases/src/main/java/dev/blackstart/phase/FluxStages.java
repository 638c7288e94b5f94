package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Delivery;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stages a cluster has, and which of Flux's objects belong to which: by the chart a HelmRelease
 * installs, by name, by what a Kustomization applies, by namespace. There are stages as soon as
 * Flux brings one that did not stand before, or when applications have a budget; a stage the
 * bootstrap installed is then one of them, and a budget of its name is that of the release's phase.
 */
final class FluxStages {
  private static final String HELM = "helm.toolkit.fluxcd.io/v2";

  /** Those that make no stages of themselves. */
  private final Set<FluxStage> plain = EnumSet.of(FluxStage.APPLICATIONS);

  private final Map<FluxStage, Duration> budgets = new EnumMap<>(FluxStage.class);

  /** A release keeps its chart, so it is asked for once. */
  private final Map<String, List<String>> charts = new HashMap<>();

  private final StageMembership membership = new StageMembership(charts);

  FluxStages(ClusterSpec spec) {
    Set<String> phases = new HashSet<>();
    spec.releases().forEach(release -> phases.add(release.name()));
    spec.argo().ifPresent(argo -> phases.add(FluxStage.APPLICATIONS.id()));
    for (FluxStage stage : FluxStage.values()) {
      if (phases.contains(stage.id())) {
        plain.add(stage);
      } else if (spec.budgets().containsKey(stage.id())) {
        budgets.put(stage, spec.budgets().get(stage.id()));
      }
    }
  }

  /** World time all stages may take that have a budget of their own. */
  Duration budget() {
    return budgets.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** World time a stage may take; without a budget of its own, that of the phase. */
  Optional<Duration> budget(FluxStage stage) {
    return Optional.ofNullable(budgets.get(stage));
  }

  /** Stages with a budget. */
  Set<FluxStage> budgeted() {
    return Set.copyOf(budgets.keySet());
  }

  /** How far each stage is, in order; those Flux has nothing of are left out. */
  List<Standing> standings(KubeApi kube, FluxFrontier frontier) {
    learnCharts(kube, frontier.counted());
    return standings(frontier.counted().stream().map(this::delivery), frontier.waiting());
  }

  /** The same of Argo CD's Applications: by the chart, by name, by the namespace they deploy to. */
  List<Standing> standings(ArgoFrontier frontier) {
    return standings(frontier.counted().stream().map(FluxStages::delivery), frontier.waiting());
  }

  private List<Standing> standings(Stream<Delivery> counted, List<Waiting> waiting) {
    return staged(counted).entrySet().stream()
        .map(entry -> Standing.of(entry.getKey(), entry.getValue(), waiting))
        .toList();
  }

  /** What belongs to each stage, in order; nothing where there are no stages. */
  private Map<FluxStage, List<Delivery>> staged(Stream<Delivery> counted) {
    Map<FluxStage, List<Delivery>> members = new EnumMap<>(FluxStage.class);
    counted.forEach(
        each -> members.computeIfAbsent(membership.of(each), any -> new ArrayList<>()).add(each));
    return isStaged(members.keySet()) ? members : Map.of();
  }

  /** The same of what a repository says. */
  Map<FluxStage, List<Delivery>> planned(List<Delivery> counted) {
    counted.forEach(each -> charts.put(each.who(), each.charts()));
    return staged(counted.stream());
  }

  private boolean isStaged(Set<FluxStage> present) {
    return budgets.containsKey(FluxStage.APPLICATIONS) || !plain.containsAll(present);
  }

  private Delivery delivery(FluxReading reading) {
    String who = reading.ref().toString();
    return new Delivery(
        who,
        reading.ref().name(),
        charts.getOrDefault(who, List.of()),
        reading.ties().applies(),
        reading.ref().namespace(),
        reading.suspended());
  }

  private static Delivery delivery(ArgoApplication each) {
    return new Delivery(
        each.name(),
        each.object().name(),
        each.charts(),
        List.of(),
        each.destination(),
        each.isByHand());
  }

  /** Where it stands among the stages. */
  static String at(List<Standing> standings) {
    return current(standings)
        .map(standing -> "; stage " + standing.stage().id() + ": " + standing.counts())
        .orElse("");
  }

  private void learnCharts(KubeApi kube, List<FluxReading> readings) {
    boolean known =
        readings.stream()
            .filter(reading -> reading.ref().kind().equals("HelmRelease"))
            .allMatch(reading -> charts.containsKey(reading.ref().toString()));
    if (!known) {
      kube.list(HELM, "HelmRelease", "")
          .forEach(release -> charts.put(release.ref().toString(), List.of(chart(release))));
    }
  }

  private static String chart(KubeObject release) {
    String named = release.text("spec", "chart", "spec", "chart");
    return named.isEmpty() ? release.text("spec", "chartRef", "name") : named;
  }

  /**
   * How far a stage is.
   *
   * @param waiting who is waited for, those first who have to change themselves
   * @param works whether something of it is on its way, and not all merely waits for others
   */
  record Standing(FluxStage stage, int total, List<Waiting> waiting, boolean works) {
    private static Standing of(FluxStage stage, List<Delivery> members, List<Waiting> missing) {
      Set<String> own = members.stream().map(Delivery::who).collect(Collectors.toSet());
      List<Waiting> waiting = missing.stream().filter(each -> own.contains(each.who())).toList();
      return new Standing(
          stage, members.size(), waiting, waiting.stream().anyMatch(Waiting::isRoot));
    }

    boolean isDone() {
      return waiting.isEmpty();
    }

    /** Such as {@code 2 of 4}. */
    String counts() {
      return (total - waiting.size()) + " of " + total;
    }
  }

  /** The first that is not done. */
  static Optional<Standing> current(List<Standing> standings) {
    return standings.stream().filter(standing -> !standing.isDone()).findFirst();
  }
}
