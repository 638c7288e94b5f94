package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Sheet;
import java.io.IOException;
import java.util.BitSet;

/**
 * Puts sheets on a Lanterna screen; only cells that differ from the last sheet are looked at. Its
 * caller sees to it that one thread uses it at a time.
 */
final class SheetScreen {
  /** Blank to see, and never taken for a blank that a sheet asks for. */
  private static final TextCharacter WIPED = TextCharacter.fromString("\u00a0")[0];

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
    BitSet wiped = new BitSet();
    for (int row = 0; row < area.rows() && !whole; row++) {
      if (wideMoved(sheet, row)) {
        wiped.set(row);
        fill(row, WIPED);
      }
    }
    if (!wiped.isEmpty()) {
      screen.refresh(Screen.RefreshType.DELTA);
    }
    for (int row = 0; row < area.rows(); row++) {
      for (int column = 0; column < area.columns(); column++) {
        if (whole || wiped.get(row) || differs(sheet, column, row)) {
          put(sheet, column, row);
        }
      }
    }
    screen.refresh(whole ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
    last = sheet;
  }

  /**
   * What is left of a wide glyph when half of it is written over is each terminal's own affair, and
   * Lanterna does not send a blank it believes to be there: such a row is wiped first.
   */
  private boolean wideMoved(Sheet sheet, int row) {
    for (int column = 0; column < sheet.area().columns(); column++) {
      boolean half = sheet.glyph(column, row) == Sheet.NOTHING;
      if (half != (last.glyph(column, row) == Sheet.NOTHING)) {
        return true;
      }
    }
    return false;
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
    for (int row = 0; row < screen.getTerminalSize().getRows(); row++) {
      fill(row, cells.blank());
    }
  }

  private void fill(int row, TextCharacter character) {
    for (int column = 0; column < screen.getTerminalSize().getColumns(); column++) {
      screen.setCharacter(column, row, character);
    }
  }
}
