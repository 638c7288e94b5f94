package dev.blackstart.rehearsal.actor.kubelet;

import dev.blackstart.rehearsal.actor.client.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The images on a machine. They are pulled one after the other, as kubelets do. */
final class ImageStore {
  private final Pace pace;
  private final String node;
  private final Map<String, Instant> presentFrom = new HashMap<>();
  private Instant free = Instant.MIN;

  ImageStore(Pace pace, String node) {
    this.pace = pace;
    this.node = node;
  }

  synchronized boolean present(String image, Instant now) {
    return presentFrom.containsKey(image) && !presentFrom.get(image).isAfter(now);
  }

  /** It came with the machine. */
  synchronized void preload(String image) {
    presentFrom.putIfAbsent(image, Instant.MIN);
  }

  /**
   * Pulls an image unless it is there or on its way.
   *
   * @return when it will be there
   */
  synchronized Instant pull(String image, Instant now) {
    return presentFrom.computeIfAbsent(
        image,
        absent -> {
          Duration size = pace.between(Duration.ofSeconds(3), Duration.ofSeconds(11), image);
          Duration line = pace.between(Duration.ZERO, Duration.ofSeconds(4), image, node);
          free = (free.isAfter(now) ? free : now).plus(size).plus(line);
          return free;
        });
  }

  /** How long a pull takes, for the event that tells. */
  Duration took(String image) {
    return pace.between(Duration.ofSeconds(3), Duration.ofSeconds(11), image)
        .plus(pace.between(Duration.ZERO, Duration.ofSeconds(4), image, node));
  }
}
