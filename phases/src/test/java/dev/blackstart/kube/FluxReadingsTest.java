package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeApi.FluxTies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FluxReadingsTest {
  private static FluxReading reading(int generation, int observed, String rest) {
    return FluxReadings.of(
        KubeApiContract.object(
            "%s",
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: apps, namespace: flux-system, generation: %d}
            status:
              observedGeneration: %d
            %s
            """
                .formatted(generation, observed, rest)));
  }

  @Test
  void readyCountsForTheNewestGenerationOnly() {
    String ready =
        "  conditions: [{type: Ready, status: 'True', reason: Good, message: Applied,"
            + " lastTransitionTime: '2026-01-02T03:04:05Z'}]";
    FluxReading now = reading(2, 2, ready);
    assertTrue(now.ready());
    assertEquals("Applied", now.message());
    assertEquals(Instant.parse("2026-01-02T03:04:05Z"), now.since().orElseThrow());
    FluxReading before = reading(3, 2, ready);
    assertFalse(before.ready());
    assertEquals("Flux has not seen the newest version yet", before.message());
  }

  @Test
  void aReasonIsKeptOnOneLine() {
    FluxReading reading =
        reading(
            1,
            1,
            "  conditions: [{type: Ready, status: 'False', reason: DependencyNotReady, message:"
                + " \"waits for infra\\nmore\"}]\nspec: {suspend: true}");
    assertFalse(reading.ready());
    assertTrue(reading.suspended());
    assertEquals("DependencyNotReady", reading.reason());
    assertEquals("waits for infra", reading.message());
  }

  @Test
  void whatIsUnderWayTellsItsOwnReasonBeforeFluxObservesTheGeneration() {
    FluxReading reading =
        reading(
            2,
            1,
            "  conditions: [{type: Ready, status: Unknown, reason: Progressing, message: Running,"
                + " observedGeneration: 2}]");
    assertFalse(reading.ready());
    assertEquals("Progressing", reading.reason());
    assertEquals("Running", reading.message());
  }

  @Test
  void whatItHangsOnIsReadFromItsSpecAndLabels() {
    FluxReading reading =
        FluxReadings.of(
            KubeApiContract.object(
                "%s",
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata:
                  name: apps
                  namespace: flux-system
                spec:
                  interval: 1h
                  retryInterval: 1m30s
                  dependsOn: [{name: infra}, {name: dns, namespace: networking}]
                status:
                  conditions: [{type: Stalled, status: 'True'}]
                  inventory:
                    entries:
                      - {id: flux-system_child_kustomize.toolkit.fluxcd.io_Kustomization, v: v1}
                      - {id: default_app_helm.toolkit.fluxcd.io_HelmRelease, v: v2}
                      - {id: default_cm__ConfigMap, v: v1}
                """));

    assertEquals(
        new FluxTies(
            List.of("Kustomization flux-system/infra", "Kustomization networking/dns"),
            List.of("Kustomization flux-system/child", "HelmRelease default/app"),
            true,
            Optional.of(Duration.ofSeconds(90))),
        reading.ties());
  }

  @Test
  void whatFluxHasNotSeenIsNotReady() {
    FluxReading reading = reading(1, 0, "");
    assertFalse(reading.ready());
    assertEquals("Flux has not seen it yet", reading.message());
  }
}
