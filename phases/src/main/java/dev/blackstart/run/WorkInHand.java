package dev.blackstart.run;

import dev.blackstart.world.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What our own side works on just now: calls, downloads, child processes. Safe for threads. */
public final class WorkInHand {
  private final Set<Piece> pieces = new LinkedHashSet<>();

  /** A piece of work, from its beginning until it is closed. */
  public static final class Piece {
    private final String what;
    private final long beganNanos;
    private volatile long done;
    private volatile long total;

    private Piece(String what, long beganNanos) {
      this.what = what;
      this.beganNanos = beganNanos;
    }

    public String what() {
      return what;
    }

    /** Wall nanoseconds at its beginning. */
    public long beganNanos() {
      return beganNanos;
    }

    /** Bytes it has come to; 0 when it does not count. */
    public long done() {
      return done;
    }

    /** Bytes there are; 0 when nobody knows. */
    public long total() {
      return total;
    }
  }

  /**
   * Says that a piece of work begins.
   *
   * @param beside told of it too
   */
  TimeSource.Work begin(String what, long nowNanos, TimeSource.Work beside) {
    Piece piece = new Piece(what, nowNanos);
    synchronized (pieces) {
      pieces.add(piece);
    }
    return new TimeSource.Work() {
      @Override
      public void reached(long done, long total) {
        piece.total = total;
        piece.done = done;
      }

      @Override
      public void close() {
        synchronized (pieces) {
          pieces.remove(piece);
        }
        beside.close();
      }
    };
  }

  /** All of it, the oldest first. */
  List<Piece> pieces() {
    synchronized (pieces) {
      return new ArrayList<>(pieces);
    }
  }
}
