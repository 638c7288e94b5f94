package dev.blackstart.rehearsal.node.wire;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** The open streams of one boot, so that they end with it. */
public final class Feeds {
  private final Executor threads;
  private final Set<Feed<?>> open = new LinkedHashSet<>();

  public Feeds(Executor threads) {
    this.threads = threads;
  }

  /** Must be called before the service method returns. */
  public <T> Feed<T> open(StreamObserver<T> caller) {
    Feed<T> feed = new Feed<>(caller, threads, this::forget);
    synchronized (this) {
      open.add(feed);
    }
    return feed;
  }

  /** Ends all of them, as a machine that goes down does. */
  public void close() {
    List<Feed<?>> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(
        feed -> feed.fail(Status.UNAVAILABLE.withDescription("error reading from server: EOF")));
  }

  private synchronized void forget(Feed<?> feed) {
    open.remove(feed);
  }
}
