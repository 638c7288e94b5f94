package dev.blackstart.rehearsal.node.wire;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * An executor that does what it is given one after the other, on another executor's threads. What
 * fails does not keep the next from its turn.
 */
public final class InTurn implements Executor {
  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  public InTurn(Executor threads) {
    this.threads = threads;
  }

  @Override
  public synchronized void execute(Runnable act) {
    waiting.add(act);
    if (!running) {
      running = true;
      threads.execute(this::drain);
    }
  }

  private void drain() {
    for (Runnable act = next(); act != null; act = next()) {
      boolean done = false;
      try {
        act.run();
        done = true;
      } finally {
        if (!done) {
          threads.execute(this::drain);
        }
      }
    }
  }

  private synchronized Runnable next() {
    Runnable act = waiting.poll();
    running = act != null;
    return act;
  }
}
