package dev.blackstart.rehearsal.control;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the true addresses of a cluster live on this machine: 10.25.11.11 at 127.25.11.11 with its
 * ports kept; 127.0.0.1 with ports of their own for what is taken, collides, is IPv6 or cannot be
 * bound (macOS has only 127.0.0.1).
 */
public final class Loopback {
  /** Ports a node is reached at from outside: Talos API and kube-apiserver. */
  private static final List<Integer> PORTS = List.of(50000, 6443);

  private final Map<String, InetSocketAddress> table;

  private Loopback(Map<String, InetSocketAddress> table) {
    this.table = table;
  }

  /** Chooses places for these addresses; every one is seen to be free now. */
  public static Loopback choose(Collection<String> addresses) {
    try (LoopbackClaim claim = claim(addresses)) {
      return claim.loopback();
    }
  }

  /** Chooses places that nobody else on this machine is given until the claim is closed. */
  public static LoopbackClaim claim(Collection<String> addresses) {
    LoopbackClaim claim = new LoopbackClaim();
    Map<String, InetSocketAddress> table = new LinkedHashMap<>();
    Set<String> used = new HashSet<>();
    for (String address : addresses) {
      List<InetSocketAddress> places =
          mapped(address)
              .filter(used::add)
              .map(host -> PORTS.stream().map(port -> new InetSocketAddress(host, port)).toList())
              .filter(claim::take)
              .orElseGet(() -> claim.takeAny(PORTS.size()));
      for (int i = 0; i < places.size(); i++) {
        table.put(key(address, PORTS.get(i)), places.get(i));
      }
    }
    return claim.of(new Loopback(table));
  }

  /** The table as another process wrote it. */
  public static Loopback of(Map<String, String> written) {
    Map<String, InetSocketAddress> table = new LinkedHashMap<>();
    written.forEach(
        (key, value) -> {
          int colon = value.lastIndexOf(':');
          table.put(
              key,
              new InetSocketAddress(
                  value.substring(0, colon), Integer.parseInt(value.substring(colon + 1))));
        });
    return new Loopback(table);
  }

  /**
   * Where to dial for a true address and port.
   *
   * @throws IllegalArgumentException for anything that is not of this world: a rehearsal never
   *     dials out
   */
  public InetSocketAddress at(String address, int port) {
    InetSocketAddress place = table.get(key(address, port));
    if (place == null || !place.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(key(address, port) + " is no part of this rehearsal");
    }
    return place;
  }

  /** {@code address:port} to {@code loopback:port}, in the order of the nodes. */
  public Map<String, String> written() {
    Map<String, String> written = new LinkedHashMap<>();
    table.forEach((key, place) -> written.put(key, place.getHostString() + ":" + place.getPort()));
    return written;
  }

  /** All places of the table. */
  Collection<InetSocketAddress> places() {
    return table.values();
  }

  private static String key(String address, int port) {
    return address + ":" + port;
  }

  private static Optional<String> mapped(String address) {
    String[] octets = address.split("\\.");
    return octets.length == 4
        ? Optional.of("127." + octets[1] + "." + octets[2] + "." + octets[3])
            .filter(host -> !host.equals("127.0.0.1"))
        : Optional.empty();
  }
}
