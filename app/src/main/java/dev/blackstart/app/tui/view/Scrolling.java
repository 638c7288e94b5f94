package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Shown;

/** Which part of a list a window shows. */
public final class Scrolling {
  private Scrolling() {}

  /**
   * The first row to show so that the row of interest is in sight, with as little empty space as
   * can be.
   */
  public static int first(int rows, int window, int interest) {
    if (rows <= window || window <= 0) {
      return 0;
    }
    return Math.clamp(interest - window / 2, 0, rows - window);
  }

  /**
   * The first row to show of the list the cursor is in; the pane is told what of it is in sight.
   */
  static int first(ScreenModel model, Pane pane, int rows, int window) {
    int cursor = Math.max(0, Rows.cursor(model));
    int first = first(rows, window, cursor, model.page().shown().first());
    pane.shows(new Shown(first, window));
    return first;
  }

  /**
   * The first row to show so that the row of interest is in sight and as little moves as can be.
   *
   * @param before the first row that was shown so far
   */
  public static int first(int rows, int window, int interest, long before) {
    if (rows <= window || window <= 0) {
      return 0;
    }
    long least = Math.max(0, interest - window + 1L);
    return (int) Math.clamp(Math.clamp(before, least, Math.max(least, interest)), 0, rows - window);
  }
}
