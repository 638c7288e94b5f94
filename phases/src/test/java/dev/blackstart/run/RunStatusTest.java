package dev.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStatusTest {
  private static final Event.Stamp STAMP = new Event.Stamp(Instant.EPOCH, 0, new RunId("run"));
  private static final PhaseId PREFLIGHT = new PhaseId("preflight");
  private static final PhaseId APPLY = new PhaseId("apply");

  private final List<Event> events = new ArrayList<>();

  @Test
  void aRunThatWasCutShortIsUnfinished() {
    begin();

    assertTrue(status().unfinished());
  }

  @Test
  void aRunRefusedInPreflightHasTouchedNothingAndIsOver() {
    begin();
    events.add(new Event.PhaseStarted(STAMP, PREFLIGHT, ""));
    events.add(new Event.PhaseFailed(STAMP, PREFLIGHT, Failure.Kind.INPUT, "", "", 0, 0));
    end(Event.Outcome.FAILED);

    assertFalse(status().unfinished());
  }

  @Test
  void aRunThatFailedAfterItTouchedSomethingCanGoOn() {
    begin();
    events.add(new Event.PhaseStarted(STAMP, APPLY, ""));
    events.add(new Event.PhaseFailed(STAMP, APPLY, Failure.Kind.TIMED_OUT, "", "", 0, 0));
    end(Event.Outcome.FAILED);

    assertTrue(status().unfinished());
    assertEquals(PhaseStatus.FAILED, status().phases().get(APPLY));
  }

  @Test
  void anInterruptedRunCanGoOnAndAResumedOneIsOpenAgain() {
    begin();
    end(Event.Outcome.INTERRUPTED);
    assertTrue(status().unfinished());

    events.add(
        new Event.RunResumed(
            STAMP, "infra", World.Kind.REHEARSAL, new Outline(List.of(PREFLIGHT, APPLY))));
    assertTrue(status().ended().isEmpty());
    end(Event.Outcome.DONE);
    assertFalse(status().unfinished());
  }

  @Test
  void theInputsAPhaseHeldWithAreRemembered() {
    begin();
    events.add(new Event.PhaseDone(STAMP, APPLY, "", "first", 0, 0));
    events.add(new Event.PhaseSkipped(STAMP, APPLY, "", "second"));

    assertEquals("second", status().inputs().get(APPLY));
  }

  @Test
  void theFilesAPhaseWasMadeFromAreRememberedAndOldJournalsNameNone() {
    begin();
    events.add(new Event.PhaseDone(STAMP, PREFLIGHT, "", "digest", 0, 0));
    events.add(
        new Event.PhaseDone(STAMP, APPLY, "", "first", Map.of("talos/base.yaml", "aaaa"), 0, 0));

    assertEquals(Map.of(), status().files().get(PREFLIGHT));
    assertEquals(Map.of("talos/base.yaml", "aaaa"), status().files().get(APPLY));
  }

  @Test
  void aPauseIsRememberedUntilTheRunGoesOn() {
    begin();
    events.add(new Event.RunPaused(STAMP, APPLY, "ada"));
    end(Event.Outcome.INTERRUPTED);
    assertEquals(Optional.of("ada"), status().paused());

    events.add(
        new Event.RunResumed(STAMP, "infra", World.Kind.REHEARSAL, new Outline(List.of(APPLY))));
    assertEquals(Optional.empty(), status().paused());
  }

  @Test
  void aJournalWithoutABeginningIsNoRun() {
    assertTrue(RunStatus.of(List.of(new Event.Logged(STAMP, APPLY, "line"))).isEmpty());
  }

  private void begin() {
    events.add(
        new Event.RunStarted(
            STAMP,
            "infra",
            World.Kind.REHEARSAL,
            new Outline(List.of(PREFLIGHT, APPLY)),
            STAMP.at(),
            Map.of()));
  }

  private void end(Event.Outcome outcome) {
    events.add(
        new Event.RunEnded(STAMP, outcome, 0, 0, 0, 0, Optional.empty(), List.of(), List.of()));
  }

  @Test
  void aBudgetTheOperatorGaveOutlivesTheProcess() {
    begin();
    events.add(new Event.BudgetExtended(STAMP, APPLY, 900_000, "ada"));
    events.add(new Event.BudgetExtended(STAMP, APPLY, 1_200_000, "ada"));
    events.add(new Event.RunPaused(STAMP, APPLY, "ada"));
    end(Event.Outcome.INTERRUPTED);
    events.add(
        new Event.RunResumed(
            STAMP, "infra", World.Kind.REHEARSAL, new Outline(List.of(PREFLIGHT, APPLY))));

    assertEquals(Map.of(APPLY, Duration.ofMinutes(20)), status().granted());
  }

  private RunStatus status() {
    return RunStatus.of(events).orElseThrow();
  }
}
