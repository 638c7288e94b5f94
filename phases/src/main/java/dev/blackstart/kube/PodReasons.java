package dev.blackstart.kube;

import dev.blackstart.world.KubeObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a pod is not ready, in the kubelet's and the scheduler's words. */
final class PodReasons {
  private static final Pattern KUBELETS =
      Pattern.compile("^(Error: |Failed to pull image \"[^\"]*\": )");

  private final List<KubeObject> events;

  /**
   * @param events of the pods' namespaces
   */
  PodReasons(List<KubeObject> events) {
    this.events = events;
  }

  static boolean ready(KubeObject pod) {
    return pod.condition("Ready").map(c -> c.text("status").equals("True")).orElse(false);
  }

  /** When the pod's Ready condition last changed, when it has one. */
  static Optional<Instant> since(KubeObject pod) {
    return pod.condition("Ready")
        .flatMap(condition -> ObjectFields.instant(condition.text("lastTransitionTime")));
  }

  String why(KubeObject pod) {
    Optional<KubeObject> scheduled = pod.condition("PodScheduled");
    if (pod.text("spec", "nodeName").isEmpty()) {
      return scheduled
          .filter(condition -> condition.text("status").equals("False"))
          .map(condition -> join(condition.text("reason"), condition.text("message")))
          .orElse("not scheduled yet");
    }
    Optional<String> init =
        ObjectFields.each(pod, "status", "initContainerStatuses").stream()
            .map(status -> container("init container ", status))
            .flatMap(Optional::stream)
            .findFirst();
    if (init.isPresent()) {
      return withEvent(init.get(), pod);
    }
    return ObjectFields.each(pod, "status", "containerStatuses").stream()
        .map(status -> container("container ", status))
        .flatMap(Optional::stream)
        .findFirst()
        .map(why -> withEvent(why, pod))
        .orElseGet(
            () -> withEvent(join(pod.text("status", "phase"), pod.text("status", "message")), pod));
  }

  private static Optional<String> container(String what, KubeObject status) {
    String name = what + status.text("name");
    if (status.at("state", "waiting").isPresent()) {
      String last = status.text("lastState", "terminated", "exitCode");
      String why =
          join(
              status.text("state", "waiting", "reason"),
              status.text("state", "waiting", "message"));
      return Optional.of(
          name
              + ": "
              + (why.isEmpty() ? "waiting" : why)
              + (last.isEmpty() ? "" : ", last exit code " + last)
              + restarts(status));
    }
    if (status.at("state", "terminated").isPresent()) {
      String code = status.text("state", "terminated", "exitCode");
      return code.equals("0")
          ? Optional.empty()
          : Optional.of(
              name
                  + ": ended with exit code "
                  + code
                  + " "
                  + status.text("state", "terminated", "reason")
                  + restarts(status));
    }
    boolean ready = Boolean.TRUE.equals(status.at("ready").orElse(false));
    if (what.startsWith("init")) {
      return ready ? Optional.empty() : Optional.of(name + ": running");
    }
    return ready ? Optional.empty() : Optional.of(name + ": running, not ready" + restarts(status));
  }

  private static String restarts(KubeObject status) {
    int count = status.number("restartCount");
    return count == 0 ? "" : ", " + count + " restarts";
  }

  /** The newest warning says what a bare ContainerCreating does not. */
  private String withEvent(String why, KubeObject pod) {
    return newest(pod, why).map(event -> why + " (" + event + ")").orElse(why);
  }

  /** The newest warning about an object. */
  Optional<String> newest(KubeObject about) {
    return newest(about, "");
  }

  private Optional<String> newest(KubeObject about, String known) {
    return events.stream()
        .filter(event -> event.text("type").equals("Warning"))
        .filter(event -> event.text("involvedObject", "uid").equals(about.text("metadata", "uid")))
        .filter(event -> !isKnown(event.text("message"), known))
        .max(Comparator.comparing(PodReasons::time))
        .map(event -> join(event.text("reason"), event.text("message")));
  }

  /** Kubelets tell of each failure in several events, and in the status of the container. */
  private static boolean isKnown(String message, String known) {
    return !known.isEmpty()
        && (message.startsWith("Back-off restarting failed container")
            || known.contains(KUBELETS.matcher(message).replaceFirst("").strip()));
  }

  /** RFC 3339 in UTC sorts as text. */
  static String time(KubeObject event) {
    String last = event.text("lastTimestamp");
    return last.isEmpty() ? event.text("eventTime") : last;
  }

  static String join(String reason, String message) {
    String line = message.strip().lines().findFirst().orElse("");
    if (reason.isEmpty() || line.isEmpty()) {
      return reason + line;
    }
    return reason + ": " + line;
  }
}
