package dev.blackstart.run;

import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** The time of a world, whose {@link #working} is also kept where a run can tell of it. */
public final class WatchedTime implements TimeSource {
  private final TimeSource time;
  private final WorkInHand work;

  public WatchedTime(TimeSource time, WorkInHand work) {
    this.time = time;
    this.work = work;
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public Instant wall() {
    return time.wall();
  }

  @Override
  public long wallNanos() {
    return time.wallNanos();
  }

  @Override
  public boolean await(Signal signal, long seen, Duration atMost) throws InterruptedException {
    return time.await(signal, seen, atMost);
  }

  @Override
  public void pause(Duration wall) throws InterruptedException {
    time.pause(wall);
  }

  @Override
  public Work working(String what) {
    return work.begin(what, time.wallNanos(), time.working(what));
  }
}
