package dev.blackstart.rehearsal.actor.workload;

import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.List;

/** Pods as their controllers count them. */
final class Pods {
  private Pods() {}

  /** Those that run or will. */
  static List<Resource> active(List<Resource> pods) {
    return pods.stream().filter(pod -> !pod.deleting() && !ended(pod)).toList();
  }

  static boolean ended(Resource pod) {
    return List.of("Succeeded", "Failed").contains(pod.status().path("phase").asText());
  }
}
