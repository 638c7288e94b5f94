package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One pod on one machine: a stage, and the status that shows it. Times in the status are wall time.
 */
final class PodLife {
  private final JsonNode spec;
  private final int restarts;
  private final Map<String, String[]> conditions = new HashMap<>();
  private final ContainerRestarts again = new ContainerRestarts();
  private final ContainerStatuses shown;
  private PodStage stage = PodStage.CREATING;
  private boolean told;
  private int initialised;
  private String address = "";
  private String waitingBecause = "ContainerCreating";
  private String waitingMessage = "";
  private String pulling = "";
  private Instant created = Instant.EPOCH;
  private Instant started = Instant.EPOCH;
  private Instant finished = Instant.EPOCH;

  PodLife(JsonNode spec, String uid, int restarts) {
    this.spec = spec;
    this.restarts = restarts;
    this.shown = new ContainerStatuses(uid, restarts, again);
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

  /** Whether it has come to its end, well or not. */
  boolean over() {
    return stage == PodStage.SUCCEEDED || stage == PodStage.FAILED;
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

  /** Whether what ends by an error is not started again. */
  boolean endsOnce() {
    return spec.path("restartPolicy").asText().equals("Never");
  }

  /** Made to do one thing and end. */
  boolean ends() {
    return !spec.path("restartPolicy").asText("Always").equals("Always");
  }

  void sandbox(String podAddress) {
    address = podAddress;
  }

  void waits(String because, String message) {
    waitsForImage("", because, message);
  }

  /** The same, about one image. */
  void waitsForImage(String image, String because, String message) {
    pulling = image;
    waitingBecause = because;
    waitingMessage = message;
  }

  boolean waitsBecause(String because, String message) {
    return waitingBecause.equals(because) && waitingMessage.equals(message);
  }

  void initialising(int done) {
    pulling = "";
    stage = PodStage.INITIALISING;
    initialised = done;
    waits("PodInitializing", "");
  }

  /** Its init containers are done, and it is not yet running. */
  void initialisedAll() {
    initialised = spec.path("initContainers").size();
  }

  void running(Instant wall) {
    stage = PodStage.RUNNING;
    pulling = "";
    started = wall;
  }

  void ready() {
    stage = PodStage.READY;
  }

  /**
   * Its containers ended, badly; they are started again later.
   *
   * @param message the kubelet's, about that
   */
  void ended(String message, Instant wall) {
    stage = PodStage.ENDED;
    waits("CrashLoopBackOff", message);
    spec.path("containers")
        .forEach(container -> again.ended(container.path("name").asText(), started, wall));
  }

  /** Its containers are started again after they ended. */
  void again(Instant wall) {
    waits("ContainerCreating", "");
    running(wall);
    spec.path("containers").forEach(container -> again.add(container.path("name").asText(), wall));
  }

  void succeeded(Instant wall) {
    stage = PodStage.SUCCEEDED;
    finished = wall;
  }

  void failed(Instant wall) {
    stage = PodStage.FAILED;
    finished = wall;
  }

  /** The status for the API server. */
  ObjectNode status(String hostAddress, Instant wall) {
    if (created.equals(Instant.EPOCH)) {
      created = wall;
    }
    boolean done = over();
    boolean ready = stage == PodStage.READY;
    boolean initialisedAll =
        stage.compareTo(PodStage.RUNNING) >= 0 || initialised >= spec.path("initContainers").size();
    boolean failed = stage == PodStage.FAILED;
    String over = failed ? "PodFailed" : "PodCompleted";
    String notReady = done ? over : "ContainersNotReady";
    ArrayNode stand = Json.array();
    stand.add(condition("PodReadyToStartContainers", !address.isEmpty() && !done, "", wall));
    stand.add(
        condition(
            "Initialized",
            initialisedAll,
            done && !failed ? over : "ContainersNotInitialized",
            wall));
    stand.add(condition("Ready", ready, notReady, wall));
    stand.add(condition("ContainersReady", ready, notReady, wall));
    stand.add(condition("PodScheduled", true, "", wall));
    ObjectNode status =
        Json.object(
            "phase",
            stage.phase(),
            "conditions",
            stand,
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
            case CREATING, INITIALISING -> waiting(container);
            case RUNNING, READY ->
                Json.object("running", Json.object("startedAt", again.since(container, started)));
            case ENDED -> waiting("CrashLoopBackOff");
            case SUCCEEDED -> shown.terminated(container, started, finished);
            case FAILED -> shown.failed(container, started, finished);
          };
      statuses.add(
          shown.of(
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
      if (done && (!sidecar || over())) {
        state =
            shown.terminated(container, created, started.equals(Instant.EPOCH) ? wall : started);
      } else if (done || now) {
        state = Json.object("running", Json.object("startedAt", created));
      } else {
        state = pulling.isEmpty() ? waiting("PodInitializing") : waiting(container);
      }
      statuses.add(shown.of(container, state, done, sidecar && (done || now)));
      index++;
    }
    return statuses;
  }

  /** A reason that is about one image is told of the containers that want it. */
  private ObjectNode waiting(JsonNode container) {
    if (!pulling.isEmpty()) {
      return container.path("image").asText().equals(pulling)
          ? waiting(waitingBecause)
          : Json.object("waiting", Json.object("reason", "PodInitializing"));
    }
    return waiting(
        stage == PodStage.CREATING && spec.path("initContainers").isEmpty()
                || !waitingMessage.isEmpty()
            ? waitingBecause
            : "PodInitializing");
  }

  private ObjectNode waiting(String reason) {
    ObjectNode waiting = Json.object("reason", reason);
    if (!waitingMessage.isEmpty()) {
      waiting.put("message", waitingMessage);
    }
    return Json.object("waiting", waiting);
  }
}
