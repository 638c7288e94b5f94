package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Sheet;
import java.io.IOException;

/**
 * Puts sheets on a Lanterna screen; only cells that differ from the last sheet are looked at. Its
 * caller sees to it that one thread uses it at a time.
 */
final class SheetScreen {
  private final TerminalScreen screen;
  private Cells cells;
  private Sheet last;

  SheetScreen(Terminal terminal, Cells cells) throws IOException {
    screen = new TerminalScreen(terminal);
    screen.setCursorPosition(null);
    this.cells = cells;
  }

  void start() throws IOException {
    screen.startScreen();
    last = null;
  }

  /** Leaves the screen; keys that wait are left to whoever reads them. */
  void stop() throws IOException {
    screen.stopScreen(false);
  }

  void forget() {
    last = null;
  }

  void wear(Cells other) {
    cells = other;
    last = null;
  }

  void show(Sheet sheet) throws IOException {
    Area area = sheet.area();
    boolean resized = screen.doResizeIfNecessary() != null;
    boolean whole = resized || last == null || !last.area().equals(area);
    if (whole) {
      blank();
    }
    for (int row = 0; row < area.rows(); row++) {
      for (int column = 0; column < area.columns(); column++) {
        if (whole || differs(sheet, column, row)) {
          put(sheet, column, row);
        }
      }
    }
    screen.refresh(whole ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
    last = sheet;
  }

  private boolean differs(Sheet sheet, int column, int row) {
    return sheet.glyph(column, row) != last.glyph(column, row)
        || sheet.tone(column, row) != last.tone(column, row)
        || sheet.chosen(column, row) != last.chosen(column, row);
  }

  private void put(Sheet sheet, int column, int row) {
    int glyph = sheet.glyph(column, row);
    if (glyph != Sheet.NOTHING) {
      screen.setCharacter(
          column, row, cells.of(glyph, sheet.tone(column, row), sheet.chosen(column, row)));
    }
  }

  /** The sheet may be smaller than the screen while the size changes. */
  private void blank() {
    int columns = screen.getTerminalSize().getColumns();
    for (int row = 0; row < screen.getTerminalSize().getRows(); row++) {
      for (int column = 0; column < columns; column++) {
        screen.setCharacter(column, row, cells.blank());
      }
    }
  }
}
