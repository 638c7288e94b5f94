package dev.blackstart.app.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.Refusal;
import dev.blackstart.app.look.EmbeddedCluster;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of Flux by name; the test is its controllers, which answer as they are told. */
class FluxOrdersTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String KUSTOMIZATIONS =
      "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations";
  private static final String GIT =
      "/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories";

  @TempDir Path folder;
  private EmbeddedCluster cluster;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    cluster = new EmbeddedCluster(folder);
    cluster.definition("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations");
    cluster.definition("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases");
    cluster.definition("source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories");
    EmbeddedCluster.until(
        () -> cluster.kube().served("source.toolkit.fluxcd.io", "v1", "gitrepositories"));
    cluster
        .kube()
        .apply(
            EmbeddedCluster.object(
                "{apiVersion: v1, kind: Namespace, metadata: {name: flux-system}}"));
    cluster.given(KUSTOMIZATIONS, object("kustomize.toolkit.fluxcd.io/v1", "Kustomization"));
    cluster.given(GIT, object("source.toolkit.fluxcd.io/v1", "GitRepository"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aNameThatIsNotEnoughIsAskedFor() {
    Refusal several = assertThrows(Refusal.class, () -> names().find("cluster"));
    assertEquals(2, several.exit());
    assertEquals("say which: git/flux-system/cluster, ks/flux-system/cluster", several.remedy());
    Refusal unknown = assertThrows(Refusal.class, () -> names().find("ks/clusters"));
    assertEquals("there is: ks/flux-system/cluster", unknown.remedy());
    assertEquals(
        "Kustomization flux-system/cluster",
        names().find("Kustomization/cluster").ref().toString());
    assertEquals(
        "GitRepository flux-system/cluster",
        names().find("git/flux-system/cluster").ref().toString());
  }

  @Test
  void aSoakKeepsItSuspendedUntilItIsOverriddenByWord() throws Exception {
    String state = orders().suspend(kustomization(), Optional.of(Duration.ofHours(24)));
    assertTrue(state.startsWith("is suspended; it soaks until 20"), state);
    assertEquals(true, kustomization().at("spec", "suspend").orElseThrow());

    Refusal soaks =
        assertThrows(Refusal.class, () -> orders().resume(kustomization(), false, LONG));
    assertEquals(3, soaks.exit());
    assertTrue(soaks.getMessage().contains("another 23:59:"), soaks.getMessage());
    assertEquals(true, kustomization().at("spec", "suspend").orElseThrow());
    Refusal idle =
        assertThrows(Refusal.class, () -> orders().reconcile(kustomization(), false, LONG));
    assertEquals("resume it: blackstart flux resume ks/flux-system/cluster", idle.remedy());

    FluxOrders answered =
        orders(line -> says("status: 'True', reason: ReconciliationSucceeded, message: done", 3));
    assertEquals("is Ready: done", answered.resume(kustomization(), true, LONG));
    assertEquals(Optional.empty(), Soak.of(kustomization()));
    assertEquals("is not suspended", orders().resume(kustomization(), false, LONG));
  }

  @Test
  void aReconciliationIsFollowedToItsEndFromTheSourceOn() throws Exception {
    FluxOrders answered =
        orders(
            line -> {
              if (line.equals("GitRepository flux-system/cluster is asked to reconcile")) {
                handled(
                    GIT,
                    "GitRepository",
                    "status: 'True', reason: Succeeded, message: main@sha1:1");
              }
              if (line.equals("Kustomization flux-system/cluster is asked to reconcile")) {
                handled(
                    KUSTOMIZATIONS,
                    "Kustomization",
                    "status: 'True', reason: Succeeded, message: applied main@sha1:1");
              }
            });

    assertEquals("is Ready: applied main@sha1:1", answered.reconcile(kustomization(), true, LONG));
    assertEquals(
        List.of(
            "GitRepository flux-system/cluster is asked to reconcile",
            "GitRepository flux-system/cluster is Ready: main@sha1:1",
            "Kustomization flux-system/cluster is asked to reconcile"),
        told);
  }

  @Test
  void whatFluxFailsWithEndsTheWaitWithItsWords() {
    FluxOrders failing =
        orders(
            line ->
                handled(
                    KUSTOMIZATIONS,
                    "Kustomization",
                    "status: 'False', reason: BuildFailed, message: no such file"));
    Failure failure =
        assertThrows(Failure.class, () -> failing.reconcile(kustomization(), false, LONG));
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertEquals("Kustomization flux-system/cluster is not Ready: no such file", failure.what());

    Failure late =
        assertThrows(
            Failure.class, () -> orders().reconcile(kustomization(), false, Duration.ZERO));
    assertEquals(Failure.Kind.TIMED_OUT, late.kind());
  }

  private FluxNames names() {
    return new FluxNames(cluster.kube());
  }

  private KubeObject kustomization() {
    return names().find("ks/cluster");
  }

  private FluxOrders orders() {
    return orders(line -> {});
  }

  private FluxOrders orders(Consumer<String> controllers) {
    return new FluxOrders(
        cluster.kube(),
        new SystemTimeSource(),
        line -> {
          told.add(line);
          controllers.accept(line);
        });
  }

  /** What was asked for has been done, and that is how it ended. */
  private void handled(String path, String kind, String ready) {
    KubeObject object = names().find(kind + "/cluster");
    String requested = object.text("metadata", "annotations", "reconcile.fluxcd.io/requestedAt");
    cluster.says(
        path,
        "cluster",
        "{lastHandledReconcileAt: '"
            + requested
            + "', observedGeneration: 1, conditions: "
            + "[{type: Ready, observedGeneration: 1, "
            + ready
            + "}]}");
  }

  private void says(String ready, int generation) {
    cluster.says(
        KUSTOMIZATIONS,
        "cluster",
        "{observedGeneration: " + generation + ", conditions: [{type: Ready, " + ready + "}]}");
  }

  private static String object(String apiVersion, String kind) {
    return """
    apiVersion: %s
    kind: %s
    metadata: {name: cluster, namespace: flux-system}
    spec: {sourceRef: {kind: GitRepository, name: cluster}}
    """
        .formatted(apiVersion, kind);
  }
}
