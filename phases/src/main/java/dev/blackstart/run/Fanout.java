package dev.blackstart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The one place where a run starts threads: bounded parallel work, and watchers beside it. */
public final class Fanout implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fanout-", 0).factory());

  /**
   * Does the work for every item, at most {@code width} at once. All of them end before this
   * returns; then the first failure, if any, is thrown. An interrupt cancels what is under way.
   */
  public <T, R> List<R> each(List<T> items, int width, Function<T, R> work)
      throws InterruptedException {
    Semaphore room = new Semaphore(width);
    List<Future<R>> results = new ArrayList<>();
    try {
      for (T item : items) {
        room.acquire();
        results.add(threads.submit(releasing(room, () -> work.apply(item))));
      }
      room.acquire(width);
    } catch (InterruptedException e) {
      results.forEach(result -> result.cancel(true));
      throw e;
    }
    return collect(results);
  }

  /** Runs beside everything else until it returns or the fanout is closed (an interrupt). */
  public Future<?> background(Runnable watcher) {
    return threads.submit(watcher);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static <R> Callable<R> releasing(Semaphore room, Callable<R> work) {
    return () -> {
      try {
        return work.call();
      } finally {
        room.release();
      }
    };
  }

  private static <R> List<R> collect(List<Future<R>> results) throws InterruptedException {
    List<R> values = new ArrayList<>();
    RuntimeException first = null;
    for (Future<R> result : results) {
      try {
        values.add(result.get());
      } catch (ExecutionException e) {
        RuntimeException failure =
            e.getCause() instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(e.getCause());
        first = first == null ? failure : first;
      }
    }
    if (first != null) {
      throw first;
    }
    return values;
  }
}
