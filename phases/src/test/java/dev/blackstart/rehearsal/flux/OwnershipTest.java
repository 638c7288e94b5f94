package dev.blackstart.rehearsal.flux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;
import java.util.List;
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

  private static final String CHART =
      """
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata: {name: app, namespace: default}
      spec: {interval: 1h, url: oci://charts.example.org/app, ref: {tag: 1.0.0}}
      """;

  /** A release without values, installed by hand. */
  private static Release installed(String name) {
    ChartRef chart = ChartRef.oci("oci://charts.example.org/app", "1.0.0");
    return new Release(
        name,
        "default",
        chart,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Place("helmfile.yaml", 1));
  }

  @Test
  void aReleaseThatHelmHadBeforeIsUpgradedOnceAndThenLeftAsItIs(@TempDir Path folder)
      throws Exception {
    try (FluxWorld world = FluxWorld.embedded(folder)) {
      world.file("cluster/releases.yaml", release("before", "") + CHART);
      world.charts.install(installed("before"));
      Resource made = world.find(ResourceType.DEPLOYMENTS, "default", "before").orElseThrow();
      world.bootstrap();

      String upgraded =
          world.reason(FluxTypes.HELM_RELEASES, "default", "before", "UpgradeSucceeded");
      ReconcileRequest.make(
          world.client, FluxTypes.HELM_RELEASES, new Key("default", "before"), "now");
      FluxWorld.until(
          "it is looked at again",
          () ->
              before(world).status().path("lastHandledReconcileAt").asText().equals("now")
                  && before(world).isTrue(FluxStatus.READY));

      assertEquals(
          "Helm upgrade succeeded for release default/before.v2 with chart app@1.0.0", upgraded);
      assertEquals(
          upgraded, world.reason(FluxTypes.HELM_RELEASES, "default", "before", "UpgradeSucceeded"));
      assertEquals(2, before(world).status().at("/history/0/version").asInt());
      assertEquals("upgrade", before(world).status().at("/history/0/action").asText());
      assertEquals(2, world.charts.installed.size());
      Resource now = world.find(ResourceType.DEPLOYMENTS, "default", "before").orElseThrow();
      assertEquals(made.generation(), now.generation());
      assertEquals(made.uid(), now.uid());
    }
  }

  private static Resource before(FluxWorld world) {
    return world.find(FluxTypes.HELM_RELEASES, "default", "before").orElseThrow();
  }

  @Test
  void aReleaseTakesOverWhatWasThereBeforeItUnlessItIsToldNotTo(@TempDir Path folder)
      throws Exception {
    try (FluxWorld world = FluxWorld.embedded(folder)) {
      world.file(
          "cluster/releases.yaml",
          release("taker", "") + release("shy", "install: {disableTakeOwnership: true}") + CHART);
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

  @Test
  void aHandOverGoesWrongTheWayItIsAskedTo(@TempDir Path folder) throws Exception {
    Faults faults =
        Faults.of(List.of("ownership-refused=default/foreign", "release-recreated=default/anew"));
    try (FluxWorld world = FluxWorld.embedded(folder, faults)) {
      world.file("cluster/releases.yaml", release("foreign", "") + release("anew", "") + CHART);
      world.charts.install(installed("foreign"));
      world.charts.install(installed("anew"));
      Resource first = world.find(ResourceType.DEPLOYMENTS, "default", "anew").orElseThrow();
      world.bootstrap();

      assertEquals(
          "Helm upgrade failed for release default/foreign with chart app@1.0.0: unable to continue"
              + " with update: Deployment \"foreign\" in namespace \"default\" exists and cannot be"
              + " imported into the current release: invalid ownership metadata; annotation"
              + " validation error: key \"meta.helm.sh/release-name\" must equal \"foreign\":"
              + " current value is \"somebody-else\"",
          world.reason(FluxTypes.HELM_RELEASES, "default", "foreign", "UpgradeFailed"));
      assertEquals(
          "Helm install succeeded for release default/anew.v1 with chart app@1.0.0",
          world.reason(FluxTypes.HELM_RELEASES, "default", "anew", "InstallSucceeded"));
      Resource now = world.find(ResourceType.DEPLOYMENTS, "default", "anew").orElseThrow();
      assertNotEquals(first.uid(), now.uid());
    }
  }
}
