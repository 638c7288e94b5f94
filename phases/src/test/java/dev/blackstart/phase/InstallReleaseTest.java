package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Release;
import dev.blackstart.run.Event;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Runner;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstallReleaseTest {
  private final PaperWorld paper = new PaperWorld();
  private final Release cilium = Specs.release("kube-system", "cilium");
  private final InstallRelease phase =
      new InstallRelease(new PhaseId("cilium"), cilium, Duration.ofMinutes(10));

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

    assertEquals(
        List.of(Map.of("helmfile.yaml", "digest"), Map.of("helmfile.yaml", "digest")),
        events.stream().flatMap(InstallReleaseTest::files).toList());
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
}
