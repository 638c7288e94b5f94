package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.List;

/** Leases: who holds one says for how long. */
final class LeaseRules implements KindRules {
  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    JsonNode duration = next.path("spec").path("leaseDurationSeconds");
    if (duration.isNumber() && duration.asLong() <= 0) {
      causes.add(Causes.invalid("spec.leaseDurationSeconds", duration, "must be greater than 0"));
    }
    JsonNode transitions = next.path("spec").path("leaseTransitions");
    if (transitions.isNumber() && transitions.asLong() < 0) {
      causes.add(
          Causes.invalid(
              "spec.leaseTransitions", transitions, "must be greater than or equal to 0"));
    }
  }
}
