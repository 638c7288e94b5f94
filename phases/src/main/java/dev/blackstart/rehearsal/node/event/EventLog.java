package dev.blackstart.rehearsal.node.event;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A node's events since boot: the last thousand, and who follows them. A follower first gets an
 * empty event that says the subscription stands.
 */
public final class EventLog {
  private static final int KEPT = 1000;
  private static final int GAP = 10;

  private final Supplier<Instant> clock;
  private final EventId ids;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final Map<Feed<Event>, String> followers = new LinkedHashMap<>();

  private record Kept(Event event, Instant at) {}

  /**
   * @param clock of the machine
   * @param machine what tells this machine's ids from others'
   */
  public EventLog(Supplier<Instant> clock, int machine) {
    this.clock = clock;
    this.ids = new EventId(machine);
  }

  /**
   * @param actor the call that caused it, or empty
   */
  public synchronized void append(Message payload, String actor) {
    Instant now = clock.get();
    Event event =
        Event.newBuilder()
            .setData(
                Any.newBuilder()
                    .setTypeUrl("talos/runtime/" + payload.getDescriptorForType().getFullName())
                    .setValue(payload.toByteString()))
            .setId(ids.next(now))
            .setActorId(actor)
            .build();
    kept.addLast(new Kept(event, now));
    if (kept.size() > KEPT - GAP) {
      kept.removeFirst();
    }
    followers.forEach(
        (follower, filter) -> {
          if (filter.isEmpty() || filter.equals(actor)) {
            follower.send(event);
          }
        });
  }

  /** Sends what was asked for and then everything that comes. */
  public synchronized void follow(EventsRequest request, Feed<Event> follower) {
    int tails =
        (request.getTailEvents() != 0 ? 1 : 0)
            + (request.getTailId().isEmpty() ? 0 : 1)
            + (request.getTailSeconds() != 0 ? 1 : 0);
    if (tails > 1) {
      follower.fail(
          Status.UNKNOWN.withDescription(
              "only one of tail_events, tail_id or tail_seconds can be specified"));
      return;
    }
    String filter = request.getWithActorId();
    follower.send(
        Event.newBuilder()
            .setData(Any.getDefaultInstance())
            .setId(ids.next(clock.get()))
            .setActorId(filter)
            .build());
    for (Event event : replay(request)) {
      if (filter.isEmpty() || filter.equals(event.getActorId())) {
        follower.send(event);
      }
    }
    followers.put(follower, filter);
    follower.whenGone(() -> forget(follower));
  }

  /** All events kept, oldest first. */
  public synchronized List<Event> events() {
    return kept.stream().map(Kept::event).toList();
  }

  private synchronized void forget(Feed<Event> follower) {
    followers.remove(follower);
  }

  private List<Event> replay(EventsRequest request) {
    if (!request.getTailId().isEmpty()) {
      return events().stream()
          .filter(event -> event.getId().compareTo(request.getTailId()) > 0)
          .toList();
    }
    if (request.getTailSeconds() != 0) {
      Instant from = clock.get().minus(Duration.ofSeconds(request.getTailSeconds()));
      return kept.stream().filter(one -> !one.at().isBefore(from)).map(Kept::event).toList();
    }
    List<Event> all = events();
    int tail = request.getTailEvents();
    return tail < 0 || tail > all.size() ? all : all.subList(all.size() - tail, all.size());
  }
}
