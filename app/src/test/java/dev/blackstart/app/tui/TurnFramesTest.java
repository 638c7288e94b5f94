package dev.blackstart.app.tui;

import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.TurnCluster;
import dev.blackstart.app.tui.model.TurnCluster.State;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several clusters in turn: each of them is on the rule below the title. */
class TurnFramesTest {
  static final List<TurnCluster> SECOND_OF_FOUR =
      List.of(
          new TurnCluster("edge", Optional.of("20260102-030405-aaaa"), State.DONE, 696_000),
          new TurnCluster("infra", Optional.of("20260102-040405-bbbb"), State.RUNS, 0),
          new TurnCluster("apps", Optional.empty(), State.WAITS, 0),
          new TurnCluster("lab", Optional.empty(), State.WAITS, 0));

  private static final List<TurnCluster> FAILED =
      List.of(
          new TurnCluster("edge", Optional.of("20260102-030405-aaaa"), State.FAILED, 61_000),
          new TurnCluster("infra", Optional.of("20260102-040405-bbbb"), State.STOPPED, 0));

  @Test
  void theOneInViewStandsOutAndTheOthersSayHowFarTheyHaveCome() {
    Frames.golden(
        "turn",
        area ->
            Frames.after(
                Frames.watching(area, ScriptedRun.inTheMiddle(World.Kind.LIVE)),
                List.of(new Msg.Turned(SECOND_OF_FOUR))),
        Frames.SMALL,
        Frames.MIDDLE,
        new Area(44, 16));
  }

  @Test
  void whatFailedOrStoppedIsSeenFromTheOthers() {
    Frames.golden(
        "turn-failed",
        area ->
            Frames.after(
                Frames.watching(area, ScriptedRun.inTheMiddle(World.Kind.LIVE)),
                List.of(new Msg.Turned(FAILED))),
        Frames.SMALL);
  }
}
