package dev.blackstart.app.plain;

import java.util.Locale;

/** Amounts of bytes in words. */
public final class Sizes {
  private static final double KILOBYTE = 1_000;
  private static final double MEGABYTE = 1_000_000;
  private static final String UNITS = "kMGTPE";

  private Sizes() {}

  /** Bytes as people say them: {@code 812 B}, {@code 20.5 MB}, {@code 1.2 GB}. */
  public static String of(long bytes) {
    if (bytes < KILOBYTE) {
      return bytes + " B";
    }
    double number = bytes / KILOBYTE;
    int unit = 0;
    while (number >= KILOBYTE && unit < UNITS.length() - 1) {
      number /= KILOBYTE;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", number, UNITS.charAt(unit));
  }

  /**
   * What is worked on and how far it is, such as {@code downloads a chart: 3.1 of 8.2 MB}.
   *
   * @param done bytes; 0 for work that does not count
   * @param total bytes; 0 when nobody knows
   */
  public static String with(String what, long done, long total) {
    if (done == 0 && total == 0) {
      return what;
    }
    String counted = String.format(Locale.ROOT, "%.1f", done / MEGABYTE);
    return what
        + ": "
        + counted
        + (total > 0 ? String.format(Locale.ROOT, " of %.1f MB", total / MEGABYTE) : " MB");
  }
}
