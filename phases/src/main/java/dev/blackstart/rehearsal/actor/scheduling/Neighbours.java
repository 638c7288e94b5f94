package dev.blackstart.rehearsal.actor.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.LabelSelector;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a pod asks about the pods that run already: required affinities and spread. */
record Neighbours(Collection<Resource> pods, Map<String, Resource> nodes) {
  /** Why a node is none for the pod, in the scheduler's words. */
  Optional<String> refuse(Resource pod, Resource node) {
    JsonNode affinity = pod.spec().path("affinity");
    for (JsonNode term : required(affinity.path("podAntiAffinity"))) {
      if (!beside(term, pod, node).isEmpty()) {
        return Optional.of("node(s) didn't match pod anti-affinity rules");
      }
    }
    for (JsonNode term : required(affinity.path("podAffinity"))) {
      boolean itself = LabelSelector.selects(term.path("labelSelector"), pod.labels());
      if (beside(term, pod, node).isEmpty() && !(itself && matching(term, pod).isEmpty())) {
        return Optional.of("node(s) didn't match pod affinity rules");
      }
    }
    for (JsonNode constraint : pod.spec().path("topologySpreadConstraints")) {
      if (constraint.path("whenUnsatisfiable").asText("DoNotSchedule").equals("DoNotSchedule")
          && skewed(constraint, pod, node)) {
        return Optional.of("node(s) didn't match pod topology spread constraints");
      }
    }
    return Optional.empty();
  }

  private static JsonNode required(JsonNode affinity) {
    return affinity.path("requiredDuringSchedulingIgnoredDuringExecution");
  }

  private List<Resource> beside(JsonNode term, Resource pod, Resource node) {
    String topology = term.path("topologyKey").asText();
    return matching(term, pod).stream().filter(other -> same(topology, other, node)).toList();
  }

  private boolean same(String topology, Resource pod, Resource node) {
    Resource home = nodes.get(pod.spec().path("nodeName").asText());
    return home != null
        && !node.label(topology).isEmpty()
        && node.label(topology).equals(home.label(topology));
  }

  private List<Resource> matching(JsonNode term, Resource pod) {
    JsonNode namespaces = term.path("namespaces");
    return pods.stream()
        .filter(other -> !other.uid().equals(pod.uid()))
        .filter(
            other ->
                namespaces.isEmpty()
                    ? other.namespace().equals(pod.namespace())
                    : contains(namespaces, other.namespace()))
        .filter(other -> LabelSelector.selects(term.path("labelSelector"), other.labels()))
        .toList();
  }

  private static boolean contains(JsonNode texts, String text) {
    for (JsonNode each : texts) {
      if (each.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  private boolean skewed(JsonNode constraint, Resource pod, Resource node) {
    String topology = constraint.path("topologyKey").asText();
    Map<String, Integer> counts = new TreeMap<>();
    nodes.values().stream()
        .filter(other -> !other.label(topology).isEmpty())
        .filter(other -> Placement.wants(pod.spec(), other))
        .forEach(other -> counts.put(other.label(topology), 0));
    if (node.label(topology).isEmpty()) {
      return true;
    }
    for (Resource other : matching(constraint, pod)) {
      Resource home = nodes.get(other.spec().path("nodeName").asText());
      if (home != null) {
        counts.computeIfPresent(home.label(topology), (zone, count) -> count + 1);
      }
    }
    int least = counts.values().stream().min(Integer::compare).orElse(0);
    int here = counts.getOrDefault(node.label(topology), 0) + 1;
    return here - least > constraint.path("maxSkew").asInt(1);
  }
}
