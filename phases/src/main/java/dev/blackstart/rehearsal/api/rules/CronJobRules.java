package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.List;

/** CronJobs: a schedule and the job that it makes. */
final class CronJobRules implements KindRules {
  @Override
  public void defaults(ObjectNode next) {
    JsonNode job = next.path("spec").path("jobTemplate").path("spec");
    if (job.path("template").path("spec") instanceof ObjectNode template) {
      PodTemplateRules.shape(template);
    }
  }

  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    JsonNode spec = next.path("spec");
    if (spec.path("schedule").asText().isBlank()) {
      causes.add(Causes.required("spec.schedule"));
    }
    PodTemplateRules.validate(
        spec.path("jobTemplate").path("spec").path("template").path("spec"),
        "spec.jobTemplate.spec.template.spec",
        causes);
  }
}
