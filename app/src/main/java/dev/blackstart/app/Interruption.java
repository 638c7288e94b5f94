package dev.blackstart.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens on SIGINT and SIGTERM: the run's thread is interrupted and gets a moment to write
 * its last line; then it is written for it, and the process ends within two seconds.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 1200;
  private static final int EXIT = 130;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Watches over the calling thread until closed.
   *
   * @param lastWords writes the end of the run when nobody has, and ends what must not outlive us
   */
  Interruption(Runnable lastWords) {
    Thread runner = Thread.currentThread();
    hook = new Thread(() -> interrupt(runner, lastWords), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt(Thread runner, Runnable lastWords) {
    runner.interrupt();
    try {
      over.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // The last words are all that is left to say.
    }
    lastWords.run();
    Runtime.getRuntime().halt(EXIT);
  }

  /** The run is over; from here on the process may end as it likes. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook has the last word.
    }
  }
}
