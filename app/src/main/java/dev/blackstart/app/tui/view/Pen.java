package dev.blackstart.app.tui.view;

import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.tui.model.Spot;

/** Writes one row of a pane from left to right. */
public final class Pen {
  private final Pane pane;
  private final int row;
  private int column;

  Pen(Pane pane, int row) {
    this.pane = pane;
    this.row = row;
  }

  /** The signs this screen can show. */
  Glyphs signs() {
    return pane.signs();
  }

  /** Cells that are left in the row. */
  public int left() {
    return Math.max(0, pane.columns() - column);
  }

  /** The cell that is written next, from 0. */
  public int column() {
    return column;
  }

  /** Says what the mouse finds in what was written since a column. */
  public Pen spot(int from, Spot spot) {
    pane.spot(from, row, column - from, spot);
    return this;
  }

  /** Writes the sign of where typing goes on: the character that stands there, turned round. */
  public Pen caret(String under) {
    int from = column;
    put(under, Tone.STRONG);
    pane.choose(from, row, column - from);
    return this;
  }

  /** Writes a text, cut where the row ends; what could drive a terminal is neutralised. */
  public Pen put(String text, Tone tone) {
    return put(text, tone, left());
  }

  /** Writes a text, cut with an ellipsis when it takes more cells. */
  public Pen put(String text, Tone tone, int cells) {
    String safe =
        Columns.cut(Harmless.text(text, false), Math.min(cells, left()), pane.signs().more());
    safe.codePoints()
        .map(Pen::still)
        .forEach(
            glyph -> {
              int width = Columns.of(glyph);
              if (width > 0) {
                pane.set(column, row, glyph, tone);
              }
              if (width == 2) {
                pane.set(column + 1, row, Sheet.NOTHING, tone);
              }
              column += width;
            });
    return this;
  }

  /**
   * What would move a terminal's cursor, or is half a character, is shown as something that is not.
   */
  private static int still(int glyph) {
    return switch (Character.getType(glyph)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      case Character.SURROGATE -> 0xfffd;
      default -> glyph;
    };
  }

  /** Moves to a column, never back over what was written. */
  public Pen to(int next) {
    column = Math.max(column, next);
    return this;
  }

  /** Writes a text so that it ends at the pane's right edge. */
  public Pen right(String text, Tone tone) {
    int width = Columns.of(text);
    if (width <= left()) {
      column = pane.columns() - width;
      put(text, tone);
    }
    return this;
  }

  /** Fills the rest of the row. */
  public Pen rule(String glyph, Tone tone) {
    return put(glyph.repeat(left()), tone);
  }
}
