package dev.blackstart.app.tui;

import dev.blackstart.app.tui.view.Area;
import dev.blackstart.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same run on screens of every size. */
class SizeFramesTest {
  @Test
  void itIsTheSameRunOnScreensOfEverySize() {
    for (Area area :
        List.of(
            new Area(40, 10),
            new Area(79, 24),
            new Area(80, 16),
            new Area(100, 30),
            new Area(120, 40),
            new Area(400, 90))) {
      Frames.golden(
          "run-" + area.columns() + "x" + area.rows(),
          Frames.watching(area, RunFramesTest.middle(World.Kind.LIVE)));
    }
  }

  @Test
  void aNarrowScreenShowsTheCure() {
    Frames.golden(
        "run-narrow-failed",
        Frames.watching(
            new Area(60, 20),
            RunFramesTest.middle(World.Kind.LIVE)
                .fails("cilium", "cilium is not true after 10 min", "give it longer")));
  }

  @Test
  void aNarrowScreenShowsTheNodesOnTheOtherPanel() {
    Frames.golden(
        "run-narrow-nodes",
        Frames.watching(new Area(60, 20), RunFramesTest.middle(World.Kind.LIVE), "tab"));
  }
}
