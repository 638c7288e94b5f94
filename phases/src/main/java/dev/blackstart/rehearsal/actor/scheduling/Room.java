package dev.blackstart.rehearsal.actor.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a node has left for one more pod: ports of the host, CPU, memory, places. */
record Room(Resource node, List<Resource> tenants) {
  /** Why there is no room, in the scheduler's words. */
  Optional<String> refuse(Resource pod) {
    Set<String> taken = new HashSet<>();
    tenants.forEach(tenant -> taken.addAll(ports(tenant)));
    taken.retainAll(ports(pod));
    if (!taken.isEmpty()) {
      return Optional.of("node(s) didn't have free ports for the requested pod ports");
    }
    if (tenants.size() >= node.status().path("allocatable").path("pods").asInt(110)) {
      return Optional.of("Too many pods");
    }
    for (String resource : List.of("cpu", "memory")) {
      String has = node.status().path("allocatable").path(resource).asText();
      long asked = requested(pod, resource);
      long used = tenants.stream().mapToLong(tenant -> requested(tenant, resource)).sum();
      if (asked > 0 && !has.isEmpty() && used + asked > Quantity.thousandths(has)) {
        return Optional.of("Insufficient " + resource);
      }
    }
    return Optional.empty();
  }

  private static Set<String> ports(Resource pod) {
    Set<String> ports = new HashSet<>();
    boolean host = pod.spec().path("hostNetwork").asBoolean();
    for (JsonNode container : pod.spec().path("containers")) {
      for (JsonNode port : container.path("ports")) {
        int number = port.path("hostPort").asInt(host ? port.path("containerPort").asInt() : 0);
        if (number != 0) {
          ports.add(port.path("protocol").asText("TCP") + number);
        }
      }
    }
    return ports;
  }

  /** The larger of what all containers ask together and what one init container asks alone. */
  private static long requested(Resource pod, String resource) {
    long together = 0;
    for (JsonNode container : pod.spec().path("containers")) {
      together += asked(container, resource);
    }
    for (JsonNode container : pod.spec().path("initContainers")) {
      together = Math.max(together, asked(container, resource));
    }
    return together;
  }

  private static long asked(JsonNode container, String resource) {
    return Quantity.thousandths(
        container.path("resources").path("requests").path(resource).asText());
  }
}
