package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;

/** Flux's mark on an object that it wants to clean up after. */
final class Finalizers {
  private static final String NAME = "finalizers.fluxcd.io";

  private final ApiClient client;
  private final Informer informer;

  Finalizers(ApiClient client, Informer informer) {
    this.client = client;
    this.informer = informer;
  }

  /** Puts the mark on; false when it was not there before, and the object will come by again. */
  boolean ensure(Resource object) {
    if (object.hasFinalizer(NAME)) {
      return true;
    }
    ArrayNode finalizers = Json.array();
    object.meta().path("finalizers").forEach(finalizers::add);
    finalizers.add(NAME);
    write(object, finalizers);
    return false;
  }

  /** Takes the mark off: the object may go. */
  void release(Resource object) {
    if (!object.hasFinalizer(NAME)) {
      return;
    }
    ArrayNode finalizers = Json.array();
    for (JsonNode finalizer : object.meta().path("finalizers")) {
      if (!finalizer.asText().equals(NAME)) {
        finalizers.add(finalizer);
      }
    }
    write(object, finalizers);
  }

  private void write(Resource object, ArrayNode finalizers) {
    try {
      informer.saw(
          client.merge(
              informer.type(),
              object.key(),
              Json.object("metadata", Json.object("finalizers", finalizers))));
    } catch (ApiFailure failure) {
      if (!failure.notFound()) {
        throw failure;
      }
    }
  }
}
