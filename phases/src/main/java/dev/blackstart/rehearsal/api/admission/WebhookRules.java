package dev.blackstart.rehearsal.api.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.storage.LabelSelector;
import java.util.function.Function;

/**
 * Whether a webhook wants to be asked about a request: its rules and selectors, as
 * admissionregistration.k8s.io/v1 means them.
 */
final class WebhookRules {
  private WebhookRules() {}

  /**
   * @param object what the request is about, in its new state or, when it is deleted, its last
   * @param namespaces finds a Namespace by name, null for none
   */
  static boolean match(
      JsonNode webhook,
      ResourceType type,
      String subresource,
      Operation operation,
      ObjectNode object,
      Function<String, JsonNode> namespaces) {
    boolean ruled = false;
    for (JsonNode rule : webhook.path("rules")) {
      ruled |= ruled(webhook, rule, type, subresource, operation);
    }
    return ruled
        && selects(webhook.path("objectSelector"), object)
        && selectsNamespace(webhook.path("namespaceSelector"), type, object, namespaces);
  }

  private static boolean ruled(
      JsonNode webhook, JsonNode rule, ResourceType type, String subresource, Operation operation) {
    // By default a webhook hears of an object in whichever version it is written.
    boolean anyVersion = !webhook.path("matchPolicy").asText().equals("Exact");
    String scope = rule.path("scope").asText("*");
    return holds(rule.path("operations"), operation.name())
        && holds(rule.path("apiGroups"), type.group())
        && (anyVersion || holds(rule.path("apiVersions"), type.version()))
        && (scope.equals("*") || scope.equals(type.namespaced() ? "Namespaced" : "Cluster"))
        && resource(rule.path("resources"), type.plural(), subresource);
  }

  private static boolean holds(JsonNode list, String wanted) {
    for (JsonNode each : list) {
      if (each.asText().equals("*") || each.asText().equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean resource(JsonNode list, String plural, String subresource) {
    for (JsonNode each : list) {
      String[] parts = each.asText().split("/", 2);
      String part = parts.length > 1 ? parts[1] : "";
      boolean same = parts[0].equals("*") || parts[0].equals(plural);
      if (same && (part.equals(subresource) || part.equals("*"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean selects(JsonNode selector, JsonNode object) {
    return selector.isEmpty() || LabelSelector.of(selector).matches(object);
  }

  /** What lies in no namespace is always selected; a namespace goes by its own labels. */
  private static boolean selectsNamespace(
      JsonNode selector,
      ResourceType type,
      ObjectNode object,
      Function<String, JsonNode> namespaces) {
    if (type.isCore("namespaces")) {
      return selects(selector, object);
    }
    if (!type.namespaced()) {
      return true;
    }
    JsonNode home = namespaces.apply(object.path("metadata").path("namespace").asText());
    return selects(selector, home == null ? JsonNodeFactory.instance.objectNode() : home);
  }
}
