package dev.blackstart.jhelm;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Real time that remembers what our own side works on. */
final class WorkingTime implements TimeSource {
  private final TimeSource system = new SystemTimeSource();
  private final List<String> working = new CopyOnWriteArrayList<>();

  List<String> working() {
    return working;
  }

  @Override
  public Instant now() {
    return system.now();
  }

  @Override
  public Instant wall() {
    return system.wall();
  }

  @Override
  public long wallNanos() {
    return system.wallNanos();
  }

  @Override
  public boolean await(Signal signal, long seen, Duration atMost) throws InterruptedException {
    return system.await(signal, seen, atMost);
  }

  @Override
  public void pause(Duration wall) throws InterruptedException {
    system.pause(wall);
  }

  @Override
  public Work working(String what) {
    working.add(what);
    return () -> working.remove(what);
  }
}
