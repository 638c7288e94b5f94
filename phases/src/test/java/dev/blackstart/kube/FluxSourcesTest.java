package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class FluxSourcesTest {
  private static final KubeObject APPS =
      KubeApiContract.object(
          """
          apiVersion: kustomize.toolkit.fluxcd.io/v1
          kind: Kustomization
          metadata: {name: apps, namespace: flux-system, generation: 1}
          spec: {sourceRef: {kind: GitRepository, name: home}}
          status:
            observedGeneration: 1
            conditions:
              - {type: Ready, status: 'False', reason: ArtifactFailed, message: no artifact}
          """);

  private static KubeObject source(String status) {
    return source(status, "no auth");
  }

  private static KubeObject source(String status, String message) {
    return KubeApiContract.object(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: home, namespace: flux-system}
        status:
          conditions: [{type: Ready, status: '%s', reason: GitOperationFailed, message: '%s'}]
        """,
        status, message);
  }

  private static FluxReading reading(KubeObject source) {
    return FluxSources.explained(
        FluxReadings.of(APPS),
        APPS,
        new FluxSources.AtOnce(
            (apiVersion, kind) -> kind.equals(source.kind()) ? List.of(source) : List.of()));
  }

  private static String message(KubeObject source) {
    return reading(source).message();
  }

  @Test
  void aServersNoIsFinalAndWhatPassesIsNot() {
    assertTrue(
        reading(source("False", "ssh: handshake failed: ssh: unable to authenticate"))
            .ties()
            .stalled());
    assertFalse(reading(source("False", "dial tcp: i/o timeout")).ties().stalled());
    assertFalse(
        reading(source("False", "failed to get secret flux-system/key: access denied"))
            .ties()
            .stalled());
  }

  @Test
  void whatWaitsForItsSourceSaysWhyTheSourceIsNotThere() {
    assertEquals(
        "no artifact; GitRepository flux-system/home: GitOperationFailed: no auth",
        message(source("False")));
  }

  @Test
  void aSourceThatIsThereIsNotMentioned() {
    assertEquals("no artifact", message(source("True")));
  }
}
