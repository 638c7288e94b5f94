package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Release;
import dev.blackstart.run.Event;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleaseHealingTest {
  private final PaperWorld paper = new PaperWorld();
  private final Release cilium = Specs.release("kube-system", "cilium");
  private final InstallRelease phase =
      new InstallRelease(new PhaseId("cilium"), cilium, ReleaseGates.NONE, Duration.ofMinutes(10));

  private List<String> acts() {
    return paper.acts.stream().filter(act -> !act.startsWith("choose ")).toList();
  }

  private void leftPending() {
    paper.releases.put("cilium", paper.deployed(cilium, "pending-upgrade"));
    paper.pendingSince = paper.wall().minus(Duration.ofMinutes(14));
  }

  @Test
  void whatOurOwnRunLeftPendingIsCleared() throws Exception {
    new ReleaseHealing(cilium).begin(paper.world());
    leftPending();
    List<Event> events = new ArrayList<>();

    Specs.run(paper, phase, events);

    assertEquals(List.of("heal cilium", "install cilium"), acts());
    Event.Acted cleared =
        events.stream()
            .filter(Event.Acted.class::isInstance)
            .map(Event.Acted.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(
        "cleared release kube-system/cilium: revision 1 is pending-upgrade for 14 min; a run of"
            + " ours died doing so",
        cleared.what());
    assertEquals(
        List.of(
            "kubectl -n kube-system delete secret -l"
                + " 'owner=helm,name=cilium,status=pending-upgrade'"),
        cleared.byHand());
  }

  @Test
  void whatSomebodyElseLeftPendingIsNamedAndLeftAlone() throws Exception {
    leftPending();

    Runner.Result result = Specs.run(paper, phase);

    assertEquals(List.of(), acts());
    String what = result.failure().orElseThrow().what();
    assertTrue(what.contains("kube-system/cilium: revision 1 is pending-upgrade for 14 min"), what);
    assertTrue(result.failure().orElseThrow().remedy().contains("--heal"));
  }

  @Test
  void whatSomebodyElseLeftPendingIsClearedWhenTheOperatorSaysSo() throws Exception {
    new Consent(false, Set.of(), true).into(paper);
    leftPending();

    Runner.Result result = Specs.run(paper, phase);

    assertTrue(result.failed().isEmpty(), result.failure().toString());
    assertEquals(List.of("heal cilium", "install cilium"), acts());
  }

  @Test
  void theWordCountsForTheProcessItWasSaidTo() throws Exception {
    new Consent(false, Set.of(), true).into(paper);
    Consent.NONE.into(paper);
    leftPending();

    assertTrue(Specs.run(paper, phase).failure().isPresent());
  }

  @Test
  void aHelmThatIsNotOursMayComeToItsEnd() throws Exception {
    paper.releases.put("cilium", paper.deployed(cilium, "pending-install"));
    paper.pendingSince = paper.wall();
    paper.after(
        Duration.ofSeconds(40),
        () -> paper.releases.put("cilium", paper.deployed(cilium, "deployed")));

    Runner.Result result = Specs.run(paper, phase);

    assertTrue(result.failed().isEmpty(), result.failure().toString());
    assertEquals(List.of(), acts());
  }

  @Test
  void anInstallationThatCameToItsEndIsNoLongerOurs() throws Exception {
    Specs.run(paper, phase);
    leftPending();

    assertTrue(Specs.run(paper, phase).failure().isPresent());
  }
}
