package dev.blackstart.talos;

import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks once and keeps the answer. A failure is kept for a while, too: whoever has to unlock a
 * secret store is not asked again at every look at every node.
 */
final class Remembered<T> implements Supplier<T> {
  private final Supplier<T> source;
  private final TimeSource time;
  private final long patienceNanos;
  private T value;
  private Failure failure;
  private long failedAt;

  /**
   * @param patience wall time before a failed question is asked again
   */
  Remembered(Supplier<T> source, TimeSource time, Duration patience) {
    this.source = source;
    this.time = time;
    this.patienceNanos = patience.toNanos();
  }

  @Override
  public synchronized T get() {
    if (value != null) {
      return value;
    }
    if (failure != null && time.wallNanos() - failedAt < patienceNanos) {
      throw failure;
    }
    try {
      value = source.get();
      return value;
    } catch (Failure refused) {
      failure = refused;
      failedAt = time.wallNanos();
      throw refused;
    }
  }
}
