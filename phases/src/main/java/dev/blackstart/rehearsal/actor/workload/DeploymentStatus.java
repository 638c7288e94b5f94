package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Conditions;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far a Deployment is, in numbers. */
record DeploymentStatus(int wanted, int replicas, int updated, int ready, int available) {
  static DeploymentStatus of(Resource deployment, Optional<Resource> newest, List<Resource> all) {
    return new DeploymentStatus(
        Count.replicas(deployment.spec()),
        sum(all, "replicas"),
        newest.map(set -> set.status().path("replicas").asInt()).orElse(0),
        sum(all, "readyReplicas"),
        sum(all, "availableReplicas"));
  }

  private static int sum(List<Resource> sets, String field) {
    return sets.stream().mapToInt(set -> set.status().path(field).asInt()).sum();
  }

  /** Every replica is new and available, and no old one is left. */
  boolean complete() {
    return updated == wanted && replicas == wanted && available == wanted;
  }

  ObjectNode json(
      Resource deployment,
      Optional<Resource> newest,
      List<Resource> all,
      boolean late,
      Instant wall) {
    JsonNode limits = deployment.spec().path("strategy").path("rollingUpdate");
    boolean recreate = deployment.spec().path("strategy").path("type").asText().equals("Recreate");
    int mayMiss = recreate ? 0 : Count.of(limits.path("maxUnavailable"), "25%", wanted, false);
    boolean enough = available >= wanted - mayMiss;
    Conditions conditions = new Conditions(deployment, wall);
    conditions.with(
        "Available",
        enough,
        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        enough
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.");
    all.stream()
        .flatMap(set -> failure(set).stream())
        .findFirst()
        .ifPresent(message -> conditions.with("ReplicaFailure", true, "FailedCreate", message));
    String set = newest.map(Resource::name).orElse("");
    if (complete()) {
      conditions.with(
          "Progressing",
          true,
          "NewReplicaSetAvailable",
          "ReplicaSet \"%s\" has successfully progressed.".formatted(set));
    } else if (late) {
      conditions.with(
          "Progressing",
          false,
          "ProgressDeadlineExceeded",
          "ReplicaSet \"%s\" has timed out progressing.".formatted(set));
    } else {
      conditions.with(
          "Progressing",
          true,
          "ReplicaSetUpdated",
          "ReplicaSet \"%s\" is progressing.".formatted(set));
    }
    return Json.object(
        "observedGeneration", deployment.generation(),
        "replicas", replicas,
        "updatedReplicas", updated,
        "readyReplicas", ready,
        "availableReplicas", available,
        "unavailableReplicas", Math.max(0, Math.max(wanted, replicas) - available),
        "conditions", conditions.list());
  }

  private static Optional<String> failure(Resource set) {
    for (JsonNode condition : set.status().path("conditions")) {
      if (condition.path("type").asText().equals("ReplicaFailure")) {
        return Optional.of(condition.path("message").asText());
      }
    }
    return Optional.empty();
  }
}
