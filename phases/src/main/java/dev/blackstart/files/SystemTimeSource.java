package dev.blackstart.files;

import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** The live world's time: both clocks are the machine's. */
public final class SystemTimeSource implements TimeSource {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Instant wall() {
    return Instant.now();
  }

  @Override
  public long wallNanos() {
    return System.nanoTime();
  }

  @Override
  public boolean await(Signal signal, long seen, Duration atMost) throws InterruptedException {
    return signal.await(seen, atMost);
  }

  @Override
  public void pause(Duration wall) throws InterruptedException {
    Thread.sleep(wall);
  }

  @Override
  public Work working(String what) {
    return () -> {};
  }
}
