package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.run.Event;
import dev.blackstart.run.Orders;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Runner;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeApi.FluxTies;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FluxStagesTest {
  private static final String HELM = "helm.toolkit.fluxcd.io/v2";
  private static final Duration FLUX = Duration.ofMinutes(15);
  private static final String READY = "ReconciliationSucceeded";
  private static final String BUSY = "Progressing";

  private final PaperWorld paper = new PaperWorld();
  private final List<Event> events = new ArrayList<>();

  private static ClusterSpec spec(Map<String, Duration> budgets, Release... releases) {
    ClusterSpec spec = Specs.with(List.of(releases));
    return new ClusterSpec(
        spec.name(),
        spec.repository(),
        spec.family(),
        spec.nodes(),
        Map.of(),
        List.of(),
        List.of(),
        spec.releases(),
        Optional.empty(),
        budgets,
        List.of(),
        ClusterSpec.Particulars.NONE);
  }

  private static Map<String, Duration> minutes(String stage, int minutes) {
    return Map.of(stage, Duration.ofMinutes(minutes));
  }

  private void says(String kind, String who, String reason, FluxTies ties) {
    int slash = who.indexOf('/');
    KubeObject.Ref ref =
        new KubeObject.Ref(HELM, kind, who.substring(0, slash), who.substring(slash + 1));
    paper.readings.removeIf(other -> other.ref().equals(ref));
    paper.readings.add(
        new FluxReading(
            ref, reason.equals(READY), false, reason, "", Optional.of(paper.now()), ties));
  }

  private void says(String kind, String who, String reason) {
    says(kind, who, reason, FluxTies.NONE);
  }

  private void later(int minutes, String kind, String who) {
    paper.after(Duration.ofMinutes(minutes), () -> says(kind, who, READY));
  }

  private static FluxTies after(String who) {
    return new FluxTies(List.of(who), List.of(), false, Optional.empty());
  }

  private Runner.Result run(ClusterSpec spec) throws InterruptedException {
    return Specs.run(paper, new ReconcileFlux(spec, FLUX), events);
  }

  private List<String> lines() {
    return events.stream()
        .filter(Event.Logged.class::isInstance)
        .map(event -> ((Event.Logged) event).line())
        .toList();
  }

  @Test
  void stagesAreToldInTheirOrderAsTheyBeginAndEnd() throws Exception {
    says("Kustomization", "flux-system/echo", BUSY);
    says("Kustomization", "flux-system/victoria-logs", BUSY);
    says("HelmRelease", "rook-ceph/cluster", BUSY);
    says("Kustomization", "flux-system/external-secrets-stores", BUSY);
    later(2, "Kustomization", "flux-system/external-secrets-stores");
    later(3, "Kustomization", "flux-system/victoria-logs");
    later(9, "HelmRelease", "rook-ceph/cluster");
    later(10, "Kustomization", "flux-system/echo");

    Runner.Result result = run(spec(minutes("rook-ceph", 20)));

    assertTrue(result.failure().isEmpty(), result.toString());
    List<String> told =
        lines().stream().map(line -> line.replaceFirst(" after .*", " after a while")).toList();
    assertEquals(
        List.of(
            "stage external-secrets: until secrets come from their store, 0 of 1",
            "stage external-secrets: 1 of 1 Ready after a while",
            "stage rook-ceph: until there is storage, for at most 20 min, 0 of 1",
            "stage rook-ceph: 1 of 1 Ready after a while",
            "stage victoria-metrics: 1 of 1 Ready",
            "stage applications: until everything else runs, 0 of 1",
            "stage applications: 1 of 1 Ready after a while"),
        told);
  }

  @Test
  void anObjectBelongsWhereItsChartItsNameItsContentOrItsNamespaceSays() {
    KubeObject release =
        new KubeObject(
            Map.of(
                "apiVersion",
                HELM,
                "kind",
                "HelmRelease",
                "metadata",
                Map.of("namespace", "observability", "name", "stack"),
                "spec",
                Map.of("chartRef", Map.of("name", "victoria-metrics-k8s-stack"))));
    paper.objects.put(release.ref(), release);
    says("HelmRelease", "observability/stack", READY);
    says("HelmRelease", "observability/grafana", READY);
    says("HelmRelease", "external-secrets/connect", READY);
    says("Kustomization", "flux-system/brook", READY);
    says(
        "Kustomization",
        "flux-system/storage",
        READY,
        new FluxTies(
            List.of(), List.of("HelmRelease storage/rook-ceph-cluster"), false, Optional.empty()));
    says(
        "Kustomization",
        "flux-system/all",
        READY,
        new FluxTies(
            List.of(),
            List.of("Kustomization flux-system/storage", "HelmRelease rook-ceph/rook-ceph"),
            false,
            Optional.empty()));

    List<String> standings =
        new FluxStages(spec(Map.of()))
            .standings(paper.world().kube(), new FluxFrontier(paper.readings)).stream()
                .map(standing -> standing.stage().id() + " " + standing.counts())
                .toList();

    assertEquals(
        List.of(
            "external-secrets 1 of 1",
            "rook-ceph 1 of 1",
            "victoria-metrics 1 of 1",
            "applications 3 of 3"),
        standings);
  }

  @Test
  void aStageOverItsBudgetFailsWithItsNameAndItsFrontier() throws Exception {
    says("Kustomization", "flux-system/echo", BUSY);
    says("HelmRelease", "rook-ceph/rook-ceph-operator", READY);
    says("HelmRelease", "rook-ceph/rook-ceph-cluster", BUSY);
    says("Kustomization", "flux-system/external-secrets", BUSY);
    later(4, "Kustomization", "flux-system/external-secrets");

    Runner.Result result = run(spec(minutes("rook-ceph", 6)));

    Failure failure = result.failure().orElseThrow();
    assertEquals(Failure.Kind.TIMED_OUT, failure.kind());
    assertEquals(
        "stage rook-ceph, 1 of 2 Ready: not Ready after 6 min: HelmRelease"
            + " rook-ceph/rook-ceph-cluster: in progress",
        failure.what());
    assertEquals(
        "cure that and run: blackstart resume, or give it longer by budgets.rook-ceph in"
            + " blackstart.yaml",
        failure.remedy());
    long took =
        events.stream()
            .filter(Event.PhaseFailed.class::isInstance)
            .mapToLong(event -> ((Event.PhaseFailed) event).tookMillis())
            .sum();
    assertTrue(took >= 10 * 60_000 && took < 12 * 60_000, took + " ms");
  }

  @Test
  void timeInWhichAStageMerelyWaitsForOthersIsNotItsOwn() throws Exception {
    String issuer = "flux-system/cert-manager";
    says("Kustomization", issuer, BUSY);
    says("Kustomization", "flux-system/rook", BUSY, after("Kustomization " + issuer));
    later(8, "Kustomization", issuer);
    later(11, "Kustomization", "flux-system/rook");

    Runner.Result result = run(spec(minutes("rook-ceph", 5)));

    assertTrue(result.failure().isEmpty(), result.toString());
  }

  @Test
  void whoGaveThePhaseMoreTimeWaitsForAStageToo() throws Exception {
    says("Kustomization", "flux-system/rook", BUSY);
    later(9, "Kustomization", "flux-system/rook");
    ReconcileFlux phase = new ReconcileFlux(spec(minutes("rook-ceph", 5)), FLUX);
    Orders orders = new Orders(List.of(phase), Map.of(new PhaseId("flux"), Duration.ofMinutes(90)));

    Runner.Result result = Specs.run(paper, phase, events, orders);

    assertTrue(result.failure().isEmpty(), result.toString());
    assertTrue(
        lines().contains("stage rook-ceph: not Ready after 5 min; flux was given more time"),
        lines().toString());
  }

  @Test
  void aFailureOfThePhaseNamesTheStageItStoodIn() throws Exception {
    says("Kustomization", "flux-system/rook", BUSY);

    Runner.Result result = run(spec(Map.of()));

    assertEquals(
        "stage rook-ceph, 0 of 1 Ready: flux is not true after 15 min: Kustomization"
            + " flux-system/rook: in progress",
        result.failure().orElseThrow().what());
  }

  @Test
  void whatTheBootstrapInstallsMakesNoStagesAndItsBudgetIsThatOfItsPhase() throws Exception {
    ClusterSpec spec =
        spec(minutes("external-secrets", 5), Specs.release("external-secrets", "external-secrets"));
    says("HelmRelease", "external-secrets/external-secrets", BUSY);
    says("Kustomization", "flux-system/echo", READY);
    later(7, "HelmRelease", "external-secrets/external-secrets");

    Runner.Result result = run(spec);

    assertTrue(result.failure().isEmpty(), result.toString());
    assertEquals(List.of(), lines());
    assertEquals(FLUX, new ReconcileFlux(spec, FLUX).budget());
  }

  @Test
  void whereThereAreStagesWhatTheBootstrapInstalledIsOne() throws Exception {
    says("HelmRelease", "external-secrets/external-secrets", READY);
    says("HelmRelease", "rook-ceph/rook-ceph-cluster", BUSY);
    later(3, "HelmRelease", "rook-ceph/rook-ceph-cluster");

    run(spec(Map.of(), Specs.release("external-secrets", "external-secrets")));

    assertEquals("stage external-secrets: 1 of 1 Ready", lines().getFirst());
  }

  @Test
  void applicationsWithABudgetAreAStageByThemselves() throws Exception {
    says("Kustomization", "flux-system/echo", BUSY);

    Runner.Result result = run(spec(minutes("applications", 3)));

    assertEquals(
        "stage applications, 0 of 1 Ready: not Ready after 3 min: Kustomization"
            + " flux-system/echo: in progress",
        result.failure().orElseThrow().what());
  }

  @Test
  void aStagesBudgetComesOnTopOfThePhases() throws Exception {
    ClusterSpec spec = spec(minutes("rook-ceph", 20));
    says("Kustomization", "flux-system/echo", BUSY);
    later(1, "Kustomization", "flux-system/echo");

    assertEquals(Duration.ofMinutes(35), new ReconcileFlux(spec, FLUX).budget());
    assertTrue(run(spec).failure().isEmpty());
    assertTrue(
        lines().contains("stage rook-ceph: has a budget, and Flux has nothing of it"),
        lines().toString());
  }
}
