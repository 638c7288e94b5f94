package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.ResourceType;

/** Asks Flux to look at an object, as {@code flux reconcile} does. */
final class ReconcileRequest {
  private ReconcileRequest() {}

  /**
   * @param at another word each time
   */
  static void make(ApiClient client, ResourceType type, Key object, String at) {
    client.merge(
        type,
        object,
        Json.object(
            "metadata",
            Json.object("annotations", Json.object("reconcile.fluxcd.io/requestedAt", at))));
  }
}
