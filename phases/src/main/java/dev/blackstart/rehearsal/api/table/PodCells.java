package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The columns of pods, whose status is told by their containers rather than by their phase. */
final class PodCells {
  private PodCells() {}

  static List<Column> columns() {
    return List.of(
        Column.named(),
        Column.text("Ready", PodCells::ready),
        Column.text("Status", PodCells::status),
        new Column("Restarts", "string", "", 0, PodCells::restarts),
        Column.aged(),
        Column.text("IP", o -> Cells.orNone(o.path("status").path("podIP").asText())).wide(),
        Column.text("Node", o -> Cells.orNone(o.path("spec").path("nodeName").asText())).wide(),
        Column.text(
                "Nominated Node",
                o -> Cells.orNone(o.path("status").path("nominatedNodeName").asText()))
            .wide(),
        Column.text("Readiness Gates", PodCells::gates).wide());
  }

  private static String ready(JsonNode pod) {
    int ready = 0;
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      ready += container.path("ready").asBoolean() ? 1 : 0;
    }
    int all = pod.path("spec").path("containers").size();
    for (JsonNode init : pod.path("spec").path("initContainers")) {
      if (sidecar(init)) {
        all++;
        ready += initReady(pod, init.path("name").asText()) ? 1 : 0;
      }
    }
    return ready + "/" + all;
  }

  private static boolean sidecar(JsonNode init) {
    return init.path("restartPolicy").asText().equals("Always");
  }

  private static boolean initReady(JsonNode pod, String name) {
    for (JsonNode status : pod.path("status").path("initContainerStatuses")) {
      if (status.path("name").asText().equals(name)) {
        return status.path("ready").asBoolean();
      }
    }
    return false;
  }

  private static String restarts(JsonNode pod, java.time.Instant now) {
    int restarts = 0;
    String last = "";
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      restarts += container.path("restartCount").asInt();
      String finished = container.path("lastState").path("terminated").path("finishedAt").asText();
      last = finished.compareTo(last) > 0 ? finished : last;
    }
    return restarts == 0 || last.isEmpty()
        ? Integer.toString(restarts)
        : restarts + " (" + Ages.since(last, now) + " ago)";
  }

  private static String status(JsonNode pod) {
    JsonNode status = pod.path("status");
    String reason = status.path("reason").asText();
    reason = reason.isEmpty() ? status.path("phase").asText() : reason;
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals("PodScheduled")
          && condition.path("reason").asText().equals("SchedulingGated")) {
        reason = "SchedulingGated";
      }
    }
    String initializing = initializing(pod);
    if (!initializing.isEmpty()) {
      reason = initializing;
    } else {
      reason = running(pod, reason);
    }
    if (pod.path("metadata").has("deletionTimestamp")) {
      return status.path("reason").asText().equals("NodeLost") ? "Unknown" : "Terminating";
    }
    return reason;
  }

  private static String initializing(JsonNode pod) {
    JsonNode statuses = pod.path("status").path("initContainerStatuses");
    int count = pod.path("spec").path("initContainers").size();
    for (int i = 0; i < statuses.size(); i++) {
      JsonNode state = statuses.get(i).path("state");
      JsonNode ended = state.path("terminated");
      boolean done = ended.isObject() && ended.path("exitCode").asInt() == 0;
      boolean started =
          sidecar(pod.path("spec").path("initContainers").path(i))
              && statuses.get(i).path("started").asBoolean();
      if (done || started) {
        continue;
      }
      if (ended.isObject()) {
        String reason = ended.path("reason").asText();
        return "Init:" + (reason.isEmpty() ? "ExitCode:" + ended.path("exitCode").asInt() : reason);
      }
      String waiting = state.path("waiting").path("reason").asText();
      boolean telling = !waiting.isEmpty() && !waiting.equals("PodInitializing");
      return telling ? "Init:" + waiting : "Init:" + i + "/" + count;
    }
    return "";
  }

  private static String running(JsonNode pod, String fallback) {
    String reason = fallback;
    boolean runs = false;
    JsonNode statuses = pod.path("status").path("containerStatuses");
    for (int i = statuses.size() - 1; i >= 0; i--) {
      JsonNode state = statuses.get(i).path("state");
      String waiting = state.path("waiting").path("reason").asText();
      JsonNode ended = state.path("terminated");
      if (!waiting.isEmpty()) {
        reason = waiting;
      } else if (ended.isObject()) {
        String why = ended.path("reason").asText();
        reason = why.isEmpty() ? "ExitCode:" + ended.path("exitCode").asInt() : why;
      } else {
        runs |= state.has("running") && statuses.get(i).path("ready").asBoolean();
      }
    }
    if (reason.equals("Completed") && runs) {
      return Cells.condition(pod, "Ready") ? "Running" : "NotReady";
    }
    return reason;
  }

  private static String gates(JsonNode pod) {
    JsonNode gates = pod.path("spec").path("readinessGates");
    if (gates.isEmpty()) {
      return Cells.NONE;
    }
    int met = 0;
    for (JsonNode gate : gates) {
      met += Cells.condition(pod, gate.path("conditionType").asText()) ? 1 : 0;
    }
    return met + "/" + gates.size();
  }
}
