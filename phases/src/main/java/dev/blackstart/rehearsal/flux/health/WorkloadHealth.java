package dev.blackstart.rehearsal.flux.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The rules for what runs pods. */
final class WorkloadHealth {
  private WorkloadHealth() {}

  static Health deployment(JsonNode deployment) {
    for (JsonNode condition : deployment.path("status").path("conditions")) {
      if (condition.path("reason").asText().equals("ProgressDeadlineExceeded")) {
        return Health.FAILED;
      }
    }
    long wanted = wanted(deployment);
    boolean current =
        status(deployment, "updatedReplicas") >= wanted
            && status(deployment, "replicas") <= status(deployment, "updatedReplicas")
            && status(deployment, "replicas") >= wanted
            && status(deployment, "availableReplicas") >= wanted
            && status(deployment, "readyReplicas") >= wanted
            && isObserved(deployment)
            && ObjectHealth.condition(deployment, "Available").equals(Optional.of("True"));
    return currentIf(current);
  }

  static Health statefulSet(JsonNode set) {
    JsonNode strategy = set.path("spec").path("updateStrategy");
    if (strategy.path("type").asText().equals("OnDelete")) {
      return Health.CURRENT;
    }
    long wanted = wanted(set);
    if (!isObserved(set)
        || status(set, "replicas") != wanted
        || status(set, "readyReplicas") < wanted
        || status(set, "currentReplicas") + status(set, "updatedReplicas") < wanted) {
      return Health.IN_PROGRESS;
    }
    long partition = strategy.path("rollingUpdate").path("partition").asLong();
    if (partition > 0) {
      return currentIf(status(set, "updatedReplicas") >= wanted - partition);
    }
    JsonNode status = set.path("status");
    return currentIf(status.path("currentRevision").equals(status.path("updateRevision")));
  }

  static Health daemonSet(JsonNode set) {
    long wanted = status(set, "desiredNumberScheduled");
    return currentIf(
        isObserved(set)
            && set.path("status").has("desiredNumberScheduled")
            && status(set, "currentNumberScheduled") >= wanted
            && status(set, "updatedNumberScheduled") >= wanted
            && status(set, "numberAvailable") >= wanted
            && status(set, "numberReady") >= wanted);
  }

  static Health replicaSet(JsonNode set) {
    long wanted = wanted(set);
    return currentIf(
        isObserved(set)
            && status(set, "fullyLabeledReplicas") >= wanted
            && status(set, "availableReplicas") >= wanted
            && status(set, "readyReplicas") >= wanted
            && status(set, "replicas") <= wanted);
  }

  static Health pod(JsonNode pod) {
    return switch (pod.path("status").path("phase").asText()) {
      case "Succeeded" -> Health.CURRENT;
      case "Failed" -> Health.FAILED;
      case "Running" -> {
        for (JsonNode container : pod.path("status").path("containerStatuses")) {
          JsonNode waiting = container.path("state").path("waiting");
          if (waiting.path("reason").asText().equals("CrashLoopBackOff")) {
            yield Health.FAILED;
          }
        }
        yield currentIf(ObjectHealth.condition(pod, "Ready").equals(Optional.of("True")));
      }
      default -> Health.IN_PROGRESS;
    };
  }

  /** Flux waits for a job to complete; kstatus alone would be content with its start. */
  static Health job(JsonNode job) {
    if (ObjectHealth.condition(job, "Failed").equals(Optional.of("True"))) {
      return Health.FAILED;
    }
    return currentIf(ObjectHealth.condition(job, "Complete").equals(Optional.of("True")));
  }

  private static boolean isObserved(JsonNode object) {
    return object.path("status").has("observedGeneration");
  }

  private static long wanted(JsonNode object) {
    return object.path("spec").path("replicas").asLong(1);
  }

  private static long status(JsonNode object, String field) {
    return object.path("status").path(field).asLong();
  }

  private static Health currentIf(boolean current) {
    return current ? Health.CURRENT : Health.IN_PROGRESS;
  }
}
