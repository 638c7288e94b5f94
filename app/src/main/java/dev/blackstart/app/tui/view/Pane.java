package dev.blackstart.app.tui.view;

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
      }
    }
  }

  /** Marks a row as the one the cursor is on. */
  public void choose(int row) {
    if (row >= 0 && row < rows()) {
      for (int column = 0; column < columns(); column++) {
        sheet.choose(left + column, top + row);
      }
    }
  }

  void set(int column, int row, int glyph, Tone tone) {
    if (column >= 0 && column < columns() && row >= 0 && row < rows()) {
      sheet.set(left + column, top + row, glyph, tone);
    }
  }
}
