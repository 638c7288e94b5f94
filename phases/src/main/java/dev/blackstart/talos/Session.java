package dev.blackstart.talos;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A connection to a node for as long as it stays what it is: one channel, watched, then closed. */
abstract class Session implements AutoCloseable {
  static final Duration CALL = Duration.ofSeconds(5);

  /** Watches are opened anew now and then; a peer that vanished is noticed by the heartbeat. */
  static final Duration LONGEST_WATCH = Duration.ofMinutes(30);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final ManagedChannel channel;
  private final CountDownLatch ended = new CountDownLatch(1);

  Session(ManagedChannel channel) {
    this.channel = channel;
  }

  ManagedChannel channel() {
    return channel;
  }

  /**
   * Reads everything once and begins to watch.
   *
   * @throws io.grpc.StatusRuntimeException when the node does not let us
   */
  abstract void open();

  /** A small call that fails when the peer is gone. */
  abstract void beat();

  /** Waits until the node ends it or is gone. */
  final void awaitEnd() throws InterruptedException {
    while (!ended.await(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        beat();
      } catch (io.grpc.StatusRuntimeException gone) {
        return;
      }
    }
  }

  final void end(Status why) {
    ended.countDown();
  }

  @Override
  public final void close() {
    ended.countDown();
    channel.shutdownNow();
  }
}
