package dev.blackstart.rehearsal.actor.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.LabelSelector;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.Map;
import java.util.Optional;

/** Whether a node is one that a pod asks for and is let onto. */
public final class Placement {
  private Placement() {}

  /** nodeName, nodeSelector and required node affinity. */
  public static boolean wants(JsonNode podSpec, Resource node) {
    String named = podSpec.path("nodeName").asText();
    return (named.isEmpty() || named.equals(node.name()))
        && LabelSelector.contains(podSpec.path("nodeSelector"), node.labels())
        && affine(podSpec, node);
  }

  private static boolean affine(JsonNode podSpec, Resource node) {
    JsonNode required =
        podSpec.at("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution");
    if (required.isMissingNode() || required.isNull()) {
      return true;
    }
    Map<String, String> fields = Map.of("metadata.name", node.name());
    for (JsonNode term : required.path("nodeSelectorTerms")) {
      boolean says =
          !term.path("matchExpressions").isEmpty() || !term.path("matchFields").isEmpty();
      if (says
          && LabelSelector.all(term.path("matchExpressions"), node.labels())
          && LabelSelector.all(term.path("matchFields"), fields)) {
        return true;
      }
    }
    return false;
  }

  /** The first taint that keeps the pod off the node. */
  public static Optional<JsonNode> untolerated(JsonNode podSpec, Resource node) {
    for (JsonNode taint : node.spec().path("taints")) {
      if (!taint.path("effect").asText().equals("PreferNoSchedule") && !tolerates(podSpec, taint)) {
        return Optional.of(taint);
      }
    }
    return Optional.empty();
  }

  /** Whether a pod may run in spite of a taint. */
  public static boolean tolerates(JsonNode podSpec, JsonNode taint) {
    for (JsonNode toleration : podSpec.path("tolerations")) {
      String key = toleration.path("key").asText();
      String effect = toleration.path("effect").asText();
      boolean exists = toleration.path("operator").asText().equals("Exists");
      if ((effect.isEmpty() || effect.equals(taint.path("effect").asText()))
          && (key.equals(taint.path("key").asText()) || (key.isEmpty() && exists))
          && (exists || toleration.path("value").asText().equals(taint.path("value").asText()))) {
        return true;
      }
    }
    return false;
  }
}
