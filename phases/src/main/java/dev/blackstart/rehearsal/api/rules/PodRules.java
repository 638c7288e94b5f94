package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Pods: quality of service, priority and the tolerations that admission adds. */
final class PodRules implements KindRules {
  private static final int TOLERATED_SECONDS = 300;

  private final Function<String, JsonNode> priorityClasses;
  private final PodSecurity security;

  /**
   * @param priorityClasses finds a PriorityClass by name, null for none
   */
  PodRules(Function<String, JsonNode> priorityClasses, PodSecurity security) {
    this.priorityClasses = priorityClasses;
    this.security = security;
  }

  @Override
  public void defaults(ObjectNode next) {
    ObjectNode spec = next.withObjectProperty("spec");
    PodTemplateRules.shape(spec);
    if (!spec.has("enableServiceLinks")) {
      spec.put("enableServiceLinks", true);
    }
    if (spec.path("hostNetwork").asBoolean()) {
      for (JsonNode container : spec.path("containers")) {
        for (JsonNode port : container.path("ports")) {
          if (!port.has("hostPort")) {
            ((ObjectNode) port).set("hostPort", port.path("containerPort").deepCopy());
          }
        }
      }
    }
  }

  @Override
  public void create(ObjectNode next) {
    ObjectNode spec = next.withObjectProperty("spec");
    ObjectNode status = next.putObject("status");
    status.put("phase", "Pending");
    status.put("qosClass", qualityOfService(spec));
    priority(next, spec);
    if (!spec.has("preemptionPolicy")) {
      spec.put("preemptionPolicy", "PreemptLowerPriority");
    }
    tolerate(spec, "node.kubernetes.io/not-ready");
    tolerate(spec, "node.kubernetes.io/unreachable");
    security.admit(next);
  }

  private void priority(ObjectNode pod, ObjectNode spec) {
    String name = spec.path("priorityClassName").asText();
    if (name.isEmpty()) {
      if (!spec.has("priority")) {
        spec.put("priority", 0);
      }
      return;
    }
    JsonNode priorityClass = priorityClasses.apply(name);
    if (priorityClass == null) {
      throw Refusals.forbidden(
          new Refusals.About("", "pods", "Pod", pod.path("metadata").path("name").asText()),
          "no PriorityClass with name " + name + " was found");
    }
    spec.set("priority", priorityClass.path("value").deepCopy());
    spec.set("preemptionPolicy", priorityClass.path("preemptionPolicy").deepCopy());
  }

  private static void tolerate(ObjectNode spec, String taint) {
    ArrayNode tolerations = (ArrayNode) spec.withArrayProperty("tolerations");
    for (JsonNode toleration : tolerations) {
      String key = toleration.path("key").asText();
      String effect = toleration.path("effect").asText();
      if ((key.isEmpty() || key.equals(taint))
          && (effect.isEmpty() || effect.equals("NoExecute"))) {
        return;
      }
    }
    ObjectNode toleration = tolerations.addObject();
    toleration.put("key", taint);
    toleration.put("operator", "Exists");
    toleration.put("effect", "NoExecute");
    toleration.put("tolerationSeconds", TOLERATED_SECONDS);
  }

  private static String qualityOfService(JsonNode spec) {
    boolean any = false;
    boolean guaranteed = true;
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : spec.path(list)) {
        JsonNode requests = container.path("resources").path("requests");
        JsonNode limits = container.path("resources").path("limits");
        any |= !requests.isEmpty() || !limits.isEmpty();
        for (String resource : List.of("cpu", "memory")) {
          boolean same =
              !requests.has(resource) || requests.path(resource).equals(limits.path(resource));
          guaranteed &= limits.has(resource) && same;
        }
      }
    }
    return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
  }

  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    PodTemplateRules.validate(next.path("spec"), "spec", causes);
    if (current == null) {
      return;
    }
    ObjectNode before = comparable(current.path("spec"));
    ObjectNode after = comparable(next.path("spec"));
    // A scheduler's binding sets the node once.
    if (before.path("nodeName").asText().isEmpty()) {
      before.remove("nodeName");
      after.remove("nodeName");
    }
    if (!before.equals(after)) {
      causes.add(
          new ApiFailure.Cause(
              "FieldValueForbidden",
              "Forbidden: pod updates may not change fields other than"
                  + " `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations`"
                  + " (only additions to existing tolerations),`spec.terminationGracePeriodSeconds`"
                  + " (allow it to be set to 1 if it was previously negative)",
              "spec"));
    }
  }

  private static ObjectNode comparable(JsonNode spec) {
    ObjectNode copy = spec.deepCopy();
    copy.remove(
        List.of(
            "activeDeadlineSeconds",
            "tolerations",
            "terminationGracePeriodSeconds",
            "schedulingGates"));
    Set<String> lists = new HashSet<>(List.of("containers", "initContainers"));
    for (String list : lists) {
      copy.path(list)
          .forEach(container -> ((ObjectNode) container).remove(List.of("image", "resources")));
    }
    copy.remove("ephemeralContainers");
    return copy;
  }
}
