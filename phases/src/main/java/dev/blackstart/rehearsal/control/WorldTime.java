package dev.blackstart.rehearsal.control;

import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A rehearsal's times, seen from the operator's side. The world is told to run fast while the run
 * waits and nothing of ours is in flight; between two tellings its time is counted here.
 */
public final class WorldTime implements TimeSource {
  private final ControlConnection control;
  private Instant latest = Instant.MIN;
  private Instant base;
  private long baseNanos;
  private double speed;
  private int works;
  private int waits;

  public WorldTime(ControlConnection control) {
    this.control = control;
    take(control.greeting());
  }

  @Override
  public synchronized Instant now() {
    Instant counted = base.plusNanos((long) ((System.nanoTime() - baseNanos) * speed));
    latest = counted.isAfter(latest) ? counted : latest;
    return latest;
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
    if (signal.version() != seen) {
      return true;
    }
    Instant until = now().plus(atMost);
    count(0, 1);
    try {
      while (signal.version() == seen) {
        long left = Duration.between(now(), until).toNanos();
        if (left <= 0) {
          return false;
        }
        // The world may hold itself back while we sleep, so its time is asked for now and then.
        long wall = (long) (left / Math.max(1, speed()));
        signal.await(seen, Duration.ofNanos(Math.min(wall, 250_000_000L)));
        agree();
      }
      return true;
    } finally {
      count(0, -1);
    }
  }

  @Override
  public void pause(Duration wall) throws InterruptedException {
    Thread.sleep(wall);
  }

  @Override
  public Work working(String what) {
    count(1, 0);
    boolean[] open = {true};
    return () -> {
      synchronized (open) {
        if (open[0]) {
          open[0] = false;
          count(-1, 0);
        }
      }
    };
  }

  private synchronized void agree() {
    take(control.ask("time", Map.of()));
  }

  private synchronized double speed() {
    return speed;
  }

  private synchronized void count(int work, int wait) {
    boolean before = waiting();
    works += work;
    waits += wait;
    boolean after = waiting();
    if (before != after) {
      take(control.ask("speed", Map.of("waiting", after)));
    }
  }

  private boolean waiting() {
    return waits > 0 && works == 0;
  }

  private void take(Map<String, Object> reply) {
    base = Instant.parse(String.valueOf(reply.get("now")));
    baseNanos = System.nanoTime();
    speed = ((Number) reply.get("speed")).doubleValue();
  }
}
