package dev.blackstart.run;

import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Stamps events: wall time, and world time counted from the start of the run. */
public final class RunClock {
  private final TimeSource time;
  private final RunId run;
  private final Instant worldStart;

  public RunClock(TimeSource time, RunId run, Instant worldStart) {
    this.time = time;
    this.run = run;
    this.worldStart = worldStart;
  }

  public Event.Stamp stamp() {
    return new Event.Stamp(time.wall(), Duration.between(worldStart, time.now()).toMillis(), run);
  }

  public Instant worldStart() {
    return worldStart;
  }
}
