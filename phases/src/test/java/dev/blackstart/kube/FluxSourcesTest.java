package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    return KubeApiContract.object(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: home, namespace: flux-system}
        status:
          conditions: [{type: Ready, status: '%s', reason: GitOperationFailed, message: no auth}]
        """,
        status);
  }

  private static String message(KubeObject source) {
    return FluxSources.explained(
            FluxReadings.of(APPS),
            APPS,
            (apiVersion, kind) -> kind.equals(source.kind()) ? List.of(source) : List.of())
        .message();
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
