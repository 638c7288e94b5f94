package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Deliveries;
import dev.blackstart.cluster.Delivery;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.phase.PlannedStages.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a repository gives Flux, sorted into stages before anything stands. */
class PlannedStagesTest {
  private static final Delivery ECHO =
      new Delivery("Kustomization apps/echo", "echo", List.of(), List.of(), "apps", false);
  private static final Delivery STORAGE =
      new Delivery(
          "HelmRelease storage/disks", "disks", List.of("rook-ceph"), List.of(), "storage", false);
  private static final Delivery ABOVE_STORAGE =
      new Delivery(
          "Kustomization flux-system/disks",
          "disks",
          List.of(),
          List.of("HelmRelease storage/disks"),
          "flux-system",
          false);
  private static final Delivery ASLEEP =
      new Delivery(
          "Kustomization flux-system/victoria", "victoria", List.of(), List.of(), "", true);

  private static PlannedStages planned(Map<String, Duration> budgets, Delivery... deliveries) {
    ClusterSpec spec = Specs.with(List.of());
    ClusterSpec given =
        new ClusterSpec(
                spec.name(),
                spec.repository(),
                spec.family(),
                spec.nodes(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new FluxSource("kubernetes", "flux-system")),
                budgets,
                List.of(),
                ClusterSpec.Particulars.NONE)
            .given(new Deliveries(List.of(deliveries), List.of("what nobody sees")));
    return PlannedStages.of(given, Phases.of(given)).orElseThrow();
  }

  @Test
  void eachIsInTheStageTheWatchWillSortItInto() {
    PlannedStages planned = planned(Map.of(), ECHO, STORAGE, ABOVE_STORAGE, ASLEEP);

    assertEquals("flux", planned.phase().name());
    assertEquals(
        List.of(
            new Stage(
                "rook-ceph",
                "there is storage",
                Optional.empty(),
                List.of("HelmRelease storage/disks", "Kustomization flux-system/disks")),
            new Stage(
                "applications",
                "everything else runs",
                Optional.empty(),
                List.of("Kustomization apps/echo"))),
        planned.stages());
    assertEquals(List.of("Kustomization flux-system/victoria"), planned.suspended());
    assertEquals(List.of("what nobody sees"), planned.unseen());
  }

  @Test
  void aBudgetIsTheStagesOwnBesideThatOfThePhase() {
    Duration twenty = Duration.ofMinutes(20);

    PlannedStages planned =
        planned(Map.of("rook-ceph", twenty, "victoria-metrics", twenty), STORAGE);

    assertEquals(Duration.ofMinutes(15), planned.budget());
    assertEquals(
        List.of(Optional.of(twenty), Optional.of(twenty)),
        planned.stages().stream().map(Stage::budget).toList());
    assertEquals(List.of(), planned.stages().getLast().members());
  }

  @Test
  void whatIsNothingButApplicationsIsWaitedForAsOne() {
    PlannedStages planned = planned(Map.of(), ECHO);

    assertTrue(planned.stages().isEmpty());
    assertEquals(List.of("Kustomization apps/echo"), planned.brought());
  }
}
