package dev.blackstart.phase;

import dev.blackstart.world.TimeSource;
import java.time.Duration;

/**
 * A wait in which the API server itself works, as it does on definitions for some seconds of wall
 * time, in a rehearsal as in life: as long as it gets on, a rehearsal's minutes do not fly by.
 */
final class ServerAtWork implements AutoCloseable {
  private static final Duration STUCK = Duration.ofSeconds(20);

  private final TimeSource time;
  private final TimeSource.Work work;
  private int done = -1;
  private long since;

  ServerAtWork(TimeSource time, String what) {
    this.time = time;
    this.work = time.working(what);
    this.since = time.wallNanos();
  }

  /** Tells how many are done by now; when that stays the same it is waited for as all else is. */
  void reached(int now) {
    if (now != done) {
      done = now;
      since = time.wallNanos();
    } else if (time.wallNanos() - since > STUCK.toNanos()) {
      work.close();
    }
  }

  @Override
  public void close() {
    work.close();
  }
}
