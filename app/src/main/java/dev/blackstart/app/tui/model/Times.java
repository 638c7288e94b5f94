package dev.blackstart.app.tui.model;

import java.util.Locale;

/** Times as the screen writes them: {@code 0:04}, {@code 11:42}, {@code 1:02:03}. */
public final class Times {
  private Times() {}

  public static String of(long millis) {
    long seconds = Math.max(0, millis) / 1000;
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Elapsed against a budget, or alone when there is none. */
  public static String of(long millis, long budget) {
    return budget > 0 ? of(millis) + "/" + of(budget) : of(millis);
  }
}
