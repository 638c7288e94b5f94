package dev.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final PhaseId PREFLIGHT = new PhaseId("preflight");
  private static final Failure VALUES =
      new Failure(Failure.Kind.INPUT, "replicas is no number", "correct the values");

  @Test
  void aWrongRepositoryIsAPrerequisiteOnlyAsLongAsNothingWasTouched() {
    assertEquals(3, exit("preflight", VALUES, false));
    assertEquals(3, exit("apply", VALUES, false));
    assertEquals(1, exit("coredns", VALUES, true));
  }

  @Test
  void whatIsRefusedLaterIsAFailedRun() {
    Failure refused = new Failure(Failure.Kind.REFUSED, "denied", "ask for it");

    assertEquals(3, exit("preflight", refused, false));
    assertEquals(1, exit("apply", refused, false));
  }

  @Test
  void aBugOfOursIsNeverThePrerequisite() {
    assertEquals(1, exit("preflight", new Failure(Failure.Kind.BUG, "null", "tell us"), false));
  }

  private static int exit(String phase, Failure failure, boolean touched) {
    Runner.Result result = Runner.Result.failed(new PhaseId(phase), failure, touched, 0);
    return Verdict.of(World.Kind.LIVE, result, List.of(PREFLIGHT), List.of()).exit();
  }
}
