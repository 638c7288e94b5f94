package dev.blackstart.app.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Argo CD's Applications as its controller left them, and what is made of them. */
class ApplicationsLookTest {
  private static final String APPLICATIONS =
      "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications";

  @TempDir Path folder;
  private EmbeddedCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new EmbeddedCluster(folder);
    cluster.definition("argoproj.io", "v1alpha1", "Application", "applications");
    cluster
        .kube()
        .apply(
            EmbeddedCluster.object("{apiVersion: v1, kind: Namespace, metadata: {name: argocd}}"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void whoHoldsUpTheRestStandsFirstThenAllWithTheirSyncHealthAndRevision() {
    application(
        "root",
        "sync: {status: OutOfSync, revision: 4be1f20c0ffee4be1f20c0ffee4be1f20c0ffee0}, health:"
            + " {status: Healthy}, resources: [{group: argoproj.io, version: v1alpha1, kind:"
            + " Application, namespace: argocd, name: vault}]");
    application(
        "vault",
        "sync: {status: Unknown}, health: {status: Unknown}, conditions: [{type: ComparisonError,"
            + " message: app path does not exist}]");
    application("web", "sync: {status: Synced, revision: 1.2.3}, health: {status: Healthy}");

    List<Section> sections = look();

    assertEquals(
        List.of("Argo CD", "what holds the rest up", "Applications"),
        sections.stream().map(Section::title).toList());
    assertEquals(
        "1 of 3 Applications are Synced and Healthy",
        sections.getFirst().facts().getFirst().text());
    assertEquals(
        List.of(
            "BAD 0 Application argocd/vault  ComparisonError: app path does not exist",
            "QUIET 1 Application argocd/root  waits for it"),
        sections.get(1).facts().stream()
            .map(fact -> fact.weight() + " " + fact.depth() + " " + fact.text())
            .toList());
    assertEquals(
        List.of(
            "root   OutOfSync  Healthy      4be1f20",
            "vault  Unknown    Unknown",
            "web    Synced     Healthy      1.2.3"),
        sections.get(2).facts().stream().map(Fact::text).toList());
    assertEquals(
        Optional.of("kubectl -n argocd describe application.argoproj.io web"),
        sections.get(2).facts().getLast().command());
  }

  @Test
  void beforeTheFirstApplicationTheControllersAreNamed() {
    List<Section> sections = look();

    assertEquals("there is no Application yet", sections.getFirst().facts().getFirst().text());
    assertTrue(sections.getFirst().facts().getLast().command().orElse("").contains("argocd"));
  }

  private List<Section> look() {
    return new ApplicationsLook(cluster.kube(), "argocd", Instant.parse("2026-01-01T12:10:00Z"))
        .sections();
  }

  private void application(String name, String status) {
    cluster.given(
        APPLICATIONS,
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: %s, namespace: argocd}
        spec: {project: default, syncPolicy: {automated: {prune: true}}}
        status: {%s}
        """
            .formatted(name, status));
  }
}
