package dev.blackstart.world;

import java.time.Duration;

/**
 * Tells that something changed, so that nobody has to poll. Readers remember the version they have
 * seen and sleep until it moves on; a change between reading and sleeping is never lost.
 */
public final class Signal {
  private long version;

  /** Take this before looking, hand it to {@link #await} after. */
  public synchronized long version() {
    return version;
  }

  public synchronized void raise() {
    version++;
    notifyAll();
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
