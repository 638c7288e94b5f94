package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.flux.health.Health;
import dev.blackstart.rehearsal.flux.health.ObjectHealth;
import java.util.Optional;

/** The health of an object in Argo CD's words, by the rules it brings (Argo CD 3.x). */
final class BuiltinHealth {
  private BuiltinHealth() {}

  /** Whether Argo CD has a rule for a kind; of others it says nothing. */
  static boolean tells(String group, String kind) {
    return switch (kind) {
      case "PodDisruptionBudget" -> false;
      case "CronJob", "Ingress", "APIService", "HorizontalPodAutoscaler" -> true;
      default -> ObjectHealth.changes(group, kind);
    };
  }

  static String of(Resource object) {
    JsonNode spec = object.spec();
    JsonNode status = object.status();
    if (object.deleting()) {
      return "Progressing";
    }
    return switch (object.json().path("kind").asText()) {
      case "Service" ->
          spec.path("type").asText().equals("LoadBalancer") ? addressed(status) : "Healthy";
      case "Ingress" -> addressed(status);
      case "CronJob" -> spec.path("suspend").asBoolean() ? "Suspended" : "Healthy";
      case "APIService" -> object.isTrue("Available") ? "Healthy" : "Progressing";
      case "HorizontalPodAutoscaler" ->
          object.condition("ScalingActive").equals("False") ? "Degraded" : "Healthy";
      case "PersistentVolumeClaim" ->
          switch (status.path("phase").asText()) {
            case "Bound" -> "Healthy";
            case "Lost" -> "Degraded";
            default -> "Progressing";
          };
      case "Deployment" -> spec.path("paused").asBoolean() ? "Suspended" : general(object);
      case "Job" -> object.isTrue("Suspended") ? "Suspended" : general(object);
      default -> general(object);
    };
  }

  private static String addressed(JsonNode status) {
    return status.at("/loadBalancer/ingress").isEmpty() ? "Progressing" : "Healthy";
  }

  private static String general(Resource object) {
    return switch (ObjectHealth.of(object.json())) {
      case Health.CURRENT -> "Healthy";
      case Health.IN_PROGRESS, Health.TERMINATING -> "Progressing";
      case Health.FAILED -> "Degraded";
      case Health.NOT_FOUND -> "Missing";
      case Health.UNKNOWN -> "Unknown";
    };
  }

  /** Why it is not healthy, where the object says so. */
  static Optional<String> message(Resource object) {
    String kind = object.json().path("kind").asText();
    for (JsonNode condition : object.status().path("conditions")) {
      String good = kind.equals("Job") ? "True" : "False";
      if (condition.path("status").asText().equals(good)
          && !condition.path("message").asText().isEmpty()) {
        return Optional.of(condition.path("message").asText());
      }
    }
    return kind.equals("StatefulSet")
        ? Optional.of(
            "Waiting for %d pods to be ready..."
                .formatted(
                    object.spec().path("replicas").asLong(1)
                        - object.status().path("readyReplicas").asLong()))
        : Optional.empty();
  }
}
