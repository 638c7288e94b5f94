package dev.blackstart.phase;

import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pods of a release since a moment: who is younger replaced another, whose container ended
 * since then was restarted.
 *
 * @param total pods there are
 * @param younger made since
 * @param restarted older, with a container that ended since
 */
record PodsSince(int total, int younger, int restarted) {
  private static final Set<String> WORKLOADS = Set.of("Deployment", "DaemonSet", "StatefulSet");

  /**
   * @param objects of the release
   * @param moment as Kubernetes writes time: in UTC it sorts as text
   */
  static PodsSince of(KubeApi kube, List<KubeObject> objects, String moment) {
    List<KubeObject> pods = new ArrayList<>();
    for (KubeObject workload : objects) {
      Optional<Object> labels = workload.at("spec", "selector", "matchLabels");
      if (WORKLOADS.contains(workload.kind()) && labels.isPresent()) {
        kube.list("v1", "Pod", "").stream()
            .filter(pod -> pod.namespace().equals(workload.namespace()))
            .filter(pod -> !isOver(pod) && has(pod, labels.get()))
            .forEach(pods::add);
      }
    }
    int younger = 0;
    int restarted = 0;
    for (KubeObject pod : pods) {
      if (pod.text("metadata", "creationTimestamp").compareTo(moment) > 0) {
        younger++;
      } else if (endedSince(pod, moment)) {
        restarted++;
      }
    }
    return new PodsSince(pods.size(), younger, restarted);
  }

  private static boolean isOver(KubeObject pod) {
    return Departures.isLeaving(pod)
        || Set.of("Succeeded", "Failed").contains(pod.text("status", "phase"));
  }

  private static boolean has(KubeObject pod, Object labels) {
    return labels instanceof Map<?, ?> wanted
        && wanted.entrySet().stream()
            .allMatch(
                label ->
                    pod.text("metadata", "labels", String.valueOf(label.getKey()))
                        .equals(String.valueOf(label.getValue())));
  }

  private static boolean endedSince(KubeObject pod, String moment) {
    for (Object status : pod.list("status", "containerStatuses")) {
      if (status instanceof Map<?, ?> map
          && map.get("lastState") instanceof Map<?, ?> last
          && last.get("terminated") instanceof Map<?, ?> ended
          && String.valueOf(ended.get("finishedAt")).compareTo(moment) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Such as {@code 6 pods, none replaced or restarted}. */
  String told() {
    if (total == 0) {
      return "it has no pods";
    }
    String pods = total == 1 ? "1 pod" : total + " pods";
    if (younger + restarted == 0) {
      return pods + ", none replaced or restarted";
    }
    return pods + ", " + younger + " replaced, " + restarted + " restarted";
  }
}
