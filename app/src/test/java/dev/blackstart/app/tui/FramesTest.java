package dev.blackstart.app.tui;

import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import org.junit.jupiter.api.Test;

/**
 * Golden frames: what each view looks like at 80x24 and 160x45. After a wanted change they are
 * written anew with {@code -Dblackstart.frames=write}.
 */
class FramesTest {
  private static final ScriptedRun MIDDLE = ScriptedRun.inTheMiddle(World.Kind.LIVE);

  @Test
  void aRunInTheMiddleShowsWhoHoldsItUpAndWhy() {
    Frames.golden("run-middle", MIDDLE);
  }

  @Test
  void aFailedPhaseSaysWhatAndTheRemedy() {
    Frames.golden("run-failed", failed());
  }

  @Test
  void aPassedRehearsalSaysItsVerdict() {
    ScriptedRun done =
        ScriptedRun.inTheMiddle(World.Kind.REHEARSAL)
            .done("cilium", "cilium 1.18.5 is rolled out, revision 1", 30)
            .ends(Event.Outcome.DONE, 0, "passed");
    Frames.golden("run-passed", done);
  }

  @Test
  void aFilterLeavesTheNodesThatMatch() {
    Frames.golden("run-filtered", MIDDLE, "tab", "/", "i", "m", "a", "g", "e", "enter");
  }

  @Test
  void theHelpListsTheKeysOfItsPage() {
    Frames.golden("help", MIDDLE, "?");
  }

  @Test
  void theLogShowsWhoSaidWhatWhen() {
    Frames.golden("log", MIDDLE, "l");
  }

  @Test
  void aNodeSaysWhatItWaitsForAndWhatItSaid() {
    Frames.golden("node", MIDDLE, "tab", "G", "enter");
  }

  @Test
  void leavingARunThatIsUnderWayAsks() {
    Frames.golden("leave", MIDDLE, "q");
  }

  @Test
  void aPoorTerminalGetsTheSameInAscii() {
    Frames.golden("run-middle-ascii", Frames.watching(Frames.SMALL, MIDDLE), Glyphs.ASCII);
  }

  @Test
  void belowEightyColumnsThereIsOneColumnAndBelowFortyASentence() {
    Frames.golden("run-narrow", Frames.watching(new Area(60, 20), MIDDLE));
    Frames.golden("run-tiny", Frames.watching(new Area(30, 8), MIDDLE));
  }

  private static ScriptedRun failed() {
    return ScriptedRun.inTheMiddle(World.Kind.LIVE)
        .fails(
            "cilium",
            "cilium is not true after 10 min: infra-05: ImagePull quay.io/cilium/cilium:v1.18.3",
            "cure that and run: blackstart resume, or give it longer by budgets.cilium");
  }
}
