package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.app.tui.view.Tone;
import org.junit.jupiter.api.Test;

class MemoryDisplayTest {
  private final MemoryDisplay display = new MemoryDisplay(new Area(30, 2));

  @Test
  void whatIsPressedReachesWhoListensAndWhatIsShownCanBeRead() {
    StringBuilder typed = new StringBuilder();
    display.listen(
        new Display.Listener() {
          @Override
          public void pressed(Key key) {
            typed.append(key.name()).append(' ');
            Sheet sheet = new Sheet(display.area(), Glyphs.UNICODE);
            sheet.pane().row(0).put(typed.toString(), Tone.TEXT);
            display.show(sheet);
          }

          @Override
          public void pasted(String text) {
            typed.append(text);
          }

          @Override
          public void resized(Area area) {}

          @Override
          public void clicked(int column, int row) {}

          @Override
          public void wheeled(int rows) {}

          @Override
          public void gone() {}
        });
    display.type("/é x");
    display.paste("y ");
    display.press("enter");
    assertEquals("/ é space x y enter\n\n", display.sees("enter"));
    assertEquals(5, display.frames());
  }

  @Test
  void whatIsNeverShownFailsWithTheScreen() {
    Thread.currentThread().interrupt();
    assertThrows(AssertionError.class, () -> display.sees("infra"));
    assertEquals(true, Thread.interrupted());
  }
}
