package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.util.List;

/** StatefulSets: like other workloads, but most of their spec can never change. */
final class StatefulSetRules implements KindRules {
  private static final List<String> MAY_CHANGE =
      List.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private final KindRules workload = new WorkloadRules(List.of());

  @Override
  public void defaults(ObjectNode next) {
    workload.defaults(next);
    next.path("spec")
        .path("volumeClaimTemplates")
        .forEach(
            claim -> {
              ((ObjectNode) claim).put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
              ((ObjectNode) claim).putObject("status").put("phase", "Pending");
            });
  }

  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    workload.validate(current, next, causes);
    if (current == null) {
      return;
    }
    ObjectNode before = current.path("spec").deepCopy();
    ObjectNode after = next.path("spec").deepCopy();
    if (!before.remove(MAY_CHANGE).equals(after.remove(MAY_CHANGE))) {
      causes.add(
          new ApiFailure.Cause(
              "FieldValueForbidden",
              "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                  + " 'template', 'updateStrategy', 'revisionHistoryLimit',"
                  + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
              "spec"));
    }
  }
}
