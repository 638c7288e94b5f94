package dev.blackstart.rehearsal.actor.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A queue of keys and the act that brings the world behind a key in order. Keys wait at most once;
 * one is worked on at a time; a failure is tried again later, each time after a longer pause of
 * wall time.
 */
public final class Reconciler {
  private static final Duration FIRST_RETRY = Duration.ofMillis(25);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);

  /** Brings what a key stands for in order; called again whenever something about it changed. */
  public interface Act {
    void reconcile(Key key);
  }

  private final Act act;
  private final Executor executor;
  private final Consumer<String> trouble;
  private final LinkedHashSet<Key> waiting = new LinkedHashSet<>();
  private final Map<Key, Duration> retries = new HashMap<>();
  private boolean started;
  private boolean busy;
  private boolean closed;

  /**
   * A queue that does nothing until {@link #startAfter}.
   *
   * @param trouble told of failures that are not of the everyday kind, one line each
   */
  public Reconciler(Act act, Executor executor, Consumer<String> trouble) {
    this.act = act;
    this.executor = executor;
    this.trouble = trouble;
  }

  /** Begins to work once the views it depends on are whole. */
  public void startAfter(CompletableFuture<Void> synced) {
    synced.thenRun(
        () -> {
          synchronized (this) {
            started = true;
          }
          wake();
        });
  }

  public void add(Key key) {
    synchronized (this) {
      waiting.add(key);
    }
    wake();
  }

  private void wake() {
    synchronized (this) {
      if (!started || busy || closed || waiting.isEmpty()) {
        return;
      }
      busy = true;
    }
    executor.execute(this::drain);
  }

  private void drain() {
    for (Key key = next(); key != null; key = next()) {
      try {
        act.reconcile(key);
        forget(key);
      } catch (ApiFailure e) {
        if (e.invalid()) {
          trouble.accept(key + ": " + e.getMessage());
        }
        later(key);
      } catch (RuntimeException e) {
        trouble.accept(key + ": " + e + " at " + e.getStackTrace()[0]);
        later(key);
      }
    }
  }

  private synchronized Key next() {
    if (waiting.isEmpty() || closed) {
      busy = false;
      return null;
    }
    return waiting.removeFirst();
  }

  private synchronized void forget(Key key) {
    retries.remove(key);
  }

  private void later(Key key) {
    Duration pause;
    synchronized (this) {
      pause = retries.getOrDefault(key, FIRST_RETRY);
      Duration longer = pause.multipliedBy(2);
      retries.put(key, longer.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : longer);
    }
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, executor)
        .execute(() -> add(key));
  }

  /** Finishes what is under way and does no more. */
  public synchronized void close() {
    closed = true;
  }
}
