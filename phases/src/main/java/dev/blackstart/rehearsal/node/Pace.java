package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.hardware.Digits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long things take on one machine, in world time: as in life, but the same for one seed. */
final class Pace {
  private final Digits digits;
  private final Map<String, Integer> draws = new HashMap<>();

  Pace(long seed, String identity) {
    digits = new Digits(seed + "/" + identity);
  }

  Duration between(double fewestSeconds, double mostSeconds) {
    // By range, so that what overtakes what on another range changes nothing here.
    String range = fewestSeconds + "-" + mostSeconds;
    int draw = draws.merge(range, 1, Integer::sum);
    double seconds =
        fewestSeconds + digits.fraction(range + "/" + draw) * (mostSeconds - fewestSeconds);
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
