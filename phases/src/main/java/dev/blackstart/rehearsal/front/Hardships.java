package dev.blackstart.rehearsal.front;

import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.actor.fault.Faults;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which requests an API server answers badly, and how. */
final class Hardships {
  /** A server that is busy takes one request in so many. */
  private static final int TAKEN = 4;

  /** Wall time for which etcd has no leader, from the first request that is struck. */
  private static final Duration LEADERLESS = Duration.ofSeconds(45);

  /** What is answered in place of the server. */
  record Answer(int code, String reason, String message, boolean later) {}

  private final Faults faults;
  private final InstantSource wall;
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, Instant> struck = new ConcurrentHashMap<>();

  Hardships(Faults faults, InstantSource wall) {
    this.faults = faults;
    this.wall = wall;
  }

  /** The plural of the resource that a path is about; empty for discovery and other paths. */
  static String resource(URI uri) {
    String[] parts = uri.getPath().substring(1).split("/", -1);
    int at = parts[0].equals("api") ? 2 : 3;
    if (parts.length > at + 2 && parts[at].equals("namespaces")) {
      at += 2;
    }
    boolean known = parts[0].equals("api") || parts[0].equals("apis");
    return known && parts.length > at ? parts[at] : "";
  }

  Optional<Answer> answer(URI uri) {
    String resource = resource(uri);
    if (resource.isEmpty()) {
      return Optional.empty();
    }
    if (faults.strikes(FaultKind.API_BUSY, resource) && count(resource) % TAKEN != 0) {
      return Optional.of(
          new Answer(
              429,
              "TooManyRequests",
              "the server has received too many requests and has asked us to try again later",
              true));
    }
    if (faults.strikes(FaultKind.API_UNWELL, resource) && leaderless(resource)) {
      return Optional.of(
          new Answer(
              500, "InternalError", "Internal error occurred: etcdserver: no leader", false));
    }
    return Optional.empty();
  }

  /** Whether the answer to a watch breaks off. */
  boolean cuts(URI uri) {
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    return (query.contains("watch=true") || query.contains("watch=1"))
        && faults.strikes(FaultKind.WATCH_CUT, resource(uri));
  }

  private int count(String resource) {
    return asked.computeIfAbsent(resource, first -> new AtomicInteger()).incrementAndGet();
  }

  private boolean leaderless(String resource) {
    Instant first = struck.computeIfAbsent(resource, now -> wall.instant());
    return wall.instant().isBefore(first.plus(LEADERLESS));
  }
}
