package dev.blackstart.rehearsal.control;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A clock that runs at one speed while the operator's side works and at another while it waits, and
 * the agenda kept on it. One thread watches what is due next; what is due runs on virtual threads.
 */
public final class WorldClock implements Agenda, AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("world-", 0).factory());
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final Thread keeper =
      Thread.ofPlatform().daemon().name("world-clock").unstarted(this::keep);
  private Instant base = Instant.now();
  private long baseNanos = System.nanoTime();
  private double speed = 1;
  private double wanted = 1;
  private int holds;
  private long entries;
  private boolean closed;

  public WorldClock() {
    keeper.start();
  }

  @Override
  public synchronized Instant now() {
    return base.plusNanos((long) ((System.nanoTime() - baseNanos) * speed));
  }

  @Override
  public Instant wall() {
    return Instant.now();
  }

  /** World seconds per wall second from now on, unless something holds the world back. */
  public synchronized void speed(double speed) {
    wanted = speed;
    run();
  }

  @Override
  public synchronized Hold hold() {
    if (holds++ == 0) {
      run();
    }
    return this::release;
  }

  private synchronized void release() {
    if (--holds == 0) {
      run();
    }
  }

  private void run() {
    base = now();
    baseNanos = System.nanoTime();
    speed = holds > 0 ? Math.min(1, wanted) : wanted;
    notifyAll();
  }

  public synchronized double speed() {
    return speed;
  }

  @Override
  public synchronized Ticket after(Duration delay, Runnable act) {
    Due entry = new Due(now().plus(delay), entries++, act);
    due.add(entry);
    notifyAll();
    return () -> forget(entry);
  }

  @Override
  public void execute(Runnable act) {
    // What has not found a processor yet is late, and the world must not run away from it: on a
    // busy machine its minutes would be those of the machine, not of the nodes.
    Hold late = hold();
    try {
      threads.execute(
          () -> {
            late.close();
            act.run();
          });
    } catch (RejectedExecutionException e) {
      late.close();
      // The world has ended; what was still to happen in it does not.
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      due.clear();
      notifyAll();
    }
    threads.shutdownNow();
  }

  private synchronized void forget(Due entry) {
    due.remove(entry);
  }

  private void keep() {
    while (true) {
      Due next = takeDue();
      if (next == null) {
        return;
      }
      execute(next.act());
    }
  }

  private synchronized Due takeDue() {
    try {
      while (!closed) {
        Due next = due.peek();
        if (next == null) {
          wait();
          continue;
        }
        long nanos = (long) (Duration.between(now(), next.at()).toNanos() / speed);
        if (nanos <= 0) {
          return due.poll();
        }
        wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  /** What is due when; entries of the same instant keep their order. */
  private record Due(Instant at, long order, Runnable act) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
