package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.phase.HandOver.Fate;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgoHandOverTest {
  private static final String BEFORE = "2026-01-01T00:00:00Z";
  private static final String TAKEN = "2026-01-01T00:05:00Z";
  private static final String AFTER = "2026-01-01T00:06:00Z";

  private final PaperWorld paper = new PaperWorld();
  private final Release argocd = Specs.release("argocd", "argocd");

  @Test
  void whatArgoCdTracksAsItWasIsAdopted() {
    application("Synced");
    server(BEFORE, Map.of("argocd.argoproj.io/tracking-id", "argo-cd:apps/Deployment:argocd/x"));

    HandOver told = told();

    assertEquals(Fate.ADOPTED, told.fate());
    assertTrue(
        told.what().startsWith("adopted: by Application argocd/argo-cd, 1 objects;"), told.what());
  }

  @Test
  void whatNobodyTracksStaysAsTheBootstrapMadeIt() {
    application("Synced");
    server(BEFORE, Map.of());

    assertEquals(Fate.LEFT, told().fate());
  }

  @Test
  void aWorkloadYoungerThanTheApplicationWasMadeAnew() {
    application("Synced");
    server(AFTER, Map.of("argocd.argoproj.io/tracking-id", "argo-cd:apps/Deployment:argocd/x"));

    assertEquals(Fate.RECREATED, told().fate());
  }

  @Test
  void anApplicationThatIsNotSyncedHasNotDecidedIt() {
    application("OutOfSync");
    server(BEFORE, Map.of("argocd.argoproj.io/tracking-id", "argo-cd:apps/Deployment:argocd/x"));

    HandOver told = told();

    assertEquals(Fate.UNDECIDED, told.fate());
    assertEquals("undecided: Application argocd/argo-cd: OutOfSync", told.what());
  }

  @Test
  void aReleaseByItselfIsLookedAtOnceThereIsAnApplication() {
    server(BEFORE, Map.of("argocd.argoproj.io/tracking-id", "argo-cd:apps/Deployment:argocd/x"));

    assertEquals(Optional.empty(), HandOvers.of(spec(), argocd, paper.world()));

    application("Synced");

    assertEquals(Optional.of(told()), HandOvers.of(spec(), argocd, paper.world()));
  }

  @Test
  void whoItIsHandedToThePhasesTell() {
    List<PhaseId> phases = Phases.of(spec()).stream().map(Phase::id).toList();

    assertEquals("hand-over to Argo CD", HandOver.title(phases));
    assertEquals("hand-over to Flux", HandOver.title(List.of(new PhaseId("flux"))));
  }

  private HandOver told() {
    return HandOvers.of(spec(), paper.world()).getFirst();
  }

  private ClusterSpec spec() {
    ArgoSource argo =
        new ArgoSource("root", "argocd", "apps", "root.yaml", List.of(), Optional.empty());
    return Specs.with(List.of(argocd)).handedTo(Optional.of(argo));
  }

  private void server(String made, Map<String, Object> annotations) {
    KubeObject server =
        new KubeObject(
            Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Map.of(
                    "name",
                    "argocd-server",
                    "namespace",
                    "argocd",
                    "creationTimestamp",
                    made,
                    "annotations",
                    annotations)));
    paper.objects.put(server.ref(), server);
    paper.releases.put(
        "argocd",
        new Deployed(
            "argocd",
            "argocd",
            1,
            "deployed",
            "argo-cd",
            "9.7.1",
            "digest",
            List.of(server.ref())));
  }

  private void application(String sync) {
    KubeObject application =
        new KubeObject(
            Map.of(
                "apiVersion",
                ApplyRoot.API,
                "kind",
                "Application",
                "metadata",
                Map.of("name", "argo-cd", "namespace", "argocd", "creationTimestamp", TAKEN),
                "status",
                Map.of(
                    "sync", Map.of("status", sync),
                    "health", Map.of("status", "Healthy"))));
    paper.objects.put(application.ref(), application);
  }
}
