package dev.blackstart.app.tui.view;

/** The size of a screen or a part of it, in character cells. */
public record Area(int columns, int rows) {
  /** Below this the screen shows one column. */
  public static final Area WHOLE = new Area(80, 24);

  /** Below this the screen shows a sentence. */
  public static final Area LEAST = new Area(40, 10);

  public boolean holds(Area other) {
    return columns >= other.columns && rows >= other.rows;
  }
}
