package dev.blackstart.phase;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What somebody gives in a time, all at once or little by little: what is used comes back evenly.
 *
 * @param limit how many
 * @param window in which that many come back
 */
record Allowance(int limit, Duration window) {
  /**
   * When this many more are free.
   *
   * @param used when each was had
   * @param wanted of them no more than the limit is ever free at once
   * @return now, or later
   */
  Instant free(List<Instant> used, int wanted, Instant now) {
    double each = (double) window.toMillis() / limit;
    double left = limit;
    Instant last = Instant.EPOCH;
    for (Instant one : used.stream().sorted().toList()) {
      left = Math.max(0, come(left, last, one, each) - 1);
      last = one;
    }
    left = come(left, last, now, each);
    double missing = Math.min(wanted, limit) - left;
    return missing <= 0 ? now : now.plusMillis((long) Math.ceil(missing * each));
  }

  private double come(double left, Instant from, Instant to, double each) {
    return Math.min(limit, left + Math.max(0, Duration.between(from, to).toMillis()) / each);
  }
}
