package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * How a controller goes round its objects: each when it changes or is due, none while the
 * controller does not run or the object is suspended, and with a last visit to those that go.
 *
 * @param <R> what is under way for an object
 */
final class Rounds<R extends Rounds.UnderWay> {
  /** How soon a change of something that is waited for is noticed. */
  private static final Duration NOTICED = Duration.ofSeconds(2);

  /** What is under way for an object. */
  interface UnderWay {
    /** Whether it waits for the health of an object. */
    boolean waitsFor(ResourceType type, Key object);
  }

  private final Controllers controllers;
  private final String controller;
  private final Informer objects;
  private final Finalizers finalizers;
  private final Consumer<Resource> work;
  private final Consumer<Resource> last;
  private final Lanes queue;
  private final Timetable timetable;
  private final Map<Key, R> runs = new ConcurrentHashMap<>();

  /**
   * @param controller its name
   * @param work done for each that is to be reconciled
   * @param last done for each that goes, before its finalizer does
   */
  Rounds(
      Surroundings around,
      Controllers controllers,
      String controller,
      Informer objects,
      Finalizers finalizers,
      Consumer<Resource> work,
      Consumer<Resource> last) {
    this.controllers = controllers;
    this.controller = controller;
    this.objects = objects;
    this.finalizers = finalizers;
    this.work = work;
    this.last = last;
    this.queue = new Lanes(around, this::reconcile);
    this.timetable = new Timetable(around, queue::add);
  }

  /** From now on it goes round. */
  void begin() {
    queue.startAfter(objects.synced());
    objects.listen(change -> queue.add(change.any().key()));
    controllers.listen(() -> objects.all().forEach(object -> queue.add(object.key())));
  }

  void add(Key key) {
    queue.add(key);
  }

  Timetable timetable() {
    return timetable;
  }

  /** What is under way, by object. */
  Map<Key, R> runs() {
    return runs;
  }

  /** Something has become healthy, or ill. */
  void healthChanged(ResourceType type, Key object) {
    runs.forEach(
        (key, run) -> {
          if (run.waitsFor(type, object)) {
            timetable.nudge(key, NOTICED);
          }
        });
  }

  private void reconcile(Key key) {
    Resource object = objects.get(key).orElse(null);
    if (object == null) {
      runs.remove(key);
      timetable.forget(key);
    } else if (!controllers.isRunning(controller)) {
      runs.remove(key);
    } else if (object.deleting()) {
      runs.remove(key);
      timetable.forget(key);
      last.accept(object);
      finalizers.release(object);
    } else if (finalizers.ensure(object) && !object.spec().path("suspend").asBoolean()) {
      work.accept(object);
    }
  }

  void close() {
    queue.close();
  }
}
