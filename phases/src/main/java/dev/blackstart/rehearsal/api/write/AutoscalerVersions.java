package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Autoscalers of version 1, whose one target is a share of the CPU, as version 2 has them, and
 * back.
 */
final class AutoscalerVersions {
  private static final String TARGET = "targetCPUUtilizationPercentage";

  private AutoscalerVersions() {}

  /** Makes a version 1 object one of version 2, in place. */
  static void upgrade(ObjectNode object) {
    object.put("apiVersion", "autoscaling/v2");
    if (object.path("spec") instanceof ObjectNode spec) {
      JsonNode target = spec.remove(TARGET);
      if (target != null) {
        ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
        ObjectNode resource = metric.putObject("resource").put("name", "cpu");
        resource.putObject("target").put("type", "Utilization").set("averageUtilization", target);
      }
    }
    if (object.path("status") instanceof ObjectNode status) {
      status.remove("currentCPUUtilizationPercentage");
    }
  }

  /**
   * Makes a copy of a version 2 object one of version 1; its parts are copied before they are
   * changed.
   */
  static void downgrade(ObjectNode object) {
    if (object.path("spec") instanceof ObjectNode whole) {
      ObjectNode spec = whole.deepCopy();
      for (JsonNode metric : whole.path("metrics")) {
        JsonNode resource = metric.path("resource");
        JsonNode share = resource.path("target").path("averageUtilization");
        if (resource.path("name").asText().equals("cpu") && !share.isMissingNode()) {
          spec.set(TARGET, share);
        }
      }
      spec.remove(List.of("metrics", "behavior"));
      object.set("spec", spec);
    }
    if (object.path("status") instanceof ObjectNode whole) {
      ObjectNode status = whole.deepCopy();
      status.remove(List.of("currentMetrics", "conditions"));
      object.set("status", status);
    }
  }
}
