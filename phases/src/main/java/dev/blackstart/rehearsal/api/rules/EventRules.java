package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.List;

/**
 * Events: they lie in the namespace of what they tell of. Those of {@code events.k8s.io} have a
 * time, and who has one says who reports and why. Fields are as they are stored.
 */
final class EventRules implements KindRules {
  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    JsonNode namespace = next.path("involvedObject").path("namespace");
    if (!namespace.asText().isEmpty()
        && !namespace.asText().equals(next.path("metadata").path("namespace").asText())) {
      causes.add(
          Causes.invalid("involvedObject.namespace", namespace, "does not match event.namespace"));
    }
  }

  /** What a new event of {@code events.k8s.io} lacks. */
  static void validateNew(ObjectNode next, List<ApiFailure.Cause> causes) {
    if (next.path("eventTime").asText("").isEmpty()) {
      causes.add(Causes.required("eventTime"));
      return;
    }
    require(next, "reportingComponent", "reportingController", causes);
    require(next, "reportingInstance", "reportingInstance", causes);
    require(next, "action", "action", causes);
    require(next, "reason", "reason", causes);
  }

  private static void require(
      ObjectNode next, String stored, String shown, List<ApiFailure.Cause> causes) {
    if (next.path(stored).asText("").isEmpty()) {
      causes.add(Causes.required(shown));
    }
  }
}
