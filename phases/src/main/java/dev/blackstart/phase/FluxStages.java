package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
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
  private final Map<String, String> charts = new HashMap<>();

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
    Map<FluxStage, List<FluxReading>> members = new EnumMap<>(FluxStage.class);
    for (FluxReading reading : frontier.counted()) {
      members.computeIfAbsent(stage(reading), stage -> new ArrayList<>()).add(reading);
    }
    return !budgets.containsKey(FluxStage.APPLICATIONS) && plain.containsAll(members.keySet())
        ? List.of()
        : members.entrySet().stream()
            .map(
                entry ->
                    Standing.of(
                        entry.getKey(),
                        entry.getValue().stream().map(each -> each.ref().toString()).toList(),
                        frontier.waiting()))
            .toList();
  }

  /** The same of Argo CD's Applications: by the chart, by name, by the namespace they deploy to. */
  List<Standing> standings(ArgoFrontier frontier) {
    Map<FluxStage, List<String>> members = new EnumMap<>(FluxStage.class);
    for (ArgoApplication each : frontier.counted()) {
      FluxStage stage =
          Stream.concat(each.charts().stream(), Stream.of(each.object().name(), each.destination()))
              .flatMap(name -> byName(name).stream())
              .findFirst()
              .orElse(FluxStage.APPLICATIONS);
      members.computeIfAbsent(stage, any -> new ArrayList<>()).add(each.name());
    }
    return plain.containsAll(members.keySet())
        ? List.of()
        : members.entrySet().stream()
            .map(entry -> Standing.of(entry.getKey(), entry.getValue(), frontier.waiting()))
            .toList();
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
          .forEach(release -> charts.put(release.ref().toString(), chart(release)));
    }
  }

  private static String chart(KubeObject release) {
    String named = release.text("spec", "chart", "spec", "chart");
    return named.isEmpty() ? release.text("spec", "chartRef", "name") : named;
  }

  private FluxStage stage(FluxReading reading) {
    String who = reading.ref().toString();
    return byName(charts.getOrDefault(who, ""))
        .or(() -> byName(reading.ref().name()))
        .or(() -> byContent(who, reading.ties().applies()))
        .or(() -> byName(reading.ref().namespace()))
        .orElse(FluxStage.APPLICATIONS);
  }

  /** The one stage everything belongs to that it applies. */
  private Optional<FluxStage> byContent(String who, List<String> applied) {
    List<FluxStage> stages =
        applied.stream()
            .filter(name -> !name.equals(who))
            .map(
                name ->
                    Stream.of(charts.getOrDefault(name, ""), name.substring(name.indexOf('/') + 1))
                        .flatMap(each -> byName(each).stream())
                        .findFirst()
                        .orElse(FluxStage.APPLICATIONS))
            .distinct()
            .toList();
    return stages.size() == 1 ? Optional.of(stages.getFirst()) : Optional.empty();
  }

  private static Optional<FluxStage> byName(String name) {
    return Stream.of(FluxStage.values()).filter(stage -> stage.isNamedIn(name)).findFirst();
  }

  /**
   * How far a stage is.
   *
   * @param waiting who is waited for, those first who have to change themselves
   * @param works whether something of it is on its way, and not all merely waits for others
   */
  record Standing(FluxStage stage, int total, List<Waiting> waiting, boolean works) {
    private static Standing of(FluxStage stage, List<String> members, List<Waiting> missing) {
      Set<String> own = Set.copyOf(members);
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
