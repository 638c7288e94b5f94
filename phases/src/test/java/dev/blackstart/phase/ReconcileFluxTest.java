package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.run.Condition;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconcileFluxTest {
  private final PaperWorld paper = new PaperWorld();
  private final ReconcileFlux phase =
      new ReconcileFlux(Specs.threeControlPlanes(), Duration.ofMinutes(10));

  @Test
  void fluxWithoutAKustomizationHasNotBegun() {
    assertFalse(phase.check(paper.world()).met());
  }

  @Test
  void whatIsNotRehearsedIsCountedApartAndNeverGreen() {
    reading("Kustomization", "apps", true, "ReconciliationSucceeded");
    reading("HelmRelease", "grafana", false, "NotRehearsed");

    Condition condition = phase.check(paper.world());

    assertTrue(condition.met());
    assertEquals("1 of 1 Ready, 1 not rehearsed", condition.because());
  }

  @Test
  void whoHoldsItUpIsNamedWithFluxsReason() {
    reading("Kustomization", "apps", false, "DependencyNotReady");

    Condition condition = phase.check(paper.world());

    assertEquals(
        "Kustomization flux-system/apps: DependencyNotReady",
        condition.waiting().getFirst().toString());
  }

  private void reading(String kind, String name, boolean ready, String reason) {
    paper.readings.add(
        new FluxReading(
            new KubeObject.Ref("v1", kind, "flux-system", name), ready, false, reason, ""));
  }
}
