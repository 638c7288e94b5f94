package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.List;

/** Events: they lie in the namespace of what they tell of. */
final class EventRules implements KindRules {
  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    for (String field : List.of("involvedObject", "regarding")) {
      JsonNode namespace = next.path(field).path("namespace");
      if (!namespace.asText().isEmpty()
          && !namespace.asText().equals(next.path("metadata").path("namespace").asText())) {
        causes.add(
            Causes.invalid(
                "involvedObject.namespace", namespace, "does not match event.namespace"));
      }
    }
  }
}
