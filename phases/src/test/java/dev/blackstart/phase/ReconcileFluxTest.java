package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Event;
import dev.blackstart.run.PaperWorld;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconcileFluxTest {
  private final PaperWorld paper = new PaperWorld();
  private final ReconcileFlux phase =
      new ReconcileFlux(Specs.threeControlPlanes(), Duration.ofMinutes(10));

  @Test
  void fluxWithoutAKustomizationHasNotBegun() {
    assertFalse(phase.check(paper.world()).met());
  }

  @Test
  void whatIsNotRehearsedIsCountedApartAndNeverGreen() {
    reading("Kustomization", "apps", true, "ReconciliationSucceeded");
    reading("HelmRelease", "grafana", false, "NotRehearsed");

    Condition condition = phase.check(paper.world());

    assertTrue(condition.met());
    assertEquals("1 of 1 Kustomizations, 1 not rehearsed", condition.because());
  }

  @Test
  void whoHoldsItUpIsNamedWithFluxsReason() {
    reading("Kustomization", "apps", false, "DependencyNotReady");

    Condition condition = phase.check(paper.world());

    assertEquals(
        "Kustomization flux-system/apps: DependencyNotReady",
        condition.waiting().getFirst().toString());
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private FluxReading kustomization(String name, String reason, String message, FluxTies ties) {
    return new FluxReading(
        new KubeObject.Ref("v1", "Kustomization", "flux-system", name),
        reason.equals("ReconciliationSucceeded"),
        false,
        reason,
        message,
        Optional.of(paper.now()),
        ties);
  }

  private static FluxTies after(String... names) {
    return new FluxTies(
        Stream.of(names).map(name -> "Kustomization flux-system/" + name).toList(),
        List.of(),
        false,
        Optional.of(MINUTE));
  }

  private void says(FluxReading reading) {
    paper.readings.removeIf(other -> other.ref().equals(reading.ref()));
    paper.readings.add(reading);
  }

  /** Flux tries a Kustomization every minute, so often in vain. */
  private void failsAgain(int times, String name, String message) {
    for (int i = 0; i < times; i++) {
      paper.after(
          MINUTE.multipliedBy(i),
          () -> says(kustomization(name, "Progressing", "Reconciliation in progress", after())));
      paper.after(
          MINUTE.multipliedBy(i).plusSeconds(3),
          () -> says(kustomization(name, "BuildFailed", message, after())));
    }
  }

  private static ReconcileFlux phase(Finding... findings) {
    ClusterSpec spec = Specs.threeControlPlanes();
    return new ReconcileFlux(
        new ClusterSpec(
            spec.name(),
            spec.repository(),
            spec.family(),
            spec.nodes(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(findings),
            ClusterSpec.Particulars.NONE),
        Duration.ofMinutes(30));
  }

  @Test
  void aTreeThatCannotTurnGreenFailsEarlyNamingEveryFaultWithFileAndRemedy() throws Exception {
    says(kustomization("good", "ReconciliationSucceeded", "", after()));
    says(kustomization("next", "DependencyNotReady", "dependency is not ready", after("broken")));
    says(
        kustomization("lost", "DependencyNotReady", "'flux-system/gone' not found", after("gone")));
    failsAgain(10, "broken", "kustomize build failed: a/kustomization.yaml:7: b: no such file");
    List<Event> events = new ArrayList<>();
    Finding known =
        new Finding(
            "flux-build",
            Finding.Level.WARNING,
            "a/ks.yaml:3",
            "Kustomization flux-system/broken does not build",
            "correct b");

    Finding later =
        new Finding(
            "flux-path", Finding.Level.WARNING, "c/ks.yaml:2", "apps/later: no path", "add it");
    Finding elsewhere = new Finding("chart", Finding.Level.WARNING, "d:1", "a chart is old", "-");

    Runner.Result result = Specs.run(paper, phase(known, later, elsewhere), events);

    Failure failure = result.failure().orElseThrow();
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertEquals(
        "1 of 4 Kustomizations are Ready; what cannot become Ready: flux-system/lost,"
            + " flux-system/broken; 1 more wait",
        failure.what());
    assertEquals(
        List.of(
            new Finding(
                "flux-not-ready",
                Finding.Level.ERROR,
                "Kustomization flux-system/lost",
                "DependencyNotReady: 'flux-system/gone' not found",
                "take that dependency out, or add what it names"),
            new Finding(
                "flux-build",
                Finding.Level.ERROR,
                "a/ks.yaml:3",
                "Kustomization flux-system/broken: BuildFailed: kustomize build failed:"
                    + " a/kustomization.yaml:7: b: no such file",
                "correct b"),
            later),
        of(events, Event.FindingMade.class).stream().map(Event.FindingMade::finding).toList());
    assertEquals(
        List.of(
            "Flux has not come to what follows, which would not become ready either",
            "Kustomization flux-system/next waits for Kustomization flux-system/broken"),
        of(events, Event.Logged.class).stream().map(Event.Logged::line).toList());
    long took = of(events, Event.PhaseFailed.class).getFirst().tookMillis();
    assertTrue(took >= 2 * 60_000 && took <= 5 * 60_000, took + " ms");
  }

  @Test
  void whoWaitsForItsContentIsNobodysHope() throws Exception {
    says(
        kustomization("lost", "DependencyNotReady", "'flux-system/gone' not found", after("gone")));
    says(
        kustomization(
            "parent",
            "Progressing",
            "Reconciliation in progress",
            new FluxTies(
                List.of(),
                List.of("Kustomization flux-system/parent", "Kustomization flux-system/lost"),
                false,
                Optional.of(MINUTE))));

    Runner.Result result = Specs.run(paper, phase());

    assertEquals(
        "0 of 2 Kustomizations are Ready; what cannot become Ready: flux-system/lost; 1 more wait",
        result.failure().orElseThrow().what());
  }

  @Test
  void anObjectThatIsAnothersIsLeftToOneOwner() throws Exception {
    failsAgain(10, "coredns", "ServiceAccount exists: invalid ownership metadata");
    List<Event> events = new ArrayList<>();

    Specs.run(paper, phase(), events);

    assertEquals(
        "leave that object to one owner: take it out of the chart, or delete what stands there",
        of(events, Event.FindingMade.class).getFirst().finding().remedy());
  }

  @Test
  void aTransientFailureIsWaitedOut() throws Exception {
    failsAgain(2, "late", "the API server is not ready");
    paper.after(
        MINUTE.multipliedBy(2),
        () -> says(kustomization("late", "ReconciliationSucceeded", "", after())));
    says(kustomization("late", "Progressing", "Reconciliation in progress", after()));

    Runner.Result result = Specs.run(paper, phase());

    assertTrue(result.failure().isEmpty(), result.toString());
  }

  @Test
  void aDependencyThatIsStillToBeMadeIsWaitedForAsLongAsSomebodyMayMakeIt() throws Exception {
    says(kustomization("early", "DependencyNotReady", "not found", after("parent")));
    says(kustomization("maker", "Progressing", "Reconciliation in progress", after()));
    paper.after(
        MINUTE.multipliedBy(8),
        () -> says(kustomization("parent", "ReconciliationSucceeded", "", after())));
    paper.after(
        MINUTE.multipliedBy(9),
        () -> says(kustomization("maker", "ReconciliationSucceeded", "", after())));
    paper.after(
        MINUTE.multipliedBy(10),
        () -> says(kustomization("early", "ReconciliationSucceeded", "", after("parent"))));

    Runner.Result result = Specs.run(paper, phase());

    assertTrue(result.failure().isEmpty(), result.toString());
  }

  private static <T extends Event> List<T> of(List<Event> events, Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private void reading(String kind, String name, boolean ready, String reason) {
    paper.readings.add(
        new FluxReading(
            new KubeObject.Ref("v1", kind, "flux-system", name), ready, false, reason, ""));
  }
}
