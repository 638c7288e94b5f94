package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuitabilityTest {
  @Test
  void aTerminalOfEnoughCellsSuits() {
    assertEquals(
        new Suitability.Suits("500:5", new Area(80, 24)),
        Suitability.judged(0, List.of("500:5", "24 80")));
    assertEquals(
        new Suitability.Suits("500:5", new Area(40, 10)),
        Suitability.judged(0, List.of("500:5", "10 40")));
  }

  @Test
  void aTtyThatDoesNotKnowItsSizeIsTakenForTheCommonOne() {
    assertEquals(
        new Suitability.Suits("500:5", Area.WHOLE), Suitability.judged(0, List.of("500:5", "0 0")));
  }

  @Test
  void whatDoesNotSuitIsSaidInOneSentence() {
    assertUnsuited("the terminal has 39x10 cells, the console needs 40x10", 0, "5", "10 39");
    assertUnsuited("standard output is not a terminal", 9);
    assertUnsuited("there is no controlling terminal (/dev/tty)", 8);
    assertUnsuited("the terminal does not tell its settings (stty)", 127);
    assertUnsuited("the terminal does not tell its settings (stty)", 0, "5", "what?");
  }

  @Test
  void aTerminalThatCannotMoveItsCursorIsNotAskedAtAll() {
    assertEquals(
        new Suitability.Unsuited("TERM is not set, so nothing is known of the terminal"),
        Suitability.of(Map.of()));
    assertTrue(Suitability.promised(Map.of("TERM", "dumb")).orElse("").contains("TERM=dumb"));
    assertEquals(Optional.empty(), Suitability.promised(Map.of("TERM", "xterm")));
  }

  @Test
  void signsAreAsciiWhereTheLocaleOrTheFontHasNoOthers() {
    assertEquals(Glyphs.UNICODE, glyphs("LANG", "en_US.UTF-8"));
    assertEquals(Glyphs.UNICODE, glyphs("LC_CTYPE", "C.utf8"));
    assertEquals(Glyphs.ASCII, glyphs("LANG", "C"));
    assertEquals(Glyphs.ASCII, glyphs("OTHER", "en_US.UTF-8"));
    assertEquals(
        Glyphs.ASCII, Suitability.glyphs(Map.of("LC_ALL", "POSIX", "LANG", "de_DE.UTF-8"), false));
    assertEquals(
        Glyphs.ASCII, Suitability.glyphs(Map.of("TERM", "linux", "LANG", "de_DE.UTF-8"), false));
    assertEquals(Glyphs.ASCII, Suitability.glyphs(Map.of("LANG", "de_DE.UTF-8"), true));
  }

  private static Glyphs glyphs(String name, String value) {
    return Suitability.glyphs(Map.of(name, value, "TERM", "xterm"), false);
  }

  private static void assertUnsuited(String because, int exit, String... lines) {
    assertEquals(new Suitability.Unsuited(because), Suitability.judged(exit, List.of(lines)));
  }
}
