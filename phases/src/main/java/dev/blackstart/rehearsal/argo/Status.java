package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;

/** Writes the status of an Application, which is part of the object itself. */
final class Status {
  /** Our own word for what this world cannot play. */
  static final String NOT_REHEARSED = "NotRehearsed";

  private final Surroundings around;
  private final Informer applications;

  Status(Surroundings around, Informer applications) {
    this.around = around;
    this.applications = applications;
  }

  /** The controller cannot say what should be there. */
  void refused(Resource application, Refused refused) {
    ObjectNode status = base("Unknown", "", "Unknown", Json.array());
    status.set(
        "conditions",
        Json.array(Json.object("type", refused.type(), "message", refused.getMessage())));
    write(application, status);
  }

  /** How far it is. */
  void compared(Resource application, Sync sync, boolean same, String health, ArrayNode resources) {
    ObjectNode status =
        base(
            sync.succeeded() && same ? "Synced" : "OutOfSync",
            sync.target().revision(),
            health,
            resources);
    status.set("conditions", Json.array());
    ObjectNode state =
        Json.object(
            "phase", sync.phase(),
            "message", sync.message(),
            "startedAt", Json.time(around.wall()),
            "operation", Json.object("sync", Json.object("revision", sync.target().revision())));
    if (!sync.hooks().isEmpty()) {
      state.set(
          "syncResult",
          Json.object("revision", sync.target().revision(), "resources", sync.hooks().deepCopy()));
    }
    if (sync.ended() != null) {
      state.put("finishedAt", Json.time(around.wall()));
    }
    var before = application.status().path("operationState");
    boolean told =
        before.path("phase").asText().equals(sync.phase())
            && before.path("message").asText().equals(sync.message());
    status.set("operationState", told ? before : state);
    write(application, status);
  }

  /** Nobody syncs it by itself. */
  void byHand(Resource application, Target target, String health, ArrayNode resources) {
    ObjectNode status = base("OutOfSync", target.revision(), health, resources);
    status.set("conditions", Json.array());
    write(application, status);
  }

  private static ObjectNode base(String sync, String revision, String health, ArrayNode resources) {
    ObjectNode compared = Json.object("status", sync);
    if (!revision.isEmpty()) {
      compared.put("revision", revision);
    }
    return Json.object(
        "sync", compared,
        "health", Json.object("status", health),
        "resources", resources);
  }

  private void write(Resource application, ObjectNode status) {
    boolean said =
        status.properties().stream()
            .allMatch(
                member -> {
                  var old = application.status().path(member.getKey());
                  boolean nothing = member.getValue().isEmpty() && old.isMissingNode();
                  return nothing || old.equals(member.getValue());
                });
    if (!said) {
      status.put("reconciledAt", Json.time(around.wall()));
      applications.saw(
          around
              .client()
              .as(ArgoCd.CONTROLLER)
              .merge(ArgoTypes.APPLICATIONS, application.key(), Json.object("status", status)));
    }
  }
}
