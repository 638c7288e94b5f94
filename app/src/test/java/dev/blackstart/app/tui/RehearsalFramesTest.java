package dev.blackstart.app.tui;

import dev.blackstart.app.tui.view.Area;
import org.junit.jupiter.api.Test;

/** The run view at moments of a rehearsal of the bundled example, in each kind of phase. */
class RehearsalFramesTest {
  private static final String PASSED = "infra-passed";
  private static final String FAILED = "infra-failed";

  private static void golden(String name, long millis, Area... areas) {
    Frames.golden(name, area -> Frames.watching(area, Journals.until(PASSED, millis)), areas);
  }

  @Test
  void preflightCountsItsChecks() {
    golden("rehearsal-preflight", 12_000, Frames.SMALL, Frames.MIDDLE);
  }

  @Test
  void configsGoToNodesInMaintenance() {
    golden("rehearsal-apply", 130_000, Frames.SMALL, Frames.MIDDLE, Frames.LARGE);
  }

  @Test
  void etcdWaitsForItsLearners() {
    golden("rehearsal-etcd", 406_200, Frames.SMALL, Frames.MIDDLE);
  }

  @Test
  void theApiServerDoesNotAnswerYet() {
    golden("rehearsal-kubeconfig", 440_000, Frames.SMALL, Frames.MIDDLE);
  }

  @Test
  void nodesRegisterAndAreNotReadyYet() {
    golden("rehearsal-nodes", 461_800, Frames.SMALL, Frames.MIDDLE);
  }

  @Test
  void seedsAreApplied() {
    golden("rehearsal-seeds", 463_600, Frames.SMALL, Frames.MIDDLE);
  }

  @Test
  void crdsAreApplied() {
    golden("rehearsal-crds", 465_900, Frames.SMALL, Frames.MIDDLE);
  }

  @Test
  void ciliumRollsOutNodeByNode() {
    golden("rehearsal-cilium", 546_700, Frames.SMALL, Frames.MIDDLE, Frames.LARGE);
  }

  @Test
  void fluxIsWaitedForByWhatHasToChangeFirst() {
    golden("rehearsal-flux", 960_300, Frames.SMALL, Frames.MIDDLE, Frames.LARGE);
  }

  @Test
  void atLastEverythingIsVerified() {
    golden("rehearsal-verify", 1_197_685, Frames.SMALL, Frames.MIDDLE);
  }

  @Test
  void aRehearsalThatPassedShowsItsVerdictAndItsObjectives() {
    golden("rehearsal-passed", Long.MAX_VALUE, Frames.SMALL, Frames.MIDDLE);
  }

  @Test
  void aRehearsalThatFailedShowsWhatAndTheCure() {
    Frames.golden(
        "rehearsal-failed",
        area -> Frames.watching(area, Journals.of(FAILED)),
        Frames.SMALL,
        Frames.MIDDLE,
        Frames.LARGE);
  }
}
