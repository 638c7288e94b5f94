package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.hardware.Digits;
import java.time.Duration;

/** How long things take on one machine, in world time: as in life, but the same for one seed. */
final class Pace {
  private final Digits digits;
  private long draws;

  Pace(long seed, String identity) {
    digits = new Digits(seed + "/" + identity);
  }

  Duration between(double fewestSeconds, double mostSeconds) {
    double seconds = fewestSeconds + digits.fraction("" + draws++) * (mostSeconds - fewestSeconds);
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
