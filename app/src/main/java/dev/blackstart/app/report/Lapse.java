package dev.blackstart.app.report;

import java.util.Locale;

/** A length of time as people read it: {@code 0:04}, {@code 11:42}, {@code 1:02:03}. */
public final class Lapse {
  private Lapse() {}

  public static String of(long millis) {
    long seconds = Math.max(0, millis) / 1000;
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Since the run started. */
  static String at(long millis) {
    return "+" + of(millis);
  }
}
