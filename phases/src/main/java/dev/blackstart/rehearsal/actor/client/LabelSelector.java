package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Whether labels (or fields) are selected, as Kubernetes decides it. */
public final class LabelSelector {
  private LabelSelector() {}

  /**
   * A selector of workloads: {@code matchLabels} and {@code matchExpressions}; empty selects all.
   */
  public static boolean selects(JsonNode selector, Map<String, String> labels) {
    return contains(selector.path("matchLabels"), labels)
        && all(selector.path("matchExpressions"), labels);
  }

  /** A selector of Services and nodeSelectors: every pair must be there. */
  public static boolean contains(JsonNode pairs, Map<String, String> labels) {
    return pairs.properties().stream()
        .allMatch(pair -> pair.getValue().asText().equals(labels.get(pair.getKey())));
  }

  /** Expressions of {@code key, operator, values}; all must hold. */
  public static boolean all(JsonNode expressions, Map<String, String> labels) {
    for (JsonNode expression : expressions) {
      if (!holds(expression, labels)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(JsonNode expression, Map<String, String> labels) {
    Optional<String> value = Optional.ofNullable(labels.get(expression.path("key").asText()));
    JsonNode values = expression.path("values");
    return switch (expression.path("operator").asText()) {
      case "In" -> value.isPresent() && contains(values, value.get());
      case "NotIn" -> value.isEmpty() || !contains(values, value.get());
      case "Exists" -> value.isPresent();
      case "DoesNotExist" -> value.isEmpty();
      case "Gt" -> compared(value, values) > 0;
      case "Lt" -> compared(value, values) < 0;
      default -> false;
    };
  }

  private static boolean contains(JsonNode values, String value) {
    for (JsonNode each : values) {
      if (each.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** Zero also when one of the two is not a number: then neither Gt nor Lt holds. */
  private static int compared(Optional<String> value, JsonNode values) {
    try {
      return value.isEmpty()
          ? 0
          : Long.compare(Long.parseLong(value.get()), Long.parseLong(values.path(0).asText()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
