package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Pace;
import java.time.Instant;

/** How the containers of a pod are shown. Times are wall time. */
final class ContainerStatuses {
  private final String uid;
  private final int restarts;
  private final ContainerRestarts again;

  /**
   * @param restarts of every container, by the machine's own
   * @param again of single ones
   */
  ContainerStatuses(String uid, int restarts, ContainerRestarts again) {
    this.uid = uid;
    this.restarts = restarts;
    this.again = again;
  }

  /** The state of one that did what it was made for. */
  ObjectNode terminated(JsonNode container, Instant from, Instant until) {
    return terminated(container, 0, "Completed", from, until);
  }

  /** The state of one that ended by an error for good. */
  ObjectNode failed(JsonNode container, Instant from, Instant until) {
    return terminated(container, 1, "Error", from, until);
  }

  private ObjectNode terminated(
      JsonNode container, int code, String reason, Instant from, Instant until) {
    return Json.object(
        "terminated",
        Json.object(
            "exitCode",
            code,
            "reason",
            reason,
            "startedAt",
            from,
            "finishedAt",
            until,
            "containerID",
            id(container)));
  }

  ObjectNode of(JsonNode container, ObjectNode state, boolean ready, boolean running) {
    boolean begun = !state.has("waiting") || again.hasEnded(container);
    String image = container.path("image").asText();
    return Json.object(
        "name",
        container.path("name"),
        "image",
        image,
        "imageID",
        begun ? image.replaceFirst("(:[^/]+)?(@.*)?$", "") + "@sha256:" + digest(image) : "",
        "containerID",
        begun ? id(container) : "",
        "ready",
        ready,
        "started",
        running,
        "restartCount",
        (restarts + again.count(container)),
        "state",
        state,
        "lastState",
        again
            .lastEnd(container)
            .map(end -> terminated(container, 1, "Error", end.from(), end.until()))
            .orElseGet(Json::object));
  }

  private String id(JsonNode container) {
    return "containerd://"
        + digest(uid + container.path("name").asText() + (restarts + again.count(container)));
  }

  private static String digest(String text) {
    Pace pace = new Pace(0);
    return "%016x%016x%016x%016x"
        .formatted(
            pace.number(text, "1"),
            pace.number(text, "2"),
            pace.number(text, "3"),
            pace.number(text, "4"));
  }
}
