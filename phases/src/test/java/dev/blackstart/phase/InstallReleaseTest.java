package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.run.Event;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.Orders;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunClock;
import dev.blackstart.run.RunId;
import dev.blackstart.run.Runner;
import dev.blackstart.run.Selection;
import dev.blackstart.world.Failing;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstallReleaseTest {
  private final PaperWorld paper = new PaperWorld();
  private final Instant begun = paper.now();
  private final Release cilium = Specs.release("kube-system", "cilium");
  private final InstallRelease phase =
      new InstallRelease(new PhaseId("cilium"), cilium, ReleaseGates.NONE, Duration.ofMinutes(10));

  @Test
  void aReleaseIsInstalledAndRolledOut() throws Exception {
    Runner.Result result = Specs.run(paper, phase);

    assertTrue(result.failed().isEmpty(), result.failure().toString());
    assertEquals(List.of("install cilium"), acts());
  }

  @Test
  void theFilesItIsMadeFromAreNamedWhenItIsDoneAndWhenItHolds() throws Exception {
    List<Event> events = new ArrayList<>();

    Specs.run(paper, phase, events);
    Specs.run(paper, phase, events);

    Map<String, String> files =
        Map.of("helmfile.yaml", "digest", "chart cilium 1.0.0", "digest of ci");
    assertEquals(
        List.of(files, files), events.stream().flatMap(InstallReleaseTest::files).toList());
  }

  @Test
  void aChartThatWasEditedSinceItWasInstalledIsInstalledAgain() throws Exception {
    Release folder =
        new Release(
            "own",
            "apps",
            new ChartRef("/repo/charts/own", "", ""),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            cilium.at());
    InstallRelease own =
        new InstallRelease(new PhaseId("own"), folder, ReleaseGates.NONE, Duration.ofMinutes(10));
    Specs.run(paper, own);
    Specs.run(paper, own);
    assertEquals(List.of("install own"), acts());
    paper.choices.put("installed apps/own", "what it was before");
    RunClock clock = new RunClock(paper, new RunId("test"), paper.now());
    new Runner(
            paper.world(),
            List.of(),
            event -> {},
            clock,
            new Fanout(),
            new Orders(List.of(), Map.of()))
        .run(List.of(own), new Selection.Range(0, 0), Map.of(own.id(), "other inputs"));
    assertEquals(List.of("install own", "install own"), acts());
  }

  private static Stream<Map<String, String>> files(Event event) {
    if (event instanceof Event.PhaseDone done) {
      return Stream.of(done.files());
    }
    return event instanceof Event.PhaseSkipped skipped
        ? Stream.of(skipped.files())
        : Stream.empty();
  }

  @Test
  void whatWasDoneIsToldWithTheHelmCommandThatDoesTheSame() throws Exception {
    List<Event> events = new ArrayList<>();

    Specs.run(paper, phase, events);

    Event.Acted act =
        events.stream()
            .filter(Event.Acted.class::isInstance)
            .map(Event.Acted.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of(
            "helm upgrade --install cilium oci://example.org/charts/cilium --version 1.0.0"
                + " --namespace kube-system --create-namespace"),
        act.byHand());
  }

  /** What was done to the cluster, what was written down about it left out. */
  private List<String> acts() {
    return paper.acts.stream().filter(act -> !act.startsWith("choose ")).toList();
  }

  @Test
  void aReleaseThatIsDeployedButNotRolledOutIsWaitedForNotInstalledAgain() throws Exception {
    paper.releases.put("cilium", paper.deployed(cilium, "deployed"));
    paper.rollout = new Rollout(5, 6, List.of(new Waiting("infra-05", "ImagePullBackOff")));
    paper.after(Duration.ofMinutes(1), () -> paper.rollout = new Rollout(6, 6, List.of()));

    Runner.Result result = Specs.run(paper, phase);

    assertTrue(result.failed().isEmpty());
    assertEquals(List.of(), paper.acts);
  }

  @Test
  void theFailureNamesWhoHoldsItUp() throws Exception {
    paper.rollout = new Rollout(5, 6, List.of(new Waiting("infra-05", "ImagePullBackOff")));

    Runner.Result result = Specs.run(paper, phase);

    String what = result.failure().orElseThrow().what();
    assertTrue(what.contains("infra-05: ImagePullBackOff"), what);
  }

  private static final Waiting PULLS = new Waiting("infra-05", "ImagePullBackOff");

  private static Rollout missing(Failing.Cause cause, String stamp, Waiting... others) {
    List<Waiting> waiting = new ArrayList<>(List.of(others));
    waiting.add(PULLS);
    return new Rollout(
        5, 6, waiting, List.of(new Failing("Pod kube-system/a", "said no", cause, stamp)));
  }

  private long minutes() {
    return Duration.between(begun, paper.now()).toMinutes();
  }

  @Test
  void aRegistrysNoEndsTheWaitAtOnceWithObjectReasonAndRemedy() throws Exception {
    paper.rollout = new Rollout(5, 6, List.of(PULLS));
    paper.after(
        Duration.ofMinutes(1), () -> paper.rollout = missing(Failing.Cause.IMAGE, "pull 1"));

    Failure failure = Specs.run(paper, phase).failure().orElseThrow();

    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertEquals(
        "release kube-system/cilium cannot become ready: Pod kube-system/a: said no",
        failure.what());
    assertTrue(failure.remedy().contains("correct the image"), failure.remedy());
    assertTrue(minutes() < 3, "it took " + minutes() + " min");
  }

  @Test
  void whatFailedBeforeWeBeganCountsOnlyOnceItHasFailedAgain() throws Exception {
    paper.rollout = missing(Failing.Cause.QUOTA, "event 1");
    paper.after(
        Duration.ofMinutes(4), () -> paper.rollout = missing(Failing.Cause.QUOTA, "event 2"));

    Failure failure = Specs.run(paper, phase).failure().orElseThrow();

    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertTrue(minutes() >= 4 && minutes() < 6, "it took " + minutes() + " min");
  }

  @Test
  void whatFailedBeforeWeBeganMayBecomeReady() throws Exception {
    paper.rollout = missing(Failing.Cause.QUOTA, "event 1");
    paper.after(Duration.ofMinutes(4), () -> paper.rollout = new Rollout(6, 6, List.of()));

    assertTrue(Specs.run(paper, phase).failed().isEmpty());
  }

  @Test
  void aCrashIsWaitedForWhileOthersAreOnTheWay() throws Exception {
    paper.rollout = new Rollout(5, 6, List.of(PULLS));
    paper.after(
        Duration.ofMinutes(1),
        () ->
            paper.rollout =
                missing(Failing.Cause.CRASH, "4", new Waiting("infra-06", "ContainerCreating")));
    paper.after(Duration.ofMinutes(3), () -> paper.rollout = missing(Failing.Cause.CRASH, "5"));

    Failure failure = Specs.run(paper, phase).failure().orElseThrow();

    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertTrue(minutes() >= 3 && minutes() < 5, "it took " + minutes() + " min");
  }

  @Test
  void whoGaveThePhaseLongerWaitsForWhatLooksLost() throws Exception {
    paper.rollout = new Rollout(5, 6, List.of(PULLS));
    paper.after(
        Duration.ofMinutes(1), () -> paper.rollout = missing(Failing.Cause.IMAGE, "pull 1"));
    paper.after(Duration.ofMinutes(12), () -> paper.rollout = new Rollout(6, 6, List.of()));
    List<Event> events = new ArrayList<>();
    Orders orders = new Orders(List.of(phase), Map.of());
    orders.extend(phase.id(), Duration.ofMinutes(5));

    Runner.Result result = Specs.run(paper, phase, events, orders);

    assertTrue(result.failed().isEmpty(), result.failure().toString());
    assertEquals(
        1,
        events.stream()
            .filter(Event.Logged.class::isInstance)
            .filter(event -> event.toString().contains("waiting on, for the phase was given"))
            .count());
  }
}
