package dev.blackstart.rehearsal.control;

import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;

/**
 * A rehearsal's times for a program of the real world that works inside it, such as the Helm of its
 * Flux: while it works the world is held at 1x, or seconds of its work would count as minutes.
 */
public final class HeldTimeSource implements TimeSource {
  private final WorldClock clock;

  public HeldTimeSource(WorldClock clock) {
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public Instant wall() {
    return clock.wall();
  }

  @Override
  public long wallNanos() {
    return System.nanoTime();
  }

  @Override
  public boolean await(Signal signal, long seen, Duration atMost) throws InterruptedException {
    return signal.await(seen, Duration.ofNanos((long) (atMost.toNanos() / clock.speed())));
  }

  @Override
  public void pause(Duration wall) throws InterruptedException {
    Thread.sleep(wall);
  }

  @Override
  public Work working(String what) {
    Agenda.Hold hold = clock.hold();
    return hold::close;
  }
}
