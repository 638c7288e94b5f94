package dev.blackstart.rehearsal.node;

import java.math.BigDecimal;
import java.time.Duration;

/** A duration as Go prints it: {@code 1m30s}, {@code 250ms}, {@code 1.5s}. */
final class GoDuration {
  private GoDuration() {}

  static String of(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000_000_000L) {
      return nanos < 1_000
          ? nanos + "ns"
          : nanos < 1_000_000 ? number(nanos, 3) + "µs" : number(nanos, 6) + "ms";
    }
    long minutes = duration.toMinutes();
    String seconds = number(nanos - minutes * 60_000_000_000L, 9) + "s";
    if (minutes == 0) {
      return seconds;
    }
    return (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
  }

  private static String number(long value, int decimals) {
    BigDecimal number = BigDecimal.valueOf(value, decimals).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
  }
}
