package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.app.tui.model.TurnCluster.State;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurningTest {
  private static final Intent EDGE = new Intent.Attach("edge", "20260102-030405-aaaa");

  private static ScreenModel run(TurnCluster... turn) {
    ScreenModel model = Hands.run(120, 40, ScriptedRun.inTheMiddle(World.Kind.LIVE), true);
    return model.after(new Msg.Turned(List.of(turn))).model();
  }

  private static ScreenModel second() {
    return run(
        new TurnCluster("edge", Optional.of("20260102-030405-aaaa"), State.DONE, 696_000),
        new TurnCluster("infra", Optional.of("20260102-040405-bbbb"), State.RUNS, 0),
        new TurnCluster("apps", Optional.empty(), State.WAITS, 0));
  }

  private static String told(Next next) {
    return next.model().notice().orElseThrow().text();
  }

  @Test
  void theRunBeforeComesIntoViewAndOneThatWaitsDoesNot() {
    Next back = second().after(new Msg.Pressed(new Key("<")));
    assertEquals(List.of(EDGE), back.intents());

    Next on = second().after(new Msg.Pressed(new Key(">")));
    assertEquals(List.of(), on.intents());
    assertTrue(told(on).contains("apps waits for the one before"), told(on));
  }

  @Test
  void aClusterOfTheTurnCanBeNamed() {
    assertEquals(List.of(EDGE), Commands.run(second(), "turn edge").intents());
    assertTrue(
        told(Commands.run(second(), "turn lab")).contains("name one of edge, infra, apps"),
        told(Commands.run(second(), "turn lab")));
    assertTrue(
        told(Commands.run(run(), "turn edge")).contains("of one cluster only"),
        told(Commands.run(run(), "turn edge")));
  }

  @Test
  void aRunThatIsAloneHasNoNeighbours() {
    Next next = run().after(new Msg.Pressed(new Key("<")));
    assertEquals(List.of(), next.intents());
    assertTrue(told(next).contains("of one cluster only"), told(next));
  }
}
