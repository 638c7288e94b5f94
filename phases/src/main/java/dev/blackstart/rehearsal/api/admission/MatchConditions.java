package dev.blackstart.rehearsal.api.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.cel.CelFailure;
import dev.blackstart.rehearsal.cel.Expression;
import dev.blackstart.rehearsal.cel.Plain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code matchConditions} of a webhook, in CEL: it is asked when all hold. One that cannot be
 * read here, for it calls what only the original knows, is taken for one that does not hold.
 */
final class MatchConditions {
  private MatchConditions() {}

  /**
   * Whether a webhook is to be asked.
   *
   * @throws dev.blackstart.rehearsal.api.status.ApiFailure when one has no value, none other fails
   *     to hold, and the webhook must not be passed by
   */
  static boolean hold(
      JsonNode webhook,
      ResourceType type,
      String subresource,
      Operation operation,
      ObjectNode before,
      ObjectNode after) {
    if (webhook.path("matchConditions").isEmpty()) {
      return true;
    }
    Map<String, Object> variables = variables(type, subresource, operation, before, after);
    String failure = "";
    for (JsonNode condition : webhook.path("matchConditions")) {
      Expression expression;
      try {
        expression = Expression.parse(condition.path("expression").asText());
      } catch (CelFailure unknown) {
        return false;
      }
      try {
        if (!expression.isTrue(variables)) {
          return false;
        }
      } catch (CelFailure problem) {
        failure =
            "expression '%s' resulted in error: %s"
                .formatted(condition.path("expression").asText(), problem.getMessage());
      }
    }
    if (failure.isEmpty()) {
      return true;
    }
    if (webhook.path("failurePolicy").asText().equals("Ignore")) {
      return false;
    }
    ObjectNode object = after == null ? before : after;
    throw Refusals.forbidden(type.about(object.at("/metadata/name").asText()), failure);
  }

  private static Map<String, Object> variables(
      ResourceType type,
      String subresource,
      Operation operation,
      ObjectNode before,
      ObjectNode after) {
    JsonNode metadata = (after == null ? before : after).path("metadata");
    Map<String, Object> request = new HashMap<>();
    request.put("operation", operation.name());
    request.put("name", metadata.path("name").asText());
    request.put("namespace", metadata.path("namespace").asText());
    request.put("subResource", subresource);
    request.put(
        "kind", Map.of("group", type.group(), "version", type.version(), "kind", type.kind()));
    request.put(
        "resource",
        Map.of("group", type.group(), "version", type.version(), "resource", type.plural()));
    request.put(
        "userInfo",
        Map.of("username", "admin", "groups", List.of("system:masters", "system:authenticated")));
    Map<String, Object> variables = new HashMap<>();
    variables.put("object", after == null ? null : Plain.map(after));
    variables.put("oldObject", before == null ? null : Plain.map(before));
    variables.put("request", request);
    return variables;
  }
}
