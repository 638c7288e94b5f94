package dev.blackstart.rehearsal.actor.client;

import java.time.Duration;

/**
 * How long things take. The same seed gives the same world: a delay depends on what it is for, not
 * on when it is asked.
 */
public final class Pace {
  private final long seed;

  public Pace(long seed) {
    this.seed = seed;
  }

  /** A duration between two, always the same one for the same words. */
  public Duration between(Duration least, Duration most, String... forWhat) {
    long span = most.minus(least).toMillis();
    return span <= 0 ? least : least.plusMillis(Math.floorMod(number(forWhat), span));
  }

  /** A number that depends on the seed and the words only. */
  public long number(String... forWhat) {
    long hash = seed ^ 0xcbf29ce484222325L;
    for (String word : forWhat) {
      for (int index = 0; index < word.length(); index++) {
        hash = (hash ^ word.charAt(index)) * 0x100000001b3L;
      }
      hash = (hash ^ '/') * 0x100000001b3L;
    }
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }

  /** Letters and digits that Kubernetes puts into generated names: none that could form a word. */
  public static String letters(long number, int length) {
    String alphabet = "bcdfghjklmnpqrstvwxz2456789";
    StringBuilder text = new StringBuilder(length);
    long rest = number;
    for (int index = 0; index < length; index++) {
      text.append(alphabet.charAt((int) Math.floorMod(rest, (long) alphabet.length())));
      rest = Math.floorDiv(rest, (long) alphabet.length());
    }
    return text.toString();
  }
}
