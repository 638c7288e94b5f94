package dev.blackstart.world;

import java.time.Duration;
import java.time.Instant;

/**
 * The two times of a world. World time carries budgets, objectives and estimates; in a rehearsal it
 * runs fast while the run waits for the world. Wall time rules deadlines of calls, locks and
 * certificates and is never scaled.
 */
public interface TimeSource {
  /** World time. */
  Instant now();

  /** Wall time. */
  Instant wall();

  /** A monotonic reading in nanoseconds of wall time; only differences mean something. */
  long wallNanos();

  /**
   * Waits for the world: sleeps until one of the signals moves on or the time is over.
   *
   * @param atMost world time
   * @return whether something changed
   */
  boolean await(Signal signal, long seen, Duration atMost) throws InterruptedException;

  /**
   * Sleeps on the wall clock without counting as a wait for the world: back-off between attempts of
   * a call.
   */
  void pause(Duration wall) throws InterruptedException;

  /** Says that our own side works (a call, a child process) until the result is closed. */
  Work working(String what);

  /** Work in flight. */
  interface Work extends AutoCloseable {
    /**
     * How far it has come, for work that can count itself.
     *
     * @param done bytes
     * @param total bytes; 0 when nobody knows
     */
    default void reached(long done, long total) {}

    @Override
    void close();
  }
}
