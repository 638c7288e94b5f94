package dev.blackstart.run;

import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Measures both times of a world at once. */
final class Stopwatch {
  private final TimeSource time;
  private final Instant worldStart;
  private final long wallStart;

  Stopwatch(TimeSource time) {
    this.time = time;
    this.worldStart = time.now();
    this.wallStart = time.wallNanos();
  }

  long worldMillis() {
    return Duration.between(worldStart, time.now()).toMillis();
  }

  Duration wall() {
    return Duration.ofNanos(time.wallNanos() - wallStart);
  }

  long wallMillis() {
    return wall().toMillis();
  }
}
