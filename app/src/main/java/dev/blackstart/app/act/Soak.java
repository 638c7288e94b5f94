package dev.blackstart.app.act;

import dev.blackstart.app.Refusal;
import dev.blackstart.app.report.Lapse;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long a suspended object is meant to stay so: written on the object itself, so that every
 * operator sees it and a colleague does not end it unknowingly.
 */
public final class Soak {
  /** Annotation with the moment it ends, RFC 3339. */
  static final String UNTIL = "blackstart.dev/soak-until";

  private Soak() {}

  /** When an object's soak ends; absent when it has none. */
  public static Optional<Instant> of(KubeObject object) {
    String text = object.text("metadata", "annotations", UNTIL);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static String until(Instant now, Duration length) {
    return now.plus(length).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * @throws Refusal 3 when it has not ended
   */
  static void requireOver(KubeObject object, Instant now) {
    Optional<Instant> until = of(object).filter(now::isBefore);
    if (until.isPresent()) {
      throw new Refusal(
          3,
          object.ref() + " soaks until " + until.get() + ", another " + left(until.get(), now),
          "wait for it, or end it by word: --override-soak");
    }
  }

  /** Such as {@code 23:59:10}. */
  public static String left(Instant until, Instant now) {
    return Lapse.of(Duration.between(now, until).toMillis());
  }
}
