package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A status on its way to the API server: conditions as Flux's controllers keep them, and more. */
final class FluxStatus {
  static final String READY = "Ready";
  static final String RECONCILING = "Reconciling";
  static final String STALLED = "Stalled";
  static final String HEALTHY = "Healthy";

  /** Reason of what a rehearsal cannot play. */
  static final String NOT_REHEARSED = "NotRehearsed";

  private final Surroundings around;
  private final Resource object;
  private final ObjectNode fields = Json.object();
  private final List<ObjectNode> conditions = new ArrayList<>();

  FluxStatus(Surroundings around, Resource object) {
    this.around = around;
    this.object = object;
    object
        .status()
        .path("conditions")
        .forEach(condition -> conditions.add(((ObjectNode) condition).deepCopy()));
  }

  /** The reason of an object's condition; empty when it has none. */
  static String reason(Resource object, String type) {
    for (JsonNode condition : object.status().path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("reason").asText();
      }
    }
    return "";
  }

  static boolean isNotRehearsed(Resource object) {
    return reason(object, READY).equals(NOT_REHEARSED);
  }

  /** Sets a condition; its time changes only with its status. */
  FluxStatus mark(String type, String status, String reason, String message) {
    ObjectNode condition =
        Json.object(
            "type", type,
            "status", status,
            "reason", reason,
            "message", message,
            "observedGeneration", object.generation(),
            "lastTransitionTime", around.wall());
    for (int i = 0; i < conditions.size(); i++) {
      JsonNode old = conditions.get(i);
      if (old.path("type").asText().equals(type)) {
        if (old.path("status").asText().equals(status)) {
          condition.set("lastTransitionTime", old.path("lastTransitionTime"));
        }
        conditions.set(i, condition);
        return this;
      }
    }
    conditions.add(condition);
    return this;
  }

  FluxStatus ready(String reason, String message) {
    without(RECONCILING).without(STALLED);
    return mark(READY, "True", reason, message).observed();
  }

  /** Not ready, and tried again later. */
  FluxStatus failed(String reason, String message) {
    without(STALLED);
    mark(READY, "False", reason, message);
    return mark(RECONCILING, "True", "ProgressingWithRetry", message);
  }

  /** Not ready, and no sense in trying again. */
  FluxStatus stalled(String reason, String message) {
    without(RECONCILING);
    mark(READY, "False", reason, message);
    return mark(STALLED, "True", reason, message).observed();
  }

  FluxStatus progressing(String what) {
    without(STALLED);
    mark(READY, "Unknown", "Progressing", "Reconciliation in progress");
    return mark(RECONCILING, "True", "Progressing", what);
  }

  /** The manifests of a revision are on their way. */
  FluxStatus fetching(String revision, Duration timeout) {
    return progressing("Fetching manifests for " + within(revision, timeout));
  }

  /** A revision is applied, its objects may yet fail. */
  void checkingHealth(String revision, Duration timeout) {
    String message = "Running health checks for " + within(revision, timeout);
    mark(RECONCILING, "True", "Progressing", message);
    mark(HEALTHY, "Unknown", "Progressing", message);
  }

  private static String within(String revision, Duration timeout) {
    return "revision " + revision + " with a timeout of " + Durations.text(timeout);
  }

  /** Neither ready nor failed: the rehearsal has not what it takes. */
  FluxStatus notRehearsed(String why) {
    without(RECONCILING).without(STALLED);
    return mark(READY, "Unknown", NOT_REHEARSED, why).observed();
  }

  FluxStatus without(String type) {
    conditions.removeIf(condition -> condition.path("type").asText().equals(type));
    return this;
  }

  FluxStatus observed() {
    return set("observedGeneration", object.generation());
  }

  FluxStatus set(String field, Object value) {
    fields.setAll(Json.object(field, value));
    return this;
  }

  /** Says that an asked-for reconciliation has been seen. */
  FluxStatus handled() {
    String requested = object.annotation("reconcile.fluxcd.io/requestedAt");
    return requested.isEmpty() ? this : set("lastHandledReconcileAt", requested);
  }

  /** Writes the status, unless all of it is there already. */
  Resource write(Informer informer) {
    ArrayNode list = Json.array();
    list.addAll(conditions);
    fields.set("conditions", list);
    boolean known =
        fields.properties().stream()
            .allMatch(field -> field.getValue().equals(object.status().path(field.getKey())));
    return known
        ? object
        : informer.saw(around.client().mergeStatus(informer.type(), object.key(), fields));
  }
}
