package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.storage.LabelSelector;
import java.util.ArrayList;
import java.util.List;

/**
 * Workloads that make pods from a template: Deployments, ReplicaSets, DaemonSets, StatefulSets and
 * the like.
 */
final class WorkloadRules implements KindRules {
  private final List<String> immutable;

  /**
   * @param immutable the fields of the spec that may not change
   */
  WorkloadRules(List<String> immutable) {
    this.immutable = immutable;
  }

  @Override
  public void defaults(ObjectNode next) {
    if (next.path("spec").path("template").path("spec") instanceof ObjectNode template) {
      PodTemplateRules.shape(template);
    }
  }

  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    JsonNode spec = next.path("spec");
    JsonNode selector = spec.path("selector");
    boolean empty =
        selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty();
    if (empty) {
      causes.add(Causes.required("spec.selector"));
    } else if (!LabelSelector.of(selector).matches(spec.path("template"))) {
      causes.add(
          Causes.invalid(
              "spec.template.metadata.labels",
              spec.path("template").path("metadata").path("labels"),
              "`selector` does not match template `labels`"));
    }
    List<String> claims = new ArrayList<>();
    spec.path("volumeClaimTemplates")
        .forEach(c -> claims.add(c.path("metadata").path("name").asText()));
    PodTemplateRules.validate(
        spec.path("template").path("spec"), "spec.template.spec", claims, causes);
    if (current != null) {
      for (String field : immutable) {
        if (!current.path("spec").path(field).equals(spec.path(field))) {
          causes.add(Causes.immutable("spec." + field, spec.path(field)));
        }
      }
    }
  }
}
