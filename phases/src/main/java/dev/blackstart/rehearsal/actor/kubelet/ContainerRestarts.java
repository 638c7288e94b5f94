package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Containers of a pod that ended and were started again while the others went on. */
final class ContainerRestarts {
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Instant> last = new HashMap<>();

  void add(String container, Instant wall) {
    counts.merge(container, 1, Integer::sum);
    last.put(container, wall);
  }

  int count(JsonNode container) {
    return counts.getOrDefault(container.path("name").asText(), 0);
  }

  /**
   * When it was started last.
   *
   * @param first when the pod's containers were started
   */
  Instant since(JsonNode container, Instant first) {
    return last.getOrDefault(container.path("name").asText(), first);
  }
}
