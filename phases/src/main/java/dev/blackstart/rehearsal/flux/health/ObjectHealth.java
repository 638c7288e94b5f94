package dev.blackstart.rehearsal.flux.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The health of an object by its own status: generation and the conditions Reconciling and Stalled
 * first, then what is special about its kind, then the condition Ready; one that says nothing is
 * current.
 */
public final class ObjectHealth {
  private static final Map<String, Function<JsonNode, Health>> KINDS =
      Map.ofEntries(
          Map.entry("apps/Deployment", WorkloadHealth::deployment),
          Map.entry("apps/StatefulSet", WorkloadHealth::statefulSet),
          Map.entry("apps/DaemonSet", WorkloadHealth::daemonSet),
          Map.entry("apps/ReplicaSet", WorkloadHealth::replicaSet),
          Map.entry("/Pod", WorkloadHealth::pod),
          Map.entry("batch/Job", WorkloadHealth::job),
          Map.entry("/PersistentVolumeClaim", ObjectHealth::claim),
          Map.entry("/Service", ObjectHealth::service),
          Map.entry("apiextensions.k8s.io/CustomResourceDefinition", ObjectHealth::definition));

  private ObjectHealth() {}

  /** The health of an object as the API server shows it. */
  public static Health of(JsonNode object) {
    if (object.path("metadata").hasNonNull("deletionTimestamp")) {
      return Health.TERMINATING;
    }
    JsonNode observed = object.path("status").path("observedGeneration");
    JsonNode generation = object.path("metadata").path("generation");
    if (observed.isNumber() && generation.isNumber() && observed.asLong() != generation.asLong()) {
      return Health.IN_PROGRESS;
    }
    if (condition(object, "Reconciling").equals(Optional.of("True"))) {
      return Health.IN_PROGRESS;
    }
    if (condition(object, "Stalled").equals(Optional.of("True"))) {
      return Health.FAILED;
    }
    Function<JsonNode, Health> rule = KINDS.get(group(object) + "/" + object.path("kind").asText());
    if (rule != null) {
      return rule.apply(object);
    }
    return condition(object, "Ready")
        .map(ready -> ready.equals("True") ? Health.CURRENT : Health.IN_PROGRESS)
        .orElse(Health.CURRENT);
  }

  /** Whether the health of a kind can change after it was written. */
  public static boolean changes(String group, String kind) {
    boolean ownRule = KINDS.containsKey(group + "/" + kind);
    boolean custom = group.contains(".") && !group.endsWith(".k8s.io");
    return ownRule || custom || group.equals("gateway.networking.k8s.io");
  }

  static Optional<String> condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition.path("status").asText());
      }
    }
    return Optional.empty();
  }

  private static String group(JsonNode object) {
    String apiVersion = object.path("apiVersion").asText();
    return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
  }

  private static Health currentIf(boolean current) {
    return current ? Health.CURRENT : Health.IN_PROGRESS;
  }

  private static Health claim(JsonNode claim) {
    return currentIf(claim.path("status").path("phase").asText().equals("Bound"));
  }

  private static Health service(JsonNode service) {
    JsonNode spec = service.path("spec");
    return currentIf(
        !spec.path("type").asText().equals("LoadBalancer")
            || !spec.path("clusterIP").asText().isEmpty());
  }

  private static Health definition(JsonNode definition) {
    if (condition(definition, "NamesAccepted").equals(Optional.of("False"))) {
      return Health.FAILED;
    }
    return currentIf(condition(definition, "Established").equals(Optional.of("True")));
  }
}
