package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;

/** Numbers that are given outright or as a share. */
final class Count {
  private Count() {}

  /** {@code 2} or {@code "25%"} of a total. */
  static int of(JsonNode value, String otherwise, int total, boolean up) {
    String text = value.isMissingNode() || value.isNull() ? otherwise : value.asText();
    if (!text.endsWith("%")) {
      return Integer.parseInt(text);
    }
    double share = Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0 * total;
    return (int) (up ? Math.ceil(share) : Math.floor(share));
  }

  /** A number of replicas: one when nothing is said. */
  static int replicas(JsonNode spec) {
    return spec.path("replicas").asInt(1);
  }
}
