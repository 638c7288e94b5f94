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
    assertEquals(3, exit(PREFLIGHT, VALUES));
    assertEquals(1, exit(new PhaseId("coredns"), VALUES));
  }

  @Test
  void aBugOfOursIsNeverThePrerequisite() {
    assertEquals(1, exit(PREFLIGHT, new Failure(Failure.Kind.BUG, "null", "report it")));
  }

  private static int exit(PhaseId phase, Failure failure) {
    Runner.Result result = Runner.Result.failed(phase, failure, 0);
    return Verdict.of(World.Kind.LIVE, result, List.of(PREFLIGHT), List.of()).exit();
  }
}
