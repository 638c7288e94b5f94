package dev.blackstart.app.tui.model;

import dev.blackstart.app.report.Lapse;

/** Times as the screen writes them: {@code 0:04}, {@code 11:42}, {@code 1:02:03}. */
public final class Times {
  private Times() {}

  public static String of(long millis) {
    return Lapse.of(millis);
  }

  /** Elapsed against a budget, or alone when there is none. */
  public static String of(long millis, long budget) {
    return budget > 0 ? of(millis) + "/" + of(budget) : of(millis);
  }
}
