package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What failed comes to the eye once; a batch of events is what its events are one by one. */
class AttentionTest {
  private static final ScriptedRun FAILED =
      ScriptedRun.inTheMiddle(World.Kind.LIVE).fails("cilium", "no agent", "look at infra-05");

  private final ScreenModel before =
      Frames.watching(Frames.SMALL, ScriptedRun.inTheMiddle(World.Kind.LIVE), "tab", "j");

  private static ScreenModel told(ScreenModel model, Event... events) {
    return model.after(new Msg.Happened(List.of(events))).model();
  }

  @Test
  void aPhaseThatFailsTakesTheCursor() {
    ScreenModel after = told(before, FAILED.events().getLast());
    assertEquals(0, after.page().panel());
    assertEquals("cilium", after.page().cursor());
  }

  @Test
  void whoMovesAwayFromItIsLeftAlone() {
    ScreenModel away = Frames.pressing(told(before, FAILED.events().getLast()), "g");
    ScreenModel later =
        told(
            away, ScriptedRun.in(World.Kind.LIVE).logs("cilium", "a last word").events().getLast());
    assertEquals("preflight", later.page().cursor());
  }

  @Test
  void whoLooksElsewhereStaysThereAndFindsItOnComingBack() {
    ScreenModel reading = Frames.pressing(before, "l");
    ScreenModel after = told(reading, FAILED.events().getLast());
    assertEquals(reading.page(), after.page());
    assertEquals("cilium", Frames.pressing(after, "esc").page().cursor());
  }

  @Test
  void aRunThatGoesOnLetsGoOfIt() {
    ScriptedRun again =
        ScriptedRun.inTheMiddle(World.Kind.LIVE)
            .fails("cilium", "no agent", "look at infra-05")
            .resumes();
    ScreenModel failed = told(before, FAILED.events().getLast());
    assertEquals("", told(failed, again.events().getLast()).page().cursor());
  }

  @Test
  void aBatchFoldsAsItsEventsDoOneByOne() {
    for (String journal : List.of("infra-passed", "infra-failed")) {
      List<Event> events = Journals.of(journal);
      RunPicture start = RunPicture.of((Event.RunStarted) events.get(0));
      RunPicture one = start;
      for (Event event : events) {
        one = one.after(event);
      }
      RunPicture all = start.after(events);
      assertEquals(one.phases(), all.phases());
      assertEquals(one.nodes(), all.nodes());
      assertEquals(one.findings(), all.findings());
      assertEquals(one.log().newest(1000), all.log().newest(1000));
      assertEquals(one.ended(), all.ended());
    }
  }
}
