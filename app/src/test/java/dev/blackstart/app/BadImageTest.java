package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.run.Event;
import dev.blackstart.world.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that is nowhere ends the wait; a corrected one goes on where it ended. */
class BadImageTest {
  private static final String RELEASE = "infrastructure/base/coredns/helmrelease.yaml";
  private static final String GOOD = "    replicaCount: 2\n";
  private static final String BAD = GOOD + "    image: {tag: nowhere}\n";
  private static final long BUDGET_MILLIS = 600_000;

  @TempDir Path folder;

  @Test
  void aBadImageIsToldLongBeforeTheBudgetIsOverAndCuredByACorrection() throws Exception {
    try (StandingCluster cluster = new StandingCluster(folder)) {
      cluster.change(RELEASE, GOOD, BAD);

      List<Event> journal =
          cluster.rehearsed(1, "--fault", "image-missing=*coredns:nowhere", "--until", "coredns");

      Event.PhaseFailed failed =
          journal.stream()
              .filter(Event.PhaseFailed.class::isInstance)
              .map(Event.PhaseFailed.class::cast)
              .findFirst()
              .orElseThrow();
      assertEquals(Failure.Kind.REFUSED, failed.kind());
      assertEquals("coredns", failed.phase().name());
      for (String words :
          List.of(
              "Pod kube-system/coredns-",
              " on apps-",
              "container coredns: ",
              "nowhere: not found")) {
        assertTrue(failed.what().contains(words), failed.what());
      }
      assertTrue(failed.tookMillis() < BUDGET_MILLIS / 2, failed.toString());

      cluster.change(RELEASE, BAD, GOOD);
      List<Event> cured = cluster.resumed();

      assertEquals(1, cured.stream().filter(Event.PhaseFailed.class::isInstance).count());
    }
  }
}
