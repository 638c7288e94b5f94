package dev.blackstart.rehearsal.actor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;

/** A Deployment to try actors with, and when it counts as rolled out. */
final class DeploymentCase {
  private DeploymentCase() {}

  static String of(String namespace, String name, int replicas, String podSpec) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %2$s, namespace: %1$s}
    spec:
      replicas: %3$d
      selector: {matchLabels: {app: %2$s}}
      template:
        metadata: {labels: {app: %2$s}}
        spec: {%4$s}
    """
        .formatted(namespace, name, replicas, podSpec);
  }

  static boolean rolledOut(Resource deployment) {
    JsonNode status = deployment.status();
    int replicas = deployment.spec().path("replicas").asInt();
    return status.path("observedGeneration").asLong() == deployment.generation()
        && status.path("updatedReplicas").asInt() == replicas
        && status.path("availableReplicas").asInt() == replicas
        && status.path("replicas").asInt() == replicas
        && deployment.isTrue("Available")
        && deployment.isTrue("Progressing");
  }
}
