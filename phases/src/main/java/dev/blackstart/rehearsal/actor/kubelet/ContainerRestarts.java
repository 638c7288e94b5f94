package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Containers of a pod that ended and were started again while the others went on. */
final class ContainerRestarts {
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Instant> last = new HashMap<>();
  private final Map<String, End> ends = new HashMap<>();

  /** When one ran that ended by an error. */
  record End(Instant from, Instant until) {}

  /** One ended by an error, and is not yet started again. */
  void ended(String container, Instant from, Instant until) {
    ends.put(container, new End(last.getOrDefault(container, from), until));
  }

  /** Its last end by an error. */
  Optional<End> lastEnd(JsonNode container) {
    return Optional.ofNullable(ends.get(container.path("name").asText()));
  }

  boolean hasEnded(JsonNode container) {
    return lastEnd(container).isPresent();
  }

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
