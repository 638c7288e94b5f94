package dev.blackstart.run;

import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of work of our own that takes long, wherever it happens: when it has lasted a while, as it
 * comes along, and when it is over. Short work nobody hears of.
 */
public final class LongWork {
  /** Wall time from which work is long. */
  private static final Duration LONG = Duration.ofSeconds(3);

  /** Wall time between two tellings of the same work. */
  private static final Duration BETWEEN_TELLINGS = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final WorkInHand work;
  private final TimeSource time;
  private final Listener listener;
  private final Map<WorkInHand.Piece, Long> told = new HashMap<>();

  /** Hears of long work. */
  public interface Listener {
    /**
     * @param wallMillis since it began
     * @param over whether it is over; nothing more is told of it then
     */
    void told(WorkInHand.Piece piece, long wallMillis, boolean over);
  }

  /**
   * @param time whose wall clock is read
   */
  public LongWork(WorkInHand work, TimeSource time, Listener listener) {
    this.work = work;
    this.time = time;
    this.listener = listener;
  }

  /** Tells until it is interrupted. */
  public void tell() {
    try {
      while (true) {
        time.pause(BETWEEN_LOOKS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    long now = time.wallNanos();
    List<WorkInHand.Piece> pieces = work.pieces();
    for (WorkInHand.Piece piece : pieces) {
      Long before = told.get(piece);
      boolean due =
          before == null
              ? now - piece.beganNanos() >= LONG.toNanos()
              : now - before >= BETWEEN_TELLINGS.toNanos();
      if (due) {
        told.put(piece, now);
        listener.told(piece, (now - piece.beganNanos()) / 1_000_000, false);
      }
    }
    Set<WorkInHand.Piece> gone = new HashSet<>(told.keySet());
    pieces.forEach(gone::remove);
    for (WorkInHand.Piece piece : gone) {
      told.remove(piece);
      listener.told(piece, (now - piece.beganNanos()) / 1_000_000, true);
    }
  }
}
