package dev.blackstart.app.act;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeDiagnostics;
import dev.blackstart.world.NodeDiagnostics.NodeEvent;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The events of one act. They are listened to before it is asked for, for a node may be down before
 * a connection stands; whose they are is known only afterwards.
 */
final class ActEvents implements Runnable {
  /** A node that runs has had one; its coming says that the stream stands. */
  private static final int ONE = 1;

  private static final Duration STANDS = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofMillis(300);

  private final NodeDiagnostics diagnostics;
  private final Node node;
  private final TimeSource time;
  private final Consumer<NodeEvent> told;
  private final CountDownLatch stands = new CountDownLatch(1);
  private final List<NodeEvent> held = new ArrayList<>();
  private String actor = "";

  /**
   * @param told each event of the act, in order
   */
  ActEvents(NodeDiagnostics diagnostics, Node node, TimeSource time, Consumer<NodeEvent> told) {
    this.diagnostics = diagnostics;
    this.node = node;
    this.time = time;
    this.told = told;
  }

  /** Listens until it is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        try {
          diagnostics.followEvents(node, ONE, this::take);
        } catch (Failure gone) {
          // It is on its way down, or is not up yet.
        }
        time.pause(AGAIN);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the node is listened to, or does not tell its events. */
  void awaitStanding() throws InterruptedException {
    boolean ignored = stands.await(STANDS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells whose events are wanted, and those of them that have come already. */
  synchronized void of(String wanted) {
    actor = wanted;
    held.forEach(this::tell);
    held.clear();
  }

  private synchronized void take(NodeEvent event) {
    stands.countDown();
    if (actor.isEmpty()) {
      held.add(event);
    } else {
      tell(event);
    }
  }

  private void tell(NodeEvent event) {
    if (event.actor().equals(actor)) {
      told.accept(event);
    }
  }
}
