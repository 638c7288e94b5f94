package dev.blackstart.app.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainLineTest {
  private static final Event.Stamp STAMP =
      new Event.Stamp(Instant.EPOCH, 252_000, new RunId("20260101-000000-7f3a"));
  private static final PhaseId CILIUM = new PhaseId("cilium");

  private final PlainLine lines = new PlainLine(false);

  @Test
  void aLineSaysWhenWhichPhaseWhatAndWhy() {
    assertEquals(
        List.of("+04:12  cilium            done    cilium 1.18.5 is rolled out (01:15)"),
        lines.of(new Event.PhaseDone(STAMP, CILIUM, "cilium 1.18.5 is rolled out", "", 75_000, 0)));
    assertEquals(
        List.of("+04:12  apply             node    infra-01 (10.25.11.11) no answer · rebooting"),
        lines.of(
            new Event.NodeReported(
                STAMP,
                "infra-01",
                "10.25.11.11",
                MachineStage.UNKNOWN,
                "rebooting",
                new PhaseId("apply"))));
  }

  @Test
  void manyReasonsAreCountedNotListed() {
    List<Waiting> five =
        List.of("a", "b", "c", "d", "e").stream().map(who -> new Waiting(who, "late")).toList();

    assertEquals(
        List.of("+04:12  cilium            waits   1 of 6  a: late; b: late; c: late; and 2 more"),
        lines.of(new Event.ReleaseReported(STAMP, CILIUM, "cilium", 1, 6, five)));
  }

  @Test
  void aFailureIsTwoLinesWhatAndRemedy() {
    assertEquals(
        List.of(
            "+04:12  cilium            failed  it is broken",
            "+04:12  cilium            remedy  mend it"),
        lines.of(
            new Event.PhaseFailed(
                STAMP, CILIUM, Failure.Kind.REFUSED, "it is broken", "mend it", 0, 0)));
  }

  @Test
  void aRunThatWasRefusedSaysThatNothingWasTouched() {
    Event.RunEnded ended =
        new Event.RunEnded(
            STAMP, Event.Outcome.FAILED, 3, 2000, 2000, 2000, Optional.of("missed"), List.of());

    assertEquals("nothing was touched", lines.of(ended).getLast());
  }

  @Test
  void textFromElsewhereCannotDriveTheTerminal() {
    String hostile = "pull \u001b[2Jfailed\r\u202e gnp.exe";

    String shown = Harmless.text(hostile, false);

    assertFalse(shown.chars().anyMatch(c -> c < 32 || c == 0x202e), shown);
    assertEquals("\u001b[32mok\u001b[0m", Harmless.text("\u001b[32mok\u001b[0m", true));
  }
}
