package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a status when it says something new. */
public final class Statuses {
  private Statuses() {}

  /** Merges the status into the object, unless all of it is there already. */
  public static void write(
      Surroundings around, Informer informer, Resource object, ObjectNode status) {
    if (says(object.status(), status)) {
      return;
    }
    informer.saw(around.client().mergeStatus(informer.type(), object.key(), status));
  }

  /** Zeros and empty lists are left out by the API server. */
  private static boolean says(JsonNode known, ObjectNode status) {
    return status.properties().stream()
        .allMatch(
            member -> {
              JsonNode old = known.path(member.getKey());
              JsonNode now = member.getValue();
              boolean nothing =
                  now.isNull()
                      || (now.isNumber() && now.asLong() == 0)
                      || (now.isArray() && now.isEmpty());
              return old.equals(now)
                  || (old.isNumber() && now.isNumber() && old.asLong() == now.asLong())
                  || (nothing && (old.isMissingNode() || old.isNull()));
            });
  }
}
