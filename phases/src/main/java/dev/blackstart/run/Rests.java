package dev.blackstart.run;

import java.time.Duration;

/**
 * How long nobody looks. Something changes all the time in a large cluster, and looking at it costs
 * time: as many times longer than the looks took is none taken, in world time. What looking takes
 * now and then is lent, so that a small cluster's changes are seen at once.
 */
final class Rests {
  /** Looks may take a twentieth of the time. */
  private static final int TIMES = 19;

  /** What is lent: that much looking goes on without a rest. */
  private static final Duration LENT = Duration.ofMillis(100).multipliedBy(TIMES);

  /** A failure that is certain is told within five seconds, the look at it included. */
  private static final Duration LONGEST = Duration.ofSeconds(4);

  private Duration owed = Duration.ZERO;

  /**
   * The rest that is due after a look.
   *
   * @param look how long it took, wall time
   */
  Duration after(Duration look) {
    owed = shorter(owed.plus(look.multipliedBy(TIMES)), LONGEST);
    return owed.compareTo(LENT) < 0 ? Duration.ZERO : owed;
  }

  /** Nobody has looked for a while of world time. */
  void rested(Duration world) {
    Duration left = owed.minus(world);
    owed = left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration shorter(Duration some, Duration other) {
    return some.compareTo(other) < 0 ? some : other;
  }
}
