package dev.blackstart.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimatesTest {
  private static final Event.Stamp STAMP = new Event.Stamp(Instant.EPOCH, 0, new RunId("run"));
  private static final PhaseId ETCD = new PhaseId("etcd");
  private static final PhaseId CILIUM = new PhaseId("cilium");
  private static final PhaseId FLUX = new PhaseId("flux");

  @Test
  void aPhaseTakesTheMedianOfWhatItTookAndTheRangeIsTold() {
    Estimates estimates =
        Estimates.of(
            List.of(
                List.of(begun(CILIUM), done(CILIUM, 90)),
                List.of(begun(CILIUM), done(CILIUM, 300)),
                List.of(begun(CILIUM), done(CILIUM, 100))));

    assertEquals(new Estimates.Estimate(100, 90, 300, 3), estimates.of(CILIUM).orElseThrow());
    assertTrue(estimates.of(FLUX).isEmpty());
  }

  @Test
  void theMedianOfTwoLiesBetweenThem() {
    Estimates estimates =
        Estimates.of(
            List.of(
                List.of(begun(CILIUM), done(CILIUM, 100)),
                List.of(begun(CILIUM), done(CILIUM, 200))));

    assertEquals(150, estimates.of(CILIUM).orElseThrow().median());
  }

  @Test
  void aPhaseThatWasCutShortAndDoneAfterAResumeIsNoGuide() {
    Estimates estimates =
        Estimates.of(
            List.of(
                List.of(
                    begun(ETCD), done(ETCD, 40), begun(CILIUM), begun(CILIUM), done(CILIUM, 1))));

    assertTrue(estimates.of(CILIUM).isEmpty());
    assertEquals(1, estimates.of(ETCD).orElseThrow().runs());
  }

  @Test
  void aPhaseThatHeldWhenItsTurnCameTookNoTime() {
    Estimates estimates =
        Estimates.of(
            List.of(
                List.of(skipped(CILIUM)),
                List.of(begun(CILIUM), done(CILIUM, 80), skipped(CILIUM))));

    assertEquals(new Estimates.Estimate(40, 0, 80, 2), estimates.of(CILIUM).orElseThrow());
  }

  @Test
  void whatIsLeftCountsThePhaseAtWorkForTheRestOfItsTimeOnly() {
    Estimates estimates =
        Estimates.of(
            List.of(
                List.of(begun(ETCD), done(ETCD, 40), begun(CILIUM), done(CILIUM, 100)),
                List.of(begun(ETCD), done(ETCD, 60), begun(CILIUM), done(CILIUM, 200))));
    Map<PhaseId, Long> unfinished = new LinkedHashMap<>();
    unfinished.put(ETCD, 45L);
    unfinished.put(CILIUM, 0L);
    unfinished.put(FLUX, 0L);

    Estimates.Left left = estimates.left(unfinished);

    assertEquals(new Estimates.Left(5 + 150, 100, 15 + 200, List.of(FLUX)), left);
  }

  private static Event begun(PhaseId phase) {
    return new Event.PhaseStarted(STAMP, phase, "");
  }

  private static Event skipped(PhaseId phase) {
    return new Event.PhaseSkipped(STAMP, phase, "", "");
  }

  private static Event done(PhaseId phase, long took) {
    return new Event.PhaseDone(STAMP, phase, "", "", took, 0);
  }
}
