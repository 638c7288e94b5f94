package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What keeps pods from running, told as kubelets tell it (Kubernetes 1.35). */
final class PodTroubles {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration BACK_OFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

  private final Surroundings around;
  private final EventRecorder events;
  private final Map<String, Duration> patience = new ConcurrentHashMap<>();
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  /**
   * What a pod waits for.
   *
   * @param news whether its status says something else now
   * @param pause until it is tried again
   */
  record Held(boolean news, Duration pause) {}

  PodTroubles(Surroundings around, EventRecorder events) {
    this.around = around;
    this.events = events;
  }

  /** A volume's source is missing: says so once. */
  Held unmountable(Resource pod, PodLife life, String message) {
    boolean news = !life.waitsBecause("ContainerCreating", "");
    if (!patience.containsKey(pod.uid())) {
      events.warning(pod, "FailedMount", message);
    }
    return new Held(news, longer(pod));
  }

  /** What its environment is made from is missing: says so once. */
  Held unreadable(Resource pod, PodLife life, String message) {
    boolean news = !life.waitsBecause("CreateContainerConfigError", message);
    if (news) {
      life.waits("CreateContainerConfigError", message);
      events.warning(pod, "Failed", "Error: " + message);
    }
    return new Held(news, longer(pod));
  }

  private Duration longer(Resource pod) {
    Duration wait = patience.getOrDefault(pod.uid(), LOOK_AGAIN);
    patience.put(pod.uid(), shorter(wait.multipliedBy(2), LONGEST_WAIT));
    return wait;
  }

  /** Nothing is missing any more. */
  void complete(Resource pod) {
    patience.remove(pod.uid());
  }

  void forget(Resource pod) {
    patience.remove(pod.uid());
    attempts.remove(pod.uid());
  }

  /**
   * An image that the registry does not hand out: each attempt in vain is followed by a longer
   * wait.
   *
   * @param containers {@code initContainers} or {@code containers}
   */
  Optional<Held> pull(Resource pod, PodLife life, String containers) {
    for (JsonNode container : pod.spec().path(containers)) {
      String image = container.path("image").asText();
      Optional<String> refused = around.faults().pull(image);
      if (refused.isPresent()) {
        return Optional.of(failed(pod, life, image, refused.get()));
      }
    }
    return Optional.empty();
  }

  private Held failed(Resource pod, PodLife life, String image, String refused) {
    if (life.waitsBecause("ErrImagePull", refused)) {
      String backOff = "Back-off pulling image \"" + image + "\"";
      life.waitsForImage(image, "ImagePullBackOff", backOff + ": ErrImagePull: " + refused);
      events.normal(pod, "BackOff", backOff);
      events.warning(pod, "Failed", "Error: ImagePullBackOff");
      return new Held(true, backOff(attempts.merge(pod.uid(), 1, Integer::sum)));
    }
    life.waitsForImage(image, "ErrImagePull", refused);
    events.normal(pod, "Pulling", "Pulling image \"" + image + "\"");
    events.warning(pod, "Failed", "Failed to pull image \"" + image + "\": " + refused);
    events.warning(pod, "Failed", "Error: ErrImagePull");
    return new Held(true, LOOK_AGAIN);
  }

  /** Whether a pod's containers end soon after their start. */
  boolean ends(Resource pod) {
    return around.faults().strikes(FaultKind.CRASH, pod.namespace(), pod.name());
  }

  /** Its containers have just ended; the first time they are started again at once. */
  Held end(Resource pod, PodLife life) {
    int before = attempts.merge(pod.uid(), 1, Integer::sum) - 1;
    Duration wait = before == 0 ? Duration.ofSeconds(1) : backOff(before);
    String name = pod.spec().path("containers").path(0).path("name").asText();
    String whole = pod.name() + "_" + pod.namespace() + "(" + pod.uid() + ")";
    life.ended(
        "back-off %ds restarting failed container=%s pod=%s"
            .formatted(wait.toSeconds(), name, whole),
        around.wall());
    events.warning(
        pod, "BackOff", "Back-off restarting failed container " + name + " in pod " + whole);
    return new Held(true, wait);
  }

  private static Duration backOff(int attempt) {
    return shorter(BACK_OFF.multipliedBy(1L << Math.min(attempt - 1, 10)), LONGEST_BACK_OFF);
  }

  private static Duration shorter(Duration some, Duration other) {
    return some.compareTo(other) < 0 ? some : other;
  }
}
