package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.tui.Openings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The line behind the colon. */
class PaletteTest {
  @Test
  void everyCommandIsShownWithWhatItDoes() {
    Hands hands = Hands.onRun(160, 60).press(":");
    assertTrue(hands.screen().contains("stop the run now; its state is saved"), hands.screen());
    hands.type("fl");
    assertFalse(hands.screen().contains("stop the run now"));
    assertTrue(hands.screen().contains("what holds the rest up first"));
  }

  @Test
  void tabTakesTheOneThatIsLeftAndGoesThroughSeveral() {
    Hands hands = Hands.onRun(160, 45).press(":").type("p").press("tab");
    assertEquals("pause", text(hands));
    assertEquals("phase", text(hands.press("tab")));
    assertEquals("pause", text(hands.press("shift-tab")));
    assertEquals("clusters", text(Hands.onRun(160, 45).press(":").type("cl").press("tab")));
  }

  @Test
  void argumentsAreCompleted() {
    assertEquals("node infra-01", text(typed("node ").press("tab")));
    assertEquals("phase cilium", text(typed("phase ci").press("tab")));
    assertEquals("logs infra-05 kubelet", text(typed("logs infra-05 kub").press("tab")));
    Hands hands = typed("");
    hands.tell(
        new Msg.Accustomed(
            new Habits(Keymap.OURS, false, false, List.of("dark", "light")), List.of()));
    assertEquals("theme light", text(hands.type("theme l").press("tab")));
    assertEquals("rehearse infra", text(clusters().press(":").type("rehearse ").press("tab")));
  }

  @Test
  void theServicesThatWereSeenAreOffered() {
    Page services = Page.of(Page.Kind.NODE, "infra-05").panel(1);
    Hands hands = Hands.on(Hands.onRun(160, 45).model().opened(services));
    hands.tell(
        new Msg.Looked(
            services,
            Document.of(
                List.of(
                    new Section("services", List.of(Fact.plain("ext").opening("ext-tailscale")))),
                Instant.EPOCH)));
    assertEquals(
        "logs infra-05 ext-tailscale",
        text(hands.press(":").type("logs infra-05 ext").press("tab")));
  }

  @Test
  void theCaretMovesAndWordsAreTakenOut() {
    Hands hands = typed("logs infra-05").press("home").type("x");
    assertEquals("xlogs infra-05", text(hands));
    assertEquals("logs infra-05", text(hands.press("backspace")));
    assertEquals("logs ", text(hands.press("end", "ctrl-w")));
    assertEquals("log ", text(hands.press("left", "left", "delete")));
    assertEquals("log", text(hands.press("ctrl-k")));
    assertEquals("", text(hands.press("ctrl-u")));
    assertTrue(hands.press("backspace").model().typing().isEmpty());
  }

  @Test
  void whatWasTypedIsKeptAndComesBack() {
    Hands hands = Hands.onRun(160, 45);
    hands.tell(new Msg.Accustomed(Habits.OURS, List.of("node infra-01")));
    hands.press(":").type("theme dark").press("enter");
    assertTrue(hands.intents().contains(new Intent.Remember("theme dark")));
    hands.press(":").type("dr").press("up");
    assertEquals("theme dark", text(hands));
    assertEquals("node infra-01", text(hands.press("up")));
    assertEquals("node infra-01", text(hands.press("up")));
    assertEquals("dr", text(hands.press("down", "down")));
  }

  @Test
  void aBeginningIsEnoughWhenOnlyOneCommandHasIt() {
    Hands hands = typed("jour").press("enter");
    assertEquals(Page.Kind.JOURNAL, hands.model().page().kind());
    assertTrue(typed("r").press("enter").footer().contains("could be"), "several begin so");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertTrue(typed("node nowhere").press("enter").footer().contains("name one of the run"));
    assertTrue(typed("theme a b").press("enter").footer().contains("theme [THEME]"));
    assertTrue(typed("more-time soon").press("enter").footer().contains("no number of minutes"));
    Hands hands = clusters().press(":").type("bootstrap elsewhere").press("enter");
    assertTrue(hands.footer().contains("there is no cluster elsewhere"), hands.footer());
  }

  @Test
  void moreTimeTakesMinutes() {
    Intent.MoreTime more =
        typed("more-time 15").press("enter").intents().stream()
            .filter(Intent.MoreTime.class::isInstance)
            .map(Intent.MoreTime.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(Duration.ofMinutes(15), more.more());
  }

  @Test
  void bootstrapAsksForTheNameWithTheCursorOnCancel() {
    Hands hands = clusters().press(":").type("bootstrap infra").press("enter");
    Dialog asked = hands.model().dialog().orElseThrow();
    assertEquals(0, asked.cursor());
    assertEquals("infra", asked.mustType().orElseThrow());
    hands.intents();
    hands.type("infra").press("enter");
    assertTrue(hands.intents().isEmpty());
    assertTrue(hands.footer().contains("nothing was done"), hands.footer());
  }

  @Test
  void abortOfALiveRunWantsItsClusterTyped() {
    Hands hands = Hands.onRun(100, 30).press("ctrl-c");
    hands.press("shift-tab", "enter");
    assertEquals("infra", hands.model().dialog().orElseThrow().mustType().orElseThrow());
    assertTrue(hands.intents().isEmpty());
    hands.type("infra").press("tab", "enter");
    assertEquals(List.of(new Intent.Abort()), hands.intents());
  }

  @Test
  void pastedTextGoesWhereTheCaretIsAndIsNotObeyed() {
    Hands hands = typed("node x").press("left").tell(new Msg.Pasted("infra-0\nabort\n"));
    assertEquals("node infra-0x", text(hands));
    assertTrue(hands.intents().isEmpty());
  }

  private static Hands typed(String text) {
    return Hands.onRun(160, 45).press(":").type(text);
  }

  private static Hands clusters() {
    ScreenModel model = ScreenModel.opening(100, 30, Instant.EPOCH, false);
    return Hands.on(model.after(new Msg.Clusters(Openings.of(Openings.calm()))).model());
  }

  private static String text(Hands hands) {
    return hands.model().typing().orElseThrow().text();
  }
}
