package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The images on a machine. They are pulled one after the other, as kubelets do. */
final class Images {
  private final Surroundings around;
  private final EventRecorder events;
  private final Machine machine;
  private final Map<String, Instant> presentFrom = new ConcurrentHashMap<>();
  private Instant free = Instant.MIN;

  Images(Surroundings around, EventRecorder events, Machine machine) {
    this.around = around;
    this.events = events;
    this.machine = machine;
  }

  /** It came with the machine. */
  synchronized void preload(String image) {
    presentFrom.putIfAbsent(image, Instant.MIN);
  }

  /**
   * Pulls what a pod needs and is neither there nor on its way.
   *
   * @return when all of it will be there, in world time
   */
  synchronized Instant pull(Resource pod) {
    Instant now = around.now();
    Instant last = now;
    for (String containers : List.of("initContainers", "containers")) {
      for (JsonNode container : pod.spec().path(containers)) {
        String image = container.path("image").asText();
        if (around.faults().pull(image).isPresent()) {
          continue; // tried when its container is to be started
        }
        Instant there = presentFrom.computeIfAbsent(image, absent -> begin(pod, image, now));
        last = there.isAfter(last) ? there : last;
      }
    }
    return last;
  }

  /** Those that are there by now; never waits. */
  Set<String> present() {
    Instant now = around.now();
    Set<String> present = new TreeSet<>();
    presentFrom.forEach(
        (image, from) -> {
          if (!from.isAfter(now)) {
            present.add(image);
          }
        });
    return present;
  }

  private Instant begin(Resource pod, String image, Instant now) {
    Duration size = around.pace().between(Duration.ofSeconds(3), Duration.ofSeconds(11), image);
    Duration line =
        around.pace().between(Duration.ZERO, Duration.ofSeconds(4), image, machine.name());
    Duration took = size.plus(line);
    free = (free.isAfter(now) ? free : now).plus(took);
    events.normal(pod, "Pulling", "Pulling image \"" + image + "\"");
    around.after(
        Duration.between(now, free),
        () ->
            events.normal(
                pod,
                "Pulled",
                "Successfully pulled image \"%s\" in %d.%03ds"
                    .formatted(image, took.toSeconds(), took.toMillisPart())));
    return free;
  }
}
