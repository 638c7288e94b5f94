package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.List;

/**
 * Jobs: the server makes their selector and the labels of their pods from the job's own identity.
 */
final class JobRules implements KindRules {
  @Override
  public void defaults(ObjectNode next) {
    ObjectNode spec = next.withObjectProperty("spec");
    if (!spec.has("completions") && !spec.has("parallelism")) {
      spec.put("completions", 1);
    }
    if (!spec.has("parallelism")) {
      spec.put("parallelism", 1);
    }
    counts(spec);
    if (spec.path("template").path("spec") instanceof ObjectNode template) {
      PodTemplateRules.shape(template);
    }
  }

  @Override
  public void create(ObjectNode next) {
    ObjectNode spec = next.withObjectProperty("spec");
    if (spec.path("manualSelector").asBoolean()) {
      return;
    }
    String uid = next.path("metadata").path("uid").asText();
    String name = next.path("metadata").path("name").asText();
    ObjectNode labels = spec.withObject("/template/metadata/labels");
    labels.put("batch.kubernetes.io/controller-uid", uid);
    labels.put("batch.kubernetes.io/job-name", name);
    labels.put("controller-uid", uid);
    labels.put("job-name", name);
    spec.withObject("/selector/matchLabels").put("batch.kubernetes.io/controller-uid", uid);
  }

  /** Not in the table of defaults, as the jobs inside CronJobs do not get them. */
  private static void counts(ObjectNode spec) {
    if (!spec.has("backoffLimit") && !spec.has("backoffLimitPerIndex")) {
      spec.put("backoffLimit", 6);
    }
    if (!spec.has("completionMode")) {
      spec.put("completionMode", "NonIndexed");
    }
    for (String flag : List.of("suspend", "manualSelector")) {
      if (!spec.has(flag)) {
        spec.put(flag, false);
      }
    }
    if (!spec.has("podReplacementPolicy")) {
      spec.put(
          "podReplacementPolicy", spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
    }
  }

  @Override
  public void update(ObjectNode current, ObjectNode next) {
    JsonNode before = current.path("spec");
    ObjectNode spec = next.withObjectProperty("spec");
    // A client that replaces the job as it wrote it knows nothing of the generated parts.
    if (!spec.has("selector")) {
      spec.set("selector", before.path("selector").deepCopy());
    }
  }

  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    JsonNode spec = next.path("spec");
    PodTemplateRules.validate(spec.path("template").path("spec"), "spec.template.spec", causes);
    JsonNode restart = spec.path("template").path("spec").path("restartPolicy");
    if (!restart.asText().equals("OnFailure") && !restart.asText().equals("Never")) {
      causes.add(
          Causes.unsupported(
              "spec.template.spec.restartPolicy", restart, "\"OnFailure\", \"Never\""));
    }
    if (current != null) {
      boolean suspended = current.path("spec").path("suspend").asBoolean();
      for (String field : List.of("selector", "template", "completionMode", "completions")) {
        boolean fixed = !(field.equals("template") && suspended);
        if (fixed && !current.path("spec").path(field).equals(spec.path(field))) {
          causes.add(Causes.immutable("spec." + field, spec.path(field)));
        }
      }
    }
  }
}
