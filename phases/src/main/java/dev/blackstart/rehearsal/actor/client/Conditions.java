package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Conditions of a status, which remember since when they are as they are. */
public final class Conditions {
  private final Resource before;
  private final Instant wall;
  private final ArrayNode conditions = Json.array();

  public Conditions(Resource before, Instant wall) {
    this.before = before;
    this.wall = wall;
  }

  /** Adds a condition; one that was so before keeps its times. */
  public Conditions with(String type, boolean holds, String reason, String message) {
    String status = holds ? "True" : "False";
    ObjectNode condition =
        Json.object(
            "type", type,
            "status", status,
            "reason", reason,
            "message", message,
            "lastUpdateTime", wall,
            "lastTransitionTime", wall);
    for (JsonNode known : before.status().path("conditions")) {
      if (known.path("type").asText().equals(type)
          && known.path("status").asText().equals(status)) {
        condition.set("lastTransitionTime", known.path("lastTransitionTime"));
        if (known.path("reason").asText().equals(reason)
            && known.path("message").asText().equals(message)) {
          condition.set("lastUpdateTime", known.path("lastUpdateTime"));
        }
      }
    }
    conditions.add(condition);
    return this;
  }

  public ArrayNode list() {
    return conditions;
  }

  /** Leaves out the time of the last update, which only Deployments have. */
  public ArrayNode withoutUpdates() {
    conditions.forEach(condition -> ((ObjectNode) condition).remove("lastUpdateTime"));
    return conditions;
  }
}
