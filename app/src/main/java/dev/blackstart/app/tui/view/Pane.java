package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Shown;
import dev.blackstart.app.tui.model.Spot;

/** A rectangle of a sheet; what is written beyond its edges is left out. */
public final class Pane {
  private final Sheet sheet;
  private final int left;
  private final int top;
  private final Area area;

  Pane(Sheet sheet, int left, int top, Area area) {
    this.sheet = sheet;
    this.left = left;
    this.top = top;
    this.area = area;
  }

  public int columns() {
    return area.columns();
  }

  public int rows() {
    return area.rows();
  }

  /** The signs this screen can show. */
  public Glyphs signs() {
    return sheet.signs();
  }

  /** A part of this pane, no larger than what is left of it. */
  public Pane part(int column, int row, int columns, int rows) {
    int x = Math.clamp(column, 0, columns());
    int y = Math.clamp(row, 0, rows());
    return new Pane(
        sheet,
        left + x,
        top + y,
        new Area(Math.clamp(columns, 0, columns() - x), Math.clamp(rows, 0, rows() - y)));
  }

  /** A pen at the beginning of a row. */
  public Pen row(int row) {
    return new Pen(this, row);
  }

  /** Blanks everything, for what lies over something else. */
  public void clear() {
    for (int row = 0; row < rows(); row++) {
      for (int column = 0; column < columns(); column++) {
        set(column, row, ' ', Tone.TEXT);
        spot(column, row, 1, null);
      }
    }
  }

  /** Marks a row as the one the cursor is on. */
  public void choose(int row) {
    choose(0, row, columns());
  }

  /** Marks some cells of a row so. */
  void choose(int column, int row, int cells) {
    if (row >= 0 && row < rows()) {
      for (int at = Math.max(0, column); at < Math.min(column + cells, columns()); at++) {
        sheet.choose(left + at, top + row);
      }
    }
  }

  /** Says what the mouse finds wherever nothing else is to be found. */
  public void spot(Spot spot) {
    for (int row = 0; row < rows(); row++) {
      spot(row, spot);
    }
  }

  /** Says what the mouse finds all over a row. */
  public void spot(int row, Spot spot) {
    spot(0, row, columns(), spot);
  }

  /** Says what the mouse finds in some cells of a row. */
  public void spot(int column, int row, int cells, Spot spot) {
    for (int at = Math.max(0, column); at < Math.min(column + cells, columns()); at++) {
      if (row >= 0 && row < rows()) {
        sheet.spot(left + at, top + row, spot);
      }
    }
  }

  /** Says which part of what the cursor is in is seen here. */
  public void shows(Shown part) {
    sheet.shows(part);
  }

  void set(int column, int row, int glyph, Tone tone) {
    if (column >= 0 && column < columns() && row >= 0 && row < rows()) {
      sheet.set(left + column, top + row, glyph, tone);
    }
  }
}
