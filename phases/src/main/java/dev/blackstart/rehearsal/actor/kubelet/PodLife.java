package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Pace;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One pod on one machine: a stage, and the status that shows it. Times in the status are wall time.
 */
final class PodLife {
  private final JsonNode spec;
  private final String uid;
  private final int restarts;
  private final Map<String, String[]> conditions = new HashMap<>();
  private final ContainerRestarts again = new ContainerRestarts();
  private PodStage stage = PodStage.CREATING;
  private boolean told;
  private int initialised;
  private String address = "";
  private String waitingBecause = "ContainerCreating";
  private String waitingMessage = "";
  private Instant created = Instant.EPOCH;
  private Instant started = Instant.EPOCH;
  private Instant finished = Instant.EPOCH;

  PodLife(JsonNode spec, String uid, int restarts) {
    this.spec = spec;
    this.uid = uid;
    this.restarts = restarts;
  }

  PodStage stage() {
    return stage;
  }

  /** One of its containers ended and runs anew, and does not say yet that it is ready. */
  void restart(String container, Instant wall) {
    stage = PodStage.RUNNING;
    again.add(container, wall);
  }

  /** Whether the API server has the newest status. */
  boolean told() {
    return told;
  }

  void told(boolean told) {
    this.told = told;
  }

  int initialised() {
    return initialised;
  }

  int restarts() {
    return restarts;
  }

  String address() {
    return address;
  }

  boolean hostNetwork() {
    return spec.path("hostNetwork").asBoolean();
  }

  /** Made to do one thing and end. */
  boolean ends() {
    return !spec.path("restartPolicy").asText("Always").equals("Always");
  }

  void sandbox(String podAddress) {
    address = podAddress;
  }

  void waits(String because, String message) {
    waitingBecause = because;
    waitingMessage = message;
  }

  boolean waitsBecause(String because, String message) {
    return waitingBecause.equals(because) && waitingMessage.equals(message);
  }

  void initialising(int done) {
    stage = PodStage.INITIALISING;
    initialised = done;
    waits("PodInitializing", "");
  }

  void running(Instant wall) {
    stage = PodStage.RUNNING;
    started = wall;
  }

  void ready() {
    stage = PodStage.READY;
  }

  void succeeded(Instant wall) {
    stage = PodStage.SUCCEEDED;
    finished = wall;
  }

  /** The status for the API server. */
  ObjectNode status(String hostAddress, Instant wall) {
    if (created.equals(Instant.EPOCH)) {
      created = wall;
    }
    boolean done = stage == PodStage.SUCCEEDED;
    boolean ready = stage == PodStage.READY;
    boolean initialisedAll =
        stage.compareTo(PodStage.RUNNING) >= 0 || spec.path("initContainers").isEmpty();
    String notReady = done ? "PodCompleted" : "ContainersNotReady";
    ArrayNode shown = Json.array();
    shown.add(condition("PodReadyToStartContainers", !address.isEmpty() && !done, "", wall));
    shown.add(
        condition(
            "Initialized",
            initialisedAll,
            done ? "PodCompleted" : "ContainersNotInitialized",
            wall));
    shown.add(condition("Ready", ready, notReady, wall));
    shown.add(condition("ContainersReady", ready, notReady, wall));
    shown.add(condition("PodScheduled", true, "", wall));
    ObjectNode status =
        Json.object(
            "phase",
            phase(),
            "conditions",
            shown,
            "hostIP",
            hostAddress,
            "hostIPs",
            Json.array(Json.object("ip", hostAddress)),
            "startTime",
            created,
            "containerStatuses",
            containers(spec.path("containers")));
    if (!address.isEmpty()) {
      status.put("podIP", address);
      status.set("podIPs", Json.array(Json.object("ip", address)));
    }
    if (!spec.path("initContainers").isEmpty()) {
      status.set("initContainerStatuses", initContainers(wall));
    }
    return status;
  }

  private String phase() {
    return switch (stage) {
      case CREATING, INITIALISING -> "Pending";
      case RUNNING, READY -> "Running";
      case SUCCEEDED -> "Succeeded";
    };
  }

  private ObjectNode condition(String type, boolean holds, String reason, Instant wall) {
    String status = holds ? "True" : "False";
    String[] known = conditions.get(type);
    if (known == null || !known[0].equals(status)) {
      known = new String[] {status, Json.time(wall)};
      conditions.put(type, known);
    }
    ObjectNode condition =
        Json.object(
            "type", type, "status", status, "lastProbeTime", null, "lastTransitionTime", known[1]);
    if (!reason.isEmpty() && (!holds || reason.equals("PodCompleted"))) {
      condition.put("reason", reason);
      if (reason.startsWith("ContainersNot")) {
        condition.put("message", "containers with unready status: " + names());
      }
    }
    return condition;
  }

  private String names() {
    StringBuilder text = new StringBuilder("[");
    for (JsonNode container : spec.path("containers")) {
      text.append(text.length() > 1 ? " " : "").append(container.path("name").asText());
    }
    return text.append(']').toString();
  }

  private ArrayNode containers(JsonNode containers) {
    ArrayNode statuses = Json.array();
    for (JsonNode container : containers) {
      ObjectNode state =
          switch (stage) {
            case CREATING, INITIALISING ->
                waiting(
                    stage == PodStage.CREATING && spec.path("initContainers").isEmpty()
                            || !waitingMessage.isEmpty()
                        ? waitingBecause
                        : "PodInitializing");
            case RUNNING, READY ->
                Json.object("running", Json.object("startedAt", again.since(container, started)));
            case SUCCEEDED -> terminated(container, started, finished);
          };
      statuses.add(
          container(
              container,
              state,
              stage == PodStage.READY,
              stage == PodStage.RUNNING || stage == PodStage.READY));
    }
    return statuses;
  }

  private ArrayNode initContainers(Instant wall) {
    ArrayNode statuses = Json.array();
    int index = 0;
    for (JsonNode container : spec.path("initContainers")) {
      boolean sidecar = container.path("restartPolicy").asText().equals("Always");
      boolean done = stage.compareTo(PodStage.RUNNING) >= 0 || index < initialised;
      boolean now = stage == PodStage.INITIALISING && index == initialised;
      ObjectNode state;
      if (done && !(sidecar && stage != PodStage.SUCCEEDED)) {
        state = terminated(container, created, started.equals(Instant.EPOCH) ? wall : started);
      } else if (done || now) {
        state = Json.object("running", Json.object("startedAt", created));
      } else {
        state = waiting("PodInitializing");
      }
      statuses.add(container(container, state, done, sidecar && (done || now)));
      index++;
    }
    return statuses;
  }

  private ObjectNode waiting(String reason) {
    ObjectNode waiting = Json.object("reason", reason);
    if (!waitingMessage.isEmpty()) {
      waiting.put("message", waitingMessage);
    }
    return Json.object("waiting", waiting);
  }

  private ObjectNode terminated(JsonNode container, Instant from, Instant until) {
    return Json.object(
        "terminated",
        Json.object(
            "exitCode",
            0,
            "reason",
            "Completed",
            "startedAt",
            from,
            "finishedAt",
            until,
            "containerID",
            id(container)));
  }

  private ObjectNode container(
      JsonNode container, ObjectNode state, boolean ready, boolean running) {
    boolean begun = !state.has("waiting");
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
        Json.object());
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
