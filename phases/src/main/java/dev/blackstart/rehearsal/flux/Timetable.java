package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** When each object is reconciled next: after its interval, or at once when something changed. */
final class Timetable {
  private record Entry(Instant due, String seen) {}

  private final Surroundings around;
  private final Consumer<Key> wake;
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Key, Boolean> nudged = new ConcurrentHashMap<>();

  Timetable(Surroundings around, Consumer<Key> wake) {
    this.around = around;
    this.wake = wake;
  }

  /**
   * Whether an object is due.
   *
   * @param input what it is reconciled from, besides itself
   */
  boolean isDue(Resource object, String input) {
    Entry entry = entries.get(object.key());
    return entry == null
        || !entry.seen().equals(seen(object, input))
        || !around.now().isBefore(entry.due());
  }

  private static String seen(Resource object, String input) {
    return object.uid()
        + "/"
        + object.generation()
        + "/"
        + object.annotation("reconcile.fluxcd.io/requestedAt")
        + "/"
        + input;
  }

  /** Reconciled now, from this input; again after a while of world time. */
  void done(Resource object, String input, Duration again) {
    entries.put(object.key(), new Entry(around.now().plus(again), seen(object, input)));
    around.after(again.plusMillis(1), () -> wake.accept(object.key()));
  }

  /** Looks at an object again after a while; asked again meanwhile, once. */
  void nudge(Key key, Duration delay) {
    if (nudged.putIfAbsent(key, true) == null) {
      around.after(
          delay,
          () -> {
            nudged.remove(key);
            wake.accept(key);
          });
    }
  }

  /** Due at once. */
  void renew(Resource object) {
    forget(object.key());
    wake.accept(object.key());
  }

  void forget(Key key) {
    entries.remove(key);
  }
}
