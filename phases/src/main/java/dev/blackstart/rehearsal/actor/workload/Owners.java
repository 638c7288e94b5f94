package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.Optional;

/** Wakes a controller when something it controls has changed. */
final class Owners {
  private Owners() {}

  static void listen(Informer dependents, String ownerKind, Reconciler queue) {
    dependents.listen(
        change -> {
          change.now().flatMap(object -> owner(object, ownerKind)).ifPresent(queue::add);
          change.before().flatMap(object -> owner(object, ownerKind)).ifPresent(queue::add);
        });
  }

  private static Optional<Key> owner(Resource object, String kind) {
    return object
        .controller()
        .filter(reference -> reference.path("kind").asText().equals(kind))
        .map((JsonNode reference) -> new Key(object.namespace(), reference.path("name").asText()));
  }
}
