package dev.blackstart.rehearsal.flux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
  private static final String BEFORE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %s, namespace: default}
      spec:
        selector: {matchLabels: {a: b}}
        template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}
      """;

  private static String release(String name, String spec) {
    return """
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: %1$s, namespace: default}
    spec:
      interval: 1h
      chartRef: {kind: OCIRepository, name: app}
      %2$s
    """
        .formatted(name, spec);
  }

  @Test
  void aReleaseTakesOverWhatWasThereBeforeItUnlessItIsToldNotTo(@TempDir Path folder)
      throws Exception {
    try (FluxWorld world = FluxWorld.embedded(folder)) {
      world.file(
          "cluster/releases.yaml",
          release("taker", "")
              + release("shy", "install: {disableTakeOwnership: true}")
              + """
              ---
              apiVersion: source.toolkit.fluxcd.io/v1
              kind: OCIRepository
              metadata: {name: app, namespace: default}
              spec: {interval: 1h, url: oci://charts.example.org/app, ref: {tag: 1.0.0}}
              """);
      world.apply(BEFORE.formatted("taker"));
      world.apply(BEFORE.formatted("shy"));
      world.bootstrap();

      world.reason(FluxTypes.HELM_RELEASES, "default", "taker", "InstallSucceeded");

      Resource taken = world.find(ResourceType.DEPLOYMENTS, "default", "taker").orElseThrow();
      assertEquals("Helm", taken.label("app.kubernetes.io/managed-by"));
      assertEquals("taker", taken.annotation("meta.helm.sh/release-name"));
      assertEquals("default", taken.annotation("meta.helm.sh/release-namespace"));
      assertTrue(
          world
              .reason(FluxTypes.HELM_RELEASES, "default", "shy", "InstallFailed")
              .contains("invalid ownership metadata"));
    }
  }
}
