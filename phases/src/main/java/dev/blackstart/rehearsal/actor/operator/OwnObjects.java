package dev.blackstart.rehearsal.actor.operator;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.function.BiConsumer;

/**
 * What an operator looks after: objects of a kind that is its own, once that is defined. Each is
 * reconciled when it changes, and all when the program has become ready; none while it is not.
 */
final class OwnObjects {
  private final Surroundings around;
  private final RunningPods program;

  OwnObjects(Surroundings around, RunningPods program) {
    this.around = around;
    this.program = program;
  }

  /**
   * @param reconcile is given objects that are not on their way out
   */
  void follow(ResourceType type, BiConsumer<Informer, Resource> reconcile) {
    follow(type, reconcile, (informer, queue) -> {});
  }

  /**
   * @param reconcile is given objects that are not on their way out
   * @param followed told once, when the kind is defined
   */
  void follow(
      ResourceType type,
      BiConsumer<Informer, Resource> reconcile,
      BiConsumer<Informer, Reconciler> followed) {
    around.whenDefined(
        type,
        () -> {
          Informer informer = around.informer(type);
          Reconciler queue = around.reconciler(key -> reconcile(informer, key, reconcile), type);
          informer.listen(change -> queue.add(change.any().key()));
          program.listen(() -> informer.all().forEach(object -> queue.add(object.key())));
          followed.accept(informer, queue);
        });
  }

  private void reconcile(Informer informer, Key key, BiConsumer<Informer, Resource> reconcile) {
    if (program.ready()) {
      informer
          .get(key)
          .filter(object -> !object.deleting())
          .ifPresent(object -> reconcile.accept(informer, object));
    }
  }
}
