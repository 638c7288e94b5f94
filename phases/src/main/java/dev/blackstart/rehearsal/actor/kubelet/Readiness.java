package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.time.Duration;

/**
 * How a pod's containers say that they are ready.
 *
 * @param probed whether somebody asks them; else they are ready once they run
 * @param delay until they are asked first
 */
record Readiness(boolean probed, Duration delay) {
  static Readiness of(Resource pod) {
    boolean probed = false;
    long delay = 0;
    for (JsonNode container : pod.spec().path("containers")) {
      JsonNode probe = container.path("readinessProbe");
      probed |= !probe.isMissingNode() || container.has("startupProbe");
      delay = Math.max(delay, probe.path("initialDelaySeconds").asLong());
    }
    return new Readiness(probed, Duration.ofSeconds(delay));
  }
}
