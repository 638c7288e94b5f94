package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.node.wire.InTurn;
import dev.blackstart.rehearsal.node.wire.NodeServer;
import dev.blackstart.rehearsal.node.wire.NodeServer.Tls;
import dev.blackstart.rehearsal.node.wire.Served;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The API port of a machine. Opening and closing happen in order and outside of any turn, for calls
 * under way may wait for one.
 */
final class ApiPort {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final InetSocketAddress place;
  private final Agenda agenda;
  private final InTurn line;
  private final Set<NodeServer> draining = ConcurrentHashMap.newKeySet();
  private Optional<NodeServer> open = Optional.empty();
  private int wish;

  ApiPort(InetSocketAddress place, Agenda agenda) {
    this.place = place;
    this.agenda = agenda;
    this.line = new InTurn(agenda);
  }

  InetSocketAddress place() {
    return place;
  }

  /**
   * Opens the port.
   *
   * @param opened called when it is open
   */
  void serve(Supplier<Tls> tls, Served served, Runnable opened) {
    int wished = next();
    line.execute(() -> open(wished, tls, served, opened));
  }

  /** The port refuses from now on; calls under way get a moment to end. */
  void drain() {
    next();
    line.execute(
        () ->
            open.ifPresent(
                server -> {
                  server.drain();
                  open = Optional.empty();
                  draining.add(server);
                  agenda.after(DRAIN, () -> drained(server));
                }));
  }

  /** The port refuses from now on and every connection is cut. */
  void close() {
    next();
    line.execute(
        () -> {
          open.ifPresent(NodeServer::close);
          open = Optional.empty();
          draining.forEach(this::drained);
        });
  }

  /** Returns when all that was asked for so far is done. */
  void await() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    line.execute(done::countDown);
    if (!done.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the port " + place + " does not close");
    }
  }

  private void drained(NodeServer server) {
    if (draining.remove(server)) {
      server.close();
    }
  }

  private void open(int wished, Supplier<Tls> tls, Served served, Runnable opened) {
    if (wished != current()) {
      return;
    }
    try {
      open = Optional.of(NodeServer.open(place, tls.get(), served.outside(), agenda));
      agenda.execute(opened);
    } catch (IOException e) {
      agenda.after(AGAIN, () -> line.execute(() -> open(wished, tls, served, opened)));
    }
  }

  private synchronized int next() {
    return ++wish;
  }

  private synchronized int current() {
    return wish;
  }
}
