package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.app.tui.view.Columns;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Questions and explanations: what is asked is answered by keyboard or mouse, and fits. */
class DialogTest {
  private static final Dialog LONG =
      Dialog.telling(
          "why is it so?",
          IntStream.range(0, 60).mapToObj(i -> "because  reason number " + i).toList(),
          Optional.of("kubectl get pods"));

  @Test
  void noDialogIsWiderThanTheScreenAndEveryAnswerIsInSight() {
    for (int columns = 40; columns <= 220; columns += 12) {
      for (int rows = 10; rows <= 60; rows += 10) {
        Hands hands = Hands.onRun(columns, rows).press("q");
        for (String answer : List.of("stay", "detach", "pause", "abort")) {
          assertTrue(hands.screen().contains(answer), columns + "x" + rows + "\n" + hands.screen());
        }
        for (int row = 0; row < rows; row++) {
          assertTrue(Columns.of(hands.sheet().row(row)) <= columns);
        }
      }
    }
  }

  @Test
  void whatIsTooLongIsScrolledAndStopsAtItsEnds() {
    Hands hands = Hands.on(Hands.onRun(80, 24).model().asking(LONG));
    assertTrue(hands.screen().contains("1-20 of 60"), hands.screen());
    hands.press("pgdn", "pgdn", "pgdn", "pgdn", "pgdn");
    assertTrue(hands.screen().contains("reason number 59"), hands.screen());
    hands.press("k");
    assertFalse(hands.screen().contains("reason number 59"), "one press is enough at the end");
    hands.press("g");
    assertTrue(hands.screen().contains("reason number 0"));
    hands.tell(new Msg.Wheeled(3));
    assertTrue(hands.screen().contains("4-23 of 60"), hands.screen());
  }

  @Test
  void theBoxHasCornersAlsoInAscii() {
    ScreenModel model = Hands.onRun(80, 24).press("q").model();
    String unicode = new Painter(Glyphs.UNICODE, ZoneOffset.UTC).paint(model).text();
    List.of("┌─ leave", "┐", "└─", "─┘").forEach(each -> assertTrue(unicode.contains(each), each));
    String ascii = new Painter(Glyphs.ASCII, ZoneOffset.UTC).paint(model).text();
    assertTrue(ascii.contains("+- leave"), ascii);
    assertTrue(ascii.chars().allMatch(c -> c < 0x80), ascii);
  }

  @Test
  void leavingARunThatHasEndedAsksNothing() {
    ScriptedRun ended =
        ScriptedRun.inTheMiddle(World.Kind.LIVE).ends(Event.Outcome.FAILED, 1, "missed");
    Hands hands = Hands.on(Hands.run(100, 30, ended, true)).press("q");
    assertTrue(hands.model().leaving());
  }

  @Test
  void whoOnlyWatchesIsAskedWithoutPauseAndAbort() {
    ScriptedRun run = ScriptedRun.inTheMiddle(World.Kind.LIVE);
    Hands hands = Hands.on(Hands.run(100, 30, run, false)).press("ctrl-c");
    assertEquals(2, hands.model().dialog().orElseThrow().choices().size());
  }

  @Test
  void aClickChoosesAnAnswerAndTheNextTakesIt() {
    Hands hands = Hands.onRun(100, 30).press("q").click("pause after");
    assertTrue(hands.intents().isEmpty());
    assertEquals(2, hands.model().dialog().orElseThrow().cursor());
    hands.click("pause after");
    assertEquals(List.of(new Intent.Pause()), hands.intents());
  }

  @Test
  void aClickBesideAQuestionDoesNothing() {
    Hands hands = Hands.onRun(160, 45).press("q");
    ScreenModel before = hands.model();
    hands.click("infra-03").click("cert-manager");
    assertEquals(before.pages().get(1).cursor(), hands.model().page().cursor());
    assertTrue(hands.model().dialog().isPresent());
    hands.click("esc close");
    assertTrue(hands.model().dialog().isEmpty());
  }

  @Test
  void anExplanationIsCopiedByItsKeyWhereverThatIs() {
    Keymap keymap = Keymap.OURS.with("copy", List.of("y"));
    Hands hands = Hands.onRun(100, 30);
    hands.tell(new Msg.Accustomed(new Habits(keymap, false, false, List.of()), List.of()));
    Hands asked = Hands.on(hands.model().asking(LONG));
    assertTrue(asked.footer().contains("y copy"), asked.footer());
    assertEquals(List.of(new Intent.Copy("kubectl get pods")), asked.press("y").intents());
  }
}
