package dev.blackstart.app.engine;

import dev.blackstart.app.engine.JournalTail.Presence;
import dev.blackstart.run.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Hears a tail and waits for what it should say. */
final class Witness implements JournalTail.Listener {
  private static final long PATIENCE_MILLIS = 60_000;

  private final List<Event> events = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private final List<Presence> presences = new ArrayList<>();

  @Override
  public synchronized void read(List<Event> more) {
    events.addAll(more);
    batches.add(more.size());
    notifyAll();
  }

  @Override
  public synchronized void presence(Presence now) {
    presences.add(now);
    notifyAll();
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  synchronized List<Integer> batches() {
    return List.copyOf(batches);
  }

  synchronized List<Presence> presences() {
    return List.copyOf(presences);
  }

  void await(Presence wanted) throws InterruptedException {
    await("presence " + wanted, () -> !presences.isEmpty() && presences.getLast() == wanted);
  }

  void awaitBatch() throws InterruptedException {
    await("a batch", () -> !batches.isEmpty());
  }

  /** Waits for an event that comes after the first {@code from} ones; returns its index. */
  int await(String what, int from, Predicate<Event> wanted) throws InterruptedException {
    await(what, () -> index(from, wanted) >= 0);
    return index(from, wanted);
  }

  private List<Event> newest() {
    return events.subList(Math.max(0, events.size() - 5), events.size());
  }

  private synchronized int index(int from, Predicate<Event> wanted) {
    for (int i = from; i < events.size(); i++) {
      if (wanted.test(events.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private synchronized void await(String what, BooleanSupplier there) throws InterruptedException {
    long left = PATIENCE_MILLIS;
    while (!there.getAsBoolean()) {
      if (left <= 0) {
        throw new AssertionError(what + " did not come; " + presences + " " + newest());
      }
      wait(100);
      left -= 100;
    }
  }
}
