package dev.blackstart.app.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SheetTest {
  private final Sheet sheet = new Sheet(new Area(12, 3), Glyphs.UNICODE);

  @Test
  void whatDoesNotFitEndsWithTheSignForMore() {
    sheet.pane().row(0).put("10.25.11.11 is up", Tone.TEXT);
    assertEquals("10.25.11.11…", sheet.row(0));
  }

  @Test
  void inAsciiTheSignForMoreIsAscii() {
    Sheet ascii = new Sheet(new Area(5, 1), Glyphs.ASCII);
    ascii.pane().row(0).put("infra-01", Tone.TEXT);
    assertEquals("infr~", ascii.row(0));
  }

  @Test
  void aPartKeepsWithinItsEdges() {
    Pane part = sheet.pane().part(4, 1, 3, 1);
    part.row(0).put("abcdef", Tone.GOOD);
    part.row(1).put("beyond", Tone.GOOD);
    assertEquals("\n    ab…\n\n", sheet.text());
    assertEquals(Tone.GOOD, sheet.tone(4, 1));
    assertEquals(Tone.TEXT, sheet.tone(7, 1));
  }

  @Test
  void aWideGlyphTakesTwoCellsAndNeverHalfOfOne() {
    sheet.pane().row(0).put("日本", Tone.TEXT).put("x", Tone.TEXT);
    assertEquals("日本x", sheet.row(0));
    assertEquals('x', sheet.glyph(4, 0));
    sheet.pane().row(1).put("12345678901日", Tone.TEXT);
    assertEquals("12345678901…", sheet.row(1));
  }

  @Test
  void aTextThatWouldDriveTheTerminalIsMadeVisible() {
    sheet.pane().row(0).put("\u001b[2Jgone", Tone.TEXT);
    assertEquals("<1b>[2Jgone", sheet.row(0));
  }

  @Test
  void theChosenRowIsMarkedWhateverIsWrittenOnIt() {
    sheet.pane().row(1).put("infra-01", Tone.GOOD);
    sheet.pane().choose(1);
    assertTrue(sheet.chosen(0, 1));
    assertTrue(sheet.chosen(11, 1));
    assertFalse(sheet.chosen(0, 0));
    assertEquals(Tone.GOOD, sheet.tone(0, 1));
  }
}
