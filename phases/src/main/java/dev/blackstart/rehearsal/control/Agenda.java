package dev.blackstart.rehearsal.control;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/** The world's clock and what is due on it. Executes on the world's own threads. */
public interface Agenda extends Executor {
  /** World time. */
  Instant now();

  /** Machine time: what certificates and foreign programs go by. */
  Instant wall();

  /** Does something once this much world time has passed. */
  Ticket after(Duration delay, Runnable act);

  /** Does something soon. */
  @Override
  void execute(Runnable act);

  /**
   * Keeps the world at 1x until the result is closed: our own machinery is at work in it, and what
   * that takes must not be counted many times over.
   */
  Hold hold();

  /** Something that holds the world back. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** An entry on the agenda. */
  interface Ticket {
    void cancel();
  }
}
