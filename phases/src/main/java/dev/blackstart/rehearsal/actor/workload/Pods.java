package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.List;

/** Pods as their controllers count them. */
final class Pods {
  private Pods() {}

  /** Those that run or will. */
  static List<Resource> active(List<Resource> pods) {
    return pods.stream().filter(pod -> !pod.deleting() && !ended(pod)).toList();
  }

  /** Creates a pod for its controller; a refusal becomes an event of the controller. */
  static Resource create(
      Surroundings around, EventRecorder events, Resource controller, ObjectNode pod) {
    try {
      around
          .faults()
          .refusal(
              controller.namespace(), controller.name(), pod.path("metadata").path("name").asText())
          .ifPresent(
              refusal -> {
                throw new ApiFailure(403, refusal);
              });
      Resource made = around.client().create(ResourceType.PODS, pod);
      events.normal(controller, "SuccessfulCreate", "Created pod: " + made.name());
      return made;
    } catch (ApiFailure e) {
      if (e.status() == 403 || e.invalid()) {
        events.warning(controller, "FailedCreate", "Error creating: " + e.said());
      }
      throw e;
    }
  }

  static boolean ended(Resource pod) {
    return List.of("Succeeded", "Failed").contains(pod.status().path("phase").asText());
  }
}
