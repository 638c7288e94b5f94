package dev.blackstart.rehearsal.flux.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.cel.CelFailure;
import dev.blackstart.rehearsal.cel.Expression;
import dev.blackstart.rehearsal.cel.Plain;
import java.util.HashMap;
import java.util.Map;

/** Expressions that say for a kind what is current, failed or in progress. */
public final class HealthExpressions {
  private record Rules(Expression inProgress, Expression failed, Expression current) {}

  private final Map<String, Rules> kinds = new HashMap<>();

  /**
   * The rules of a {@code healthCheckExprs} field.
   *
   * @throws CelFailure when one is no expression
   */
  public HealthExpressions(JsonNode list) {
    for (JsonNode rule : list) {
      if (rule.path("current").asText().isEmpty()) {
        throw new CelFailure("expression Current not specified");
      }
      kinds.put(
          rule.path("apiVersion").asText() + "/" + rule.path("kind").asText(),
          new Rules(
              expression(rule, "inProgress", "InProgress"),
              expression(rule, "failed", "Failed"),
              expression(rule, "current", "Current")));
    }
  }

  private static Expression expression(JsonNode rule, String field, String name) {
    String text = rule.path(field).asText();
    try {
      return text.isEmpty() ? null : Expression.parse(text);
    } catch (CelFailure failure) {
      throw new CelFailure("failed to parse the expression " + name + ": " + failure.getMessage());
    }
  }

  /**
   * The health of an object: by the expressions for its kind, or by its own status.
   *
   * @throws CelFailure when an expression has no value for the object
   */
  public Health of(JsonNode object) {
    Rules rules =
        kinds.get(object.path("apiVersion").asText() + "/" + object.path("kind").asText());
    if (rules == null) {
      return ObjectHealth.of(object);
    }
    JsonNode observed = object.path("status").path("observedGeneration");
    JsonNode generation = object.path("metadata").path("generation");
    if (observed.isIntegralNumber() && observed.asLong() != generation.asLong()) {
      return Health.IN_PROGRESS;
    }
    Map<String, Object> variables = Plain.map(object);
    if (rules.inProgress() != null && rules.inProgress().isTrue(variables)) {
      return Health.IN_PROGRESS;
    }
    if (rules.failed() != null && rules.failed().isTrue(variables)) {
      return Health.FAILED;
    }
    return rules.current().isTrue(variables) ? Health.CURRENT : Health.IN_PROGRESS;
  }
}
