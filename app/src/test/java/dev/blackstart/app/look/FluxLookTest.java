package dev.blackstart.app.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flux's objects as its controllers left them, and what is made of them. */
class FluxLookTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:10:00Z");
  private static final String KUSTOMIZATIONS =
      "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations";
  private static final String RELEASES =
      "/apis/helm.toolkit.fluxcd.io/v2/namespaces/flux-system/helmreleases";
  private static final String GIT =
      "/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories";

  /** What the repository's reader says of one of the objects. */
  private static final Finding KNOWN =
      new Finding(
          "flux-path",
          Finding.Level.WARNING,
          "kubernetes/db/ks.yaml:9",
          "flux-system/db: ./db is no folder",
          "make the folder");

  @TempDir Path folder;
  private EmbeddedCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new EmbeddedCluster(folder);
    cluster.definition("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations");
    cluster.definition("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases");
    cluster.definition("source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories");
    cluster
        .kube()
        .apply(
            EmbeddedCluster.object(
                "{apiVersion: v1, kind: Namespace, metadata: {name: flux-system}}"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void theRootCauseComesFirstAndWhatWaitsForItStandsBelow() {
    kustomization("infra", "", "True", "ReconciliationSucceeded", "Applied revision");
    kustomization("db", "", "False", "BuildFailed", "kustomization.yaml: no such file");
    kustomization("apps", "dependsOn: [{name: db}]", "False", "DependencyNotReady", "db");
    kustomization("web", "dependsOn: [{name: apps}]", "False", "DependencyNotReady", "apps");
    release("slow", "Unknown", "Progressing", "Running install action");

    List<Section> sections = look(5);

    assertEquals(
        List.of("Flux", "what holds the rest up", "ready"),
        sections.stream().map(Section::title).toList());
    assertEquals(
        "1 of 4 Kustomizations, 0 of 1 HelmReleases are ready",
        sections.getFirst().facts().getFirst().text());
    assertEquals(
        List.of(
            "BAD 0 Kustomization flux-system/db  BuildFailed: kustomization.yaml: no such file,"
                + " for 1:10",
            "STRONG 1 kubernetes/db/ks.yaml:9: make the folder",
            "QUIET 1 Kustomization flux-system/apps  waits for it",
            "QUIET 2 Kustomization flux-system/web  waits for it",
            "WAITS 0 HelmRelease flux-system/slow  Running install action, for 1:10"),
        sections.get(1).facts().stream()
            .map(fact -> fact.weight() + " " + fact.depth() + " " + fact.text())
            .toList());
    assertEquals(
        Optional.of("flux -n flux-system events --for Kustomization/db"),
        sections.get(1).facts().getFirst().command());
    assertEquals(
        List.of("1 Kustomization"), sections.get(2).facts().stream().map(Fact::text).toList());
  }

  @Test
  void whatIsSuspendedAndWhatIsNotRehearsedAreToldApart() {
    kustomization("idle", "suspend: true", "False", "Suspended", "");
    kustomization("after", "dependsOn: [{name: idle}]", "False", "DependencyNotReady", "idle");
    release("grafana", "False", "NotRehearsed", "no chart");

    List<Section> sections = look(3);

    assertEquals(
        List.of(
            "Flux",
            "what holds the rest up",
            "suspended: not reconciled, and not waited for",
            "not rehearsed: what they need is not at hand"),
        sections.stream().map(Section::title).toList());
    assertEquals(
        List.of(
            "Kustomization flux-system/idle  is suspended",
            "Kustomization flux-system/after  waits for it"),
        sections.get(1).facts().stream().map(Fact::text).toList());
    assertEquals(
        Optional.of("flux -n flux-system resume kustomization idle"),
        sections.get(2).facts().getFirst().command());
  }

  @Test
  void dependenciesInACircleAreSaidToBeOne() {
    kustomization("a", "dependsOn: [{name: b}]", "False", "DependencyNotReady", "b");
    kustomization("b", "dependsOn: [{name: a}]", "False", "DependencyNotReady", "a");

    List<Fact> facts = look(2).get(1).facts();

    assertTrue(facts.getFirst().text().endsWith("is part of a circle of dependencies"));
  }

  @Test
  void aSourceWithoutAnArtifactIsAboveEverything() {
    cluster.given(
        GIT,
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: flux-system, namespace: flux-system}
        spec: {url: 'ssh://git@example.org/infra'}
        status:
          conditions:
            - type: Ready
              status: 'False'
              reason: GitOperationFailed
              message: 'failed to checkout: authentication required'
              lastTransitionTime: '2026-01-01T12:08:50Z'
        """);
    kustomization("apps", "", "False", "ArtifactFailed", "Source artifact not found");

    EmbeddedCluster.until(() -> look(1).size() == 3);

    assertEquals(
        List.of(
            "GitRepository flux-system/flux-system  GitOperationFailed: failed to checkout:"
                + " authentication required, for 1:10"),
        look(1).get(1).facts().stream().map(Fact::text).toList());
  }

  @Test
  void withoutAnyObjectItSaysThatThereIsNothingYet() {
    assertEquals(
        "there is no Kustomization, HelmRelease or source yet",
        new FluxLook(cluster.kube(), List.of(), NOW)
            .sections()
            .getFirst()
            .facts()
            .getFirst()
            .text());
  }

  private List<Section> look(int objects) {
    EmbeddedCluster.until(() -> cluster.kube().flux().size() == objects);
    EmbeddedCluster.until(
        () -> cluster.kube().flux().stream().noneMatch(each -> each.since().isEmpty()));
    return new FluxLook(cluster.kube(), List.of(KNOWN), NOW).sections();
  }

  private void kustomization(
      String name, String spec, String ready, String reason, String message) {
    cluster.given(
        KUSTOMIZATIONS,
        object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name, ready, reason, message)
            .replace("spec: {}", "spec: {" + spec + "}"));
  }

  private void release(String name, String ready, String reason, String message) {
    cluster.given(
        RELEASES, object("helm.toolkit.fluxcd.io/v2", "HelmRelease", name, ready, reason, message));
  }

  private static String object(
      String apiVersion, String kind, String name, String ready, String reason, String message) {
    return """
    apiVersion: %s
    kind: %s
    metadata: {name: %s, namespace: flux-system}
    spec: {}
    status:
      observedGeneration: 1
      conditions:
        - type: Ready
          status: '%s'
          reason: %s
          message: '%s'
          lastTransitionTime: '2026-01-01T12:08:50Z'
    """
        .formatted(apiVersion, kind, name, ready, reason, message);
  }
}
