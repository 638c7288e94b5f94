package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Operators of which only the word counts: an object of one of their kinds becomes what it should
 * be, some time after its operator is ready. An operator that is down says nothing.
 */
public final class Operators {
  private final Surroundings around;
  private final OperatorStatuses statuses;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  public Operators(Surroundings around) {
    this.around = around;
    this.statuses = new OperatorStatuses(around);
    OperatorKinds.all().forEach(kind -> around.whenDefined(kind.type(), () -> follow(kind)));
  }

  private void follow(OperatorKind kind) {
    Informer informer = around.informer(kind.type());
    RunningPods operator = new RunningPods(around, kind.program());
    Reconciler queue =
        around.reconciler(key -> reconcile(kind, informer, operator, key), kind.type());
    informer.listen(change -> queue.add(change.any().key()));
    operator.listen(() -> informer.all().forEach(object -> queue.add(object.key())));
  }

  private void reconcile(OperatorKind kind, Informer informer, RunningPods operator, Key key) {
    Optional<Resource> found = informer.get(key).filter(object -> !object.deleting());
    if (found.isEmpty() || !operator.ready() || statuses.isSaid(kind, found.get())) {
      return;
    }
    Resource object = found.get();
    if (!underWay.add(object.uid())) {
      return;
    }
    Duration takes =
        around.pace().between(kind.least(), kind.most(), kind.type().kind(), key.toString());
    around.after(
        takes,
        () -> {
          underWay.remove(object.uid());
          if (operator.ready()) {
            informer.get(key).ifPresent(now -> say(kind, informer, now));
          }
        });
  }

  private void say(OperatorKind kind, Informer informer, Resource object) {
    Optional<ObjectNode> status = statuses.of(kind, object);
    status.ifPresent(said -> Statuses.write(around, informer, object, said));
  }
}
