package dev.blackstart.app.look;

import dev.blackstart.app.report.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long ago something was, as Kubernetes wrote it down. */
final class Ages {
  private Ages() {}

  /** The moment a timestamp names; absent when it names none. */
  static Optional<Instant> instant(String timestamp) {
    try {
      return timestamp.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(timestamp));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Such as {@code , for 1:10}; empty when nobody knows since when. */
  static String since(Optional<Instant> since, Instant now) {
    return since.map(at -> ", for " + of(at, now)).orElse("");
  }

  static String of(Instant at, Instant now) {
    return Lapse.of(Duration.between(at, now).toMillis());
  }
}
