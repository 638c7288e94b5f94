package dev.blackstart.rehearsal.flux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FluxTest {
  private static final String CONFIG_MAP =
      "apiVersion: v1\n"
          + "kind: ConfigMap\n"
          + "metadata: {name: %s, namespace: default}\n"
          + "data: {a: '%s'}\n";

  @TempDir Path folder;
  private FluxWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = start(folder);
  }

  @AfterEach
  void end() throws Exception {
    if (world != null) {
      world.close();
      assertEquals(List.of(), world.troubles);
    }
  }

  FluxWorld start(Path folder) throws Exception {
    return FluxWorld.embedded(folder);
  }

  private static String kustomization(String name, String spec) {
    return """
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: %s, namespace: flux-system}
    spec:
      interval: 1h
      retryInterval: 30s
      path: %s
      prune: true
      sourceRef: {kind: GitRepository, name: flux-system}
    """
            .formatted(name, name)
        + spec.indent(2);
  }

  private static String release(String name, String spec) {
    return """
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: %s, namespace: default}
    spec:
      interval: 1h
      chartRef: {kind: OCIRepository, name: %s}
    """
            .formatted(name, name)
        + spec.indent(2)
        + """
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: {name: %s, namespace: default}
        spec: {interval: 1h, url: oci://charts.example.org/%s, ref: {tag: 1.0.0}}
        """
            .formatted(name, name.startsWith("app") ? "app" : name);
  }

  @Test
  void anInstanceBecomesControllersAndATreeThatTurnsGreen() throws Exception {
    world
        .file(
            "cluster/vars.yaml",
            CONFIG_MAP.formatted("vars", "x").replace("default", "flux-system"))
        .file(
            "cluster/ks.yaml",
            kustomization("base", "wait: true")
                + kustomization(
                    "apps",
                    "dependsOn: [{name: base}]\n"
                        + "wait: true\n"
                        + "timeout: 5m\n"
                        + "postBuild: {substitute: {COLOR: red}}"))
        .file("base/cm.yaml", CONFIG_MAP.formatted("base", "b"))
        .file("apps/cm.yaml", CONFIG_MAP.formatted("apps", "${COLOR:-blue}"))
        .file("apps/release.yaml", release("app-one", "values: {a: b}") + release("elsewhere", ""));
    world.bootstrap();

    String message = world.kustomizationIs("apps", "ReconciliationSucceeded");

    assertTrue(message.startsWith("Applied revision: refs/heads/main@sha1:"), message);
    assertTrue(message.endsWith(", not rehearsed: HelmRelease/default/elsewhere"), message);
    world.kustomizationIs("flux-system", "ReconciliationSucceeded");
    world.reason(FluxTypes.INSTANCES, "flux-system", "flux", "ReconciliationSucceeded");
    Resource applied = world.find(ResourceType.CONFIG_MAPS, "default", "apps").orElseThrow();
    assertEquals("red", applied.json().path("data").path("a").asText());
    assertEquals("apps", applied.label("kustomize.toolkit.fluxcd.io/name"));
    assertEquals(
        "default_apps__ConfigMap",
        world.kustomization("apps").status().at("/inventory/entries/0/id").asText());
    Resource release = world.find(FluxTypes.HELM_RELEASES, "default", "app-one").orElseThrow();
    assertEquals("1.0.0", release.status().at("/history/0/chartVersion").asText());
    assertEquals(1, world.charts.installed.size());
    assertTrue(
        world
            .reason(FluxTypes.HELM_RELEASES, "default", "elsewhere", "NotRehearsed")
            .startsWith("chart elsewhere 1.0.0 is not at hand"));
    Resource kustomizeController =
        world.find(ResourceType.DEPLOYMENTS, "flux-system", "kustomize-controller").orElseThrow();
    assertTrue(kustomizeController.spec().toString().contains("--requeue-dependency=5s"));
  }

  @Test
  void whatFluxWouldRefuseIsNotReadyForTheSameReason() throws Exception {
    world
        .file(
            "cluster/ks.yaml",
            kustomization("broken", "")
                + kustomization("gone", "")
                + kustomization("after-broken", "dependsOn: [{name: broken}]")
                + kustomization("after-nothing", "dependsOn: [{name: nothing}]")
                + kustomization(
                    "no-vars", "postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}")
                + kustomization(
                    "vars-optional",
                    "postBuild: {substituteFrom: [{kind: ConfigMap, name: vars, optional: true}]}")
                + kustomization("no-kind", "")
                + kustomization("stuck", "wait: true\ntimeout: 1m")
                + kustomization("secret", "")
                + kustomization("no-key", "decryption: {provider: sops, secretRef: {name: age}}")
                + kustomization(
                    "wrong-cel",
                    "wait: true\n"
                        + "healthCheckExprs: [{apiVersion: v1, kind: ConfigMap, current: 'a b'}]")
                + kustomization("apart", "suspend: true"))
        .file("broken/kustomization.yaml", "components: [nowhere]\n")
        .file("after-broken/cm.yaml", CONFIG_MAP.formatted("x", ""))
        .file("after-nothing/cm.yaml", CONFIG_MAP.formatted("x", ""))
        .file("no-vars/cm.yaml", CONFIG_MAP.formatted("novars", ""))
        .file("vars-optional/cm.yaml", CONFIG_MAP.formatted("varsoptional", ""))
        .file(
            "no-kind/thing.yaml",
            "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a, namespace: default}\n")
        .file("no-kind/cm.yaml", CONFIG_MAP.formatted("kept-out", ""))
        .file(
            "stuck/deploy.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: stuck, namespace: default, labels: {test/stuck: 'yes'}}
            spec:
              selector: {matchLabels: {a: b}}
              template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}
            """)
        .file(
            "secret/s.yaml",
            "apiVersion: v1\n"
                + "kind: Secret\n"
                + "metadata: {name: s, namespace: default}\n"
                + "stringData: {a: 'ENC[AES256_GCM,data:x]'}\n"
                + "sops: {mac: 'ENC[x]'}\n")
        .file("no-key/cm.yaml", CONFIG_MAP.formatted("nokey", ""))
        .file("wrong-cel/cm.yaml", CONFIG_MAP.formatted("wrongcel", ""))
        .file("apart/cm.yaml", CONFIG_MAP.formatted("apart", ""));
    world.bootstrap();

    assertEquals(
        "kustomize build failed: broken/kustomization.yaml:1: nowhere: no such file or directory",
        world.kustomizationIs("broken", "BuildFailed"));
    assertEquals(
        "kustomization path not found: stat gone: no such file or directory",
        world.kustomizationIs("gone", "ArtifactFailed"));
    // Whoever is looked at before its dependency has been applied says first that it is not found.
    world.kustomizationSays(
        "after-broken", "DependencyNotReady", "dependency 'flux-system/broken' is not ready");
    world.kustomizationSays("after-nothing", "DependencyNotReady", "\"nothing\" not found");
    assertTrue(
        world
            .kustomizationIs("no-vars", "BuildFailed")
            .contains("substitute from 'ConfigMap/vars' error: configmaps \"vars\" not found"));
    world.kustomizationIs("vars-optional", "ReconciliationSucceeded");
    assertEquals(
        "Thing/default/a dry-run failed: no matches for kind \"Thing\" in version"
            + " \"example.org/v1\"",
        world.kustomizationIs("no-kind", "ReconciliationFailed"));
    assertFalse(world.names(ResourceType.CONFIG_MAPS, "default").contains("kept-out"));
    String stuck = world.kustomizationIs("stuck", "HealthCheckFailed");
    assertTrue(
        stuck.contains("timeout waiting for: [Deployment/default/stuck status: 'InProgress']"),
        stuck);
    String sealed = world.kustomizationIs("secret", "ReconciliationFailed");
    assertTrue(sealed.contains("SOPS encrypted"), sealed);
    assertTrue(world.kustomizationIs("no-key", "BuildFailed").contains("flux-system/age"));
    assertTrue(world.kustomizationIs("wrong-cel", "InvalidCELExpression").contains("Current"));
    assertTrue(world.kustomization("apart").status().path("conditions").isEmpty());
  }

  @Test
  void whatIsTakenOutOfTheRepositoryIsPruned() throws Exception {
    world
        .file("cluster/ks.yaml", kustomization("apps", ""))
        .file("apps/one.yaml", CONFIG_MAP.formatted("one", ""))
        .file("apps/two.yaml", CONFIG_MAP.formatted("two", ""));
    world.bootstrap();
    world.kustomizationIs("apps", "ReconciliationSucceeded");
    assertTrue(world.names(ResourceType.CONFIG_MAPS, "default").contains("two"));

    Files.delete(world.repository.resolve("apps/two.yaml"));
    ReconcileRequest.make(
        world.client, FluxTypes.GIT, new Key("flux-system", "flux-system"), "now");

    FluxWorld.until(
        "two is pruned", () -> !world.names(ResourceType.CONFIG_MAPS, "default").contains("two"));
    assertTrue(world.names(ResourceType.CONFIG_MAPS, "default").contains("one"));
    Files.writeString(world.repository.resolve("cluster/ks.yaml"), "# nothing left\n");
    ReconcileRequest.make(
        world.client, FluxTypes.GIT, new Key("flux-system", "flux-system"), "again");
    FluxWorld.until(
        "the Kustomization is gone with what it applied",
        () ->
            world.find(FluxTypes.KUSTOMIZATIONS, "flux-system", "apps").isEmpty()
                && !world.names(ResourceType.CONFIG_MAPS, "default").contains("one"));
  }

  @Test
  void aRepositoryWithoutItsPullSecretHoldsEverythingUp() throws Exception {
    world.file("cluster/cm.yaml", CONFIG_MAP.formatted("x", ""));
    world.bootstrap();
    world.reason(FluxTypes.GIT, "flux-system", "flux-system", "Succeeded");
    world.client.delete(ResourceType.SECRETS, new Key("flux-system", "git"), Json.object());
    world.client.merge(
        FluxTypes.GIT,
        new Key("flux-system", "flux-system"),
        Json.object("spec", Json.object("interval", "2m")));

    assertEquals(
        "failed to get secret 'flux-system/git': secrets \"git\" not found",
        world.reason(FluxTypes.GIT, "flux-system", "flux-system", "AuthenticationFailed"));
  }

  @Test
  void aReleaseThatDoesNotRollOutFailsAndRunsOutOfRetries() throws Exception {
    world.file(
        "cluster/release.yaml",
        release(
                "app-stuck",
                "timeout: 30s\nvalues: {stuck: true}\ninstall: {remediation: {retries: 1}}")
            + release("app-after", "dependsOn: [{name: app-stuck}]")
            + release("app-lost", "valuesFrom: [{kind: ConfigMap, name: lost}]")
            + release("app-away", "targetNamespace: away\ninstall: {createNamespace: true}"));
    world.bootstrap();

    String message = world.reason(FluxTypes.HELM_RELEASES, "default", "app-stuck", "InstallFailed");

    assertEquals(
        "Helm install failed for release default/app-stuck with chart app@1.0.0: timeout waiting"
            + " for: [Deployment/default/app-stuck status: 'InProgress']",
        message);
    world.reason(
        FluxTypes.HELM_RELEASES,
        "default",
        "app-after",
        "DependencyNotReady",
        "dependency 'default/app-stuck' is not ready");
    assertTrue(
        world
            .reason(FluxTypes.HELM_RELEASES, "default", "app-lost", "ValuesError")
            .contains("configmaps \"lost\" not found"));
    world.reason(FluxTypes.HELM_RELEASES, "default", "app-away", "InstallSucceeded");
    assertTrue(world.names(ResourceType.DEPLOYMENTS, "away").contains("away-app-away"));
  }
}
