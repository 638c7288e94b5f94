package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A few queues side by side, as a controller's workers; a key always goes to the same one. */
final class Lanes {
  private static final int WORKERS = 4;

  private final List<Reconciler> queues;

  Lanes(Surroundings around, Reconciler.Act act) {
    this.queues =
        IntStream.range(0, WORKERS)
            .mapToObj(lane -> new Reconciler(act, around::soon, around::trouble))
            .toList();
  }

  void startAfter(CompletableFuture<Void> synced) {
    queues.forEach(queue -> queue.startAfter(synced));
  }

  void add(Key key) {
    queues.get(Math.floorMod(key.hashCode(), WORKERS)).add(key);
  }

  void close() {
    queues.forEach(Reconciler::close);
  }
}
