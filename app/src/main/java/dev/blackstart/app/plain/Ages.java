package dev.blackstart.app.plain;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, as roughly as people say it. */
public final class Ages {
  private Ages() {}

  /** {@code just now}, {@code 14 min ago}, {@code 5 h ago}, {@code 3 d ago}. */
  public static String ago(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.compareTo(Duration.ofMinutes(1)) < 0) {
      return "just now";
    }
    if (age.compareTo(Duration.ofHours(1)) < 0) {
      return age.toMinutes() + " min ago";
    }
    return age.compareTo(Duration.ofHours(48)) < 0
        ? age.toHours() + " h ago"
        : age.toDays() + " d ago";
  }
}
