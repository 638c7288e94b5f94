package dev.blackstart.phase;

import dev.blackstart.cluster.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which stage each delivery belongs to: by the charts it installs, by name, by what it applies when
 * all of that is of one stage, by namespace.
 */
final class StageMembership {
  private final Map<String, List<String>> charts;

  /** What a name tells, which is asked for again at every look. */
  private final Map<String, Optional<FluxStage>> known = new HashMap<>();

  /**
   * @param charts by who installs them
   */
  StageMembership(Map<String, List<String>> charts) {
    this.charts = charts;
  }

  FluxStage of(Delivery one) {
    return byName(Stream.concat(one.charts().stream(), Stream.of(one.name())))
        .or(() -> byContent(one))
        .or(() -> byName(Stream.of(one.place())))
        .orElse(FluxStage.APPLICATIONS);
  }

  /** The one stage everything belongs to that it applies. */
  private Optional<FluxStage> byContent(Delivery one) {
    List<FluxStage> stages =
        one.applies().stream()
            .filter(who -> !who.equals(one.who()))
            .map(
                who ->
                    byName(
                            Stream.concat(
                                charts.getOrDefault(who, List.of()).stream(),
                                Stream.of(who.substring(who.indexOf('/') + 1))))
                        .orElse(FluxStage.APPLICATIONS))
            .distinct()
            .toList();
    return stages.size() == 1 ? Optional.of(stages.getFirst()) : Optional.empty();
  }

  private Optional<FluxStage> byName(Stream<String> names) {
    return names.flatMap(name -> byName(name).stream()).findFirst();
  }

  private Optional<FluxStage> byName(String name) {
    return known.computeIfAbsent(
        name,
        text -> Stream.of(FluxStage.values()).filter(stage -> stage.isNamedIn(text)).findFirst());
  }
}
