package dev.blackstart.world;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells that something changed, so that nobody has to poll. Readers remember the version they have
 * seen and sleep until it moves on; a change between reading and sleeping is never lost.
 */
public final class Signal {
  private final List<Signal> downstream = new CopyOnWriteArrayList<>();
  private long version;

  /** Take this before looking, hand it to {@link #await} after. */
  public synchronized long version() {
    return version;
  }

  public void raise() {
    synchronized (this) {
      version++;
      notifyAll();
    }
    downstream.forEach(Signal::raise);
  }

  /** Raises another signal with this one, so that one sleeper can wait for several sources. */
  public void alsoRaise(Signal other) {
    downstream.add(other);
  }

  /**
   * Sleeps until the version is another than {@code seen}, or a little less: whoever waits looks
   * again anyway.
   *
   * @param atMost wall time
   * @return whether something changed
   */
  public synchronized boolean await(long seen, Duration atMost) throws InterruptedException {
    if (version == seen) {
      wait(Math.max(1, atMost.toMillis()));
    }
    return version != seen;
  }
}
