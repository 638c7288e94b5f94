package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.run.Condition;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.Runner;
import dev.blackstart.world.Failing;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncApplicationsTest {
  private final PaperWorld paper = new PaperWorld();
  private final ArgoSource argo =
      new ArgoSource("root", "argocd", "apps", "root.yaml", List.of(), Optional.empty());
  private final SyncApplications phase =
      new SyncApplications(Specs.of().handedTo(Optional.of(argo)), argo, Duration.ofMinutes(20));

  @Test
  void withoutAnApplicationArgoCdHasNotBegun() {
    Condition condition = phase.check(paper.world());

    assertFalse(condition.met());
    assertEquals("no Application yet", condition.because());
  }

  @Test
  void allAreSyncedAndHealthy() {
    application("root", "Synced", "Healthy", Map.of());
    application("vault", "Synced", "Healthy", Map.of());

    Condition condition = phase.check(paper.world());

    assertTrue(condition.met());
    assertEquals("2 of 2 Applications are Synced and Healthy", condition.because());
  }

  @Test
  void whoDeploysAnotherWaitsForItAndTheOtherSaysWhatItLacks() {
    application(
        "root",
        "Synced",
        "Progressing",
        Map.of(
            "resources", List.of(resource("Application", "argocd", "vault", "Progressing", ""))));
    application(
        "vault",
        "Synced",
        "Progressing",
        Map.of(
            "resources",
            List.of(
                resource("Service", "vault", "vault", "Healthy", ""),
                resource(
                    "StatefulSet", "vault", "vault", "Progressing", "0 of 1 pods are ready"))));

    List<Waiting> waiting = phase.check(paper.world()).waiting();

    assertEquals(
        "Application argocd/vault: Progressing: StatefulSet vault/vault (0 of 1 pods are ready)",
        waiting.get(0).toString());
    assertTrue(waiting.get(0).isRoot());
    assertEquals(Optional.of("Application argocd/vault"), waiting.get(1).behind());
  }

  @Test
  void anApplicationNobodySyncsByItselfIsNotWaitedForButTold() {
    application("root", "Synced", "Healthy", Map.of());
    KubeObject manual = application("manual", "OutOfSync", "Missing", Map.of());
    Map<String, Object> fields = new LinkedHashMap<>(manual.fields());
    fields.put("spec", Map.of());
    paper.objects.put(manual.ref(), new KubeObject(fields));

    Condition condition = phase.check(paper.world());

    assertTrue(condition.met());
    assertEquals(
        "1 of 1 Applications are Synced and Healthy, 1 wait for a sync by hand",
        condition.because());
  }

  @Test
  void aMistakeNoWaitingCuresEndsThePhaseLongBeforeItsBudget() throws InterruptedException {
    application(
        "root",
        "Synced",
        "Healthy",
        Map.of("resources", List.of(resource("Application", "argocd", "a", "Missing", ""))));
    application(
        "a",
        "Unknown",
        "Unknown",
        Map.of(
            "conditions",
            List.of(Map.of("type", "ComparisonError", "message", "app path does not exist"))));

    Runner.Result result = Specs.run(paper, phase);

    Failure failure = result.failure().orElseThrow();
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertEquals(
        "1 of 2 Applications are Synced and Healthy; what cannot get there: Application argocd/a:"
            + " ComparisonError: app path does not exist",
        failure.what());
  }

  @Test
  void whatGetsWellInTimeIsWaitedFor() throws InterruptedException {
    application("a", "OutOfSync", "Missing", operation("Error", "connection refused"));
    paper.after(Duration.ofSeconds(90), () -> application("a", "Synced", "Healthy", Map.of()));

    assertEquals(Optional.empty(), Specs.run(paper, phase).failure());
  }

  @Test
  void whatDriftedIsNamed() {
    Map<String, Object> drifted =
        Map.of(
            "group", "apps",
            "version", "v1",
            "kind", "Deployment",
            "namespace", "web",
            "name", "web",
            "status", "OutOfSync",
            "health", Map.of("status", "Healthy"));
    application("a", "OutOfSync", "Healthy", Map.of("resources", List.of(drifted)));

    assertEquals(
        "OutOfSync: Deployment web/web", phase.check(paper.world()).waiting().getFirst().reason());
  }

  @Test
  void anImageThatIsNotThereIsToldInThePodsWordsAndEndsTheWait() throws InterruptedException {
    application(
        "a",
        "Synced",
        "Progressing",
        Map.of(
            "resources",
            List.of(
                Map.of(
                    "group", "apps",
                    "version", "v1",
                    "kind", "Deployment",
                    "namespace", "web",
                    "name", "web",
                    "health", Map.of("status", "Progressing")))));
    paper.rollout =
        new Rollout(
            0,
            1,
            List.of(new Waiting("Pod web/web-1", "ErrImagePull")),
            List.of(
                new Failing("Pod web/web-1", "ErrImagePull: not found", Failing.Cause.IMAGE, "1")));

    Runner.Result result = Specs.run(paper, phase);

    assertEquals(
        "0 of 1 Applications are Synced and Healthy; what cannot get there: Application argocd/a:"
            + " Pod web/web-1: ErrImagePull: not found",
        result.failure().orElseThrow().what());
  }

  @Test
  void theRootIsAppliedAfterItsProject() throws InterruptedException {
    ArgoSource two =
        new ArgoSource(
            "root",
            "argocd",
            "apps",
            "root.yaml",
            List.of(named("AppProject", "tools"), named("Application", "root")),
            Optional.empty());

    Runner.Result result = Specs.run(paper, new ApplyRoot(two, Duration.ofMinutes(1)));

    assertEquals(Optional.empty(), result.failure());
    List<String> applied = new ArrayList<>(paper.acts);
    applied.removeIf(act -> !act.contains("root") && !act.contains("tools"));
    assertEquals(2, applied.size(), applied.toString());
    assertTrue(applied.get(0).contains("AppProject argocd/tools"), applied.toString());
  }

  private static Map<String, Object> operation(String phase, String message) {
    return Map.of("operationState", Map.of("phase", phase, "message", message));
  }

  private static Map<String, Object> resource(
      String kind, String namespace, String name, String health, String message) {
    return Map.of(
        "kind", kind,
        "namespace", namespace,
        "name", name,
        "health", Map.of("status", health, "message", message));
  }

  private static Map<String, Object> named(String kind, String name) {
    return Map.of(
        "apiVersion",
        ApplyRoot.API,
        "kind",
        kind,
        "metadata",
        Map.of("name", name, "namespace", "argocd"));
  }

  private KubeObject application(
      String name, String sync, String health, Map<String, Object> more) {
    Map<String, Object> status = new LinkedHashMap<>(more);
    status.put("sync", Map.of("status", sync));
    status.put("health", Map.of("status", health));
    Map<String, Object> fields = new LinkedHashMap<>(named("Application", name));
    fields.put("spec", Map.of("syncPolicy", Map.of("automated", Map.of("prune", true))));
    fields.put("status", status);
    KubeObject object = new KubeObject(fields);
    paper.objects.put(object.ref(), object);
    return object;
  }
}
