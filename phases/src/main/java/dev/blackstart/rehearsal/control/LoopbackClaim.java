package dev.blackstart.rehearsal.control;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Places of a world, held against every other process of this machine: by the one who chose them
 * until the world stands, and by the world from then on, since machines that reboot listen to
 * nobody. A world binds TCP; the claim holds UDP of the same address and port, so the kernel keeps
 * two choosers apart and lets go of what a killed one held.
 */
public final class LoopbackClaim implements AutoCloseable {
  /** Below the ports a kernel gives to outgoing connections (32768 on Linux, 49152 on macOS). */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final int TRIES = 2_000;
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final List<DatagramSocket> held = new ArrayList<>();
  private Loopback loopback = Loopback.of(Map.of());

  LoopbackClaim() {}

  /**
   * Takes places over from the one who chose them, as he lets go of them.
   *
   * @param written as {@link Loopback#written} wrote them
   * @param atMost wall time; what is not to be had by then is left to whoever holds it
   */
  public static LoopbackClaim takenOver(Map<String, String> written, Duration atMost)
      throws InterruptedException {
    LoopbackClaim claim = new LoopbackClaim().of(Loopback.of(written));
    List<InetSocketAddress> left = new ArrayList<>(claim.loopback.places());
    CountDownLatch nobody = new CountDownLatch(1);
    for (long tries = atMost.dividedBy(BETWEEN); tries > 0 && !left.isEmpty(); tries--) {
      left.removeIf(claim::holds);
      if (!left.isEmpty()) {
        nobody.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    return claim;
  }

  private boolean holds(InetSocketAddress place) {
    try {
      held.add(new DatagramSocket(place));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** The places that were chosen. */
  public Loopback loopback() {
    return loopback;
  }

  LoopbackClaim of(Loopback chosen) {
    loopback = chosen;
    return this;
  }

  /** Takes all of these or none. */
  boolean take(List<InetSocketAddress> places) {
    int before = held.size();
    for (InetSocketAddress place : places) {
      if (!take(place)) {
        release(before);
        return false;
      }
    }
    return true;
  }

  /**
   * Takes neighbouring ports of 127.0.0.1, so that the first one that is bound keeps all of them:
   * the API server's is bound only when etcd is up.
   */
  List<InetSocketAddress> takeAny(int count) {
    for (int i = 0; i < TRIES; i++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST / count, LAST / count) * count;
      List<InetSocketAddress> places =
          IntStream.range(first, first + count)
              .mapToObj(port -> new InetSocketAddress("127.0.0.1", port))
              .toList();
      if (take(places)) {
        return places;
      }
    }
    throw new IllegalStateException("no free ports on 127.0.0.1 from " + FIRST + " to " + LAST);
  }

  /** Claimed before it is looked at: whoever is seen to have bound nothing holds no claim. */
  private boolean take(InetSocketAddress place) {
    if (!holds(place)) {
      return false;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(place);
      return true;
    } catch (IOException bound) {
      return false;
    }
  }

  private void release(int from) {
    List<DatagramSocket> ours = held.subList(from, held.size());
    ours.forEach(DatagramSocket::close);
    ours.clear();
  }

  /** Lets go of all of it: by now it is bound, or nobody wants it. */
  @Override
  public void close() {
    release(0);
  }
}
