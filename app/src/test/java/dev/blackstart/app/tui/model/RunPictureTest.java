package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunPictureTest {
  private static final Instant START = Instant.parse("2026-01-01T23:00:00Z");
  private static final PhaseId ETCD = new PhaseId("etcd");
  private static final PhaseId CILIUM = new PhaseId("cilium");
  private static final Node NODE = new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE);

  private RunPicture picture = begun(World.Kind.LIVE);

  private static RunPicture begun(World.Kind world) {
    return RunPicture.of(
        new Event.RunStarted(
            at(0),
            "infra",
            world,
            new Outline(
                List.of(ETCD, CILIUM), Map.of("etcd", Duration.ofMinutes(10)), List.of(NODE)),
            START,
            Map.of()));
  }

  private static Event.Stamp at(long millis) {
    return new Event.Stamp(START.plusMillis(millis), millis, new RunId("7f3a"));
  }

  private void happens(Event event) {
    picture = picture.after(event);
  }

  @Test
  void everyPhaseAndNodeIsThereBeforeAnythingHappens() {
    assertEquals(List.of(ETCD, CILIUM), List.copyOf(picture.phases().keySet()));
    assertEquals(600_000, picture.phases().get(ETCD).budget());
    assertEquals(MachineStage.UNKNOWN, picture.nodes().get("infra-01").stage());
  }

  @Test
  void aReasonKeepsTheMomentItWasFirstTold() {
    happens(new Event.PhaseStarted(at(1000), CILIUM, "not installed"));
    happens(waiting(2000, "infra-01", "pulling"));
    happens(waiting(5000, "infra-01", "pulling"));
    assertEquals(
        List.of(new Held("infra-01", "pulling", 2000)), picture.phases().get(CILIUM).held());
    happens(waiting(6000, "infra-01", "not ready"));
    assertEquals(
        List.of(new Held("infra-01", "not ready", 6000)), picture.phases().get(CILIUM).held());
  }

  @Test
  void aCountThatIsToldAgainIsOneLineOfTheLog() {
    happens(waiting(2000, "infra-01", "pulling"));
    happens(waiting(5000, "infra-01", "not ready"));
    assertEquals(
        1, picture.log().newest(10).stream().filter(l -> l.source().equals("cilium")).count());
  }

  @Test
  void aPhaseThatIsDoneWaitsForNobody() {
    happens(new Event.PhaseStarted(at(1000), CILIUM, "not installed"));
    happens(waiting(2000, "infra-01", "pulling"));
    happens(new Event.PhaseDone(at(9000), CILIUM, "rolled out", "digest", 8000, 800));
    PhaseRow row = picture.phases().get(CILIUM);
    assertEquals(List.of(), row.held());
    assertEquals(8000, row.elapsed(20_000));
  }

  @Test
  void aFailedPhaseStaysTheCurrentOne() {
    happens(new Event.PhaseStarted(at(1000), ETCD, "no member"));
    happens(
        new Event.PhaseFailed(
            at(2000), ETCD, Failure.Kind.TIMED_OUT, "no quorum", "look at the disks", 1000, 10));
    PhaseRow row = picture.current().orElseThrow();
    assertEquals(PhaseStatus.FAILED, row.status());
    assertEquals("look at the disks", row.trouble().orElseThrow().remedy());
  }

  @Test
  void aPhaseThatWasGivenLongerShowsItsNewBudget() {
    happens(new Event.PhaseStarted(at(1000), ETCD, "no member"));
    happens(new Event.BudgetExtended(at(2000), ETCD, 900_000, "ada"));
    assertEquals(900_000, picture.phases().get(ETCD).budget());
    assertEquals(PhaseStatus.RUNNING, picture.phases().get(ETCD).status());
  }

  @Test
  void aLiveRunsClockGoesOnBetweenEventsAndARehearsalsDoesNot() {
    Instant later = START.plusSeconds(30);
    assertEquals(30_000, picture.clock(later));
    assertEquals(0, begun(World.Kind.REHEARSAL).clock(later));
  }

  @Test
  void aNodesStageKeepsTheMomentItBegan() {
    for (long millis : new long[] {1000, 4000}) {
      happens(
          new Event.NodeReported(
              at(millis), "infra-01", "10.25.11.11", MachineStage.BOOTING, "", ETCD));
    }
    assertEquals(1000, picture.nodes().get("infra-01").since());
    assertTrue(picture.log().size() >= 2);
  }

  private static Event waiting(long at, String who, String reason) {
    return new Event.ReleaseReported(
        at(at), CILIUM, "cilium", 0, 1, List.of(new Waiting(who, reason)));
  }
}
