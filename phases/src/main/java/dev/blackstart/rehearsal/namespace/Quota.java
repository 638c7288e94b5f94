package dev.blackstart.rehearsal.namespace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.schema.Quantities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** A ResourceQuota: what it counts, and what it has to say to more (Kubernetes 1.35). */
public record Quota(JsonNode object) {
  private static final Set<String> PER_CONTAINER =
      Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

  public String name() {
    return object.path("metadata").path("name").asText();
  }

  /** What it is about. */
  public Set<String> resources() {
    Set<String> names = new TreeSet<>();
    object.path("spec").path("hard").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether its scopes take an object in. */
  public boolean covers(String resource, JsonNode counted) {
    JsonNode spec = object.path("spec");
    boolean pod = resource.equals("pods");
    for (JsonNode scope : spec.path("scopes")) {
      if (!pod || !scoped(scope.asText(), counted)) {
        return false;
      }
    }
    for (JsonNode term : spec.path("scopeSelector").path("matchExpressions")) {
      if (!pod || !selected(term, counted)) {
        return false;
      }
    }
    return true;
  }

  private static boolean scoped(String scope, JsonNode pod) {
    boolean ends = pod.path("spec").path("activeDeadlineSeconds").isNumber();
    boolean bestEffort = pod.path("status").path("qosClass").asText().equals("BestEffort");
    return switch (scope) {
      case "Terminating" -> ends;
      case "NotTerminating" -> !ends;
      case "BestEffort" -> bestEffort;
      case "NotBestEffort" -> !bestEffort;
      case "PriorityClass" -> !priorityClass(pod).isEmpty();
      default -> false;
    };
  }

  private static String priorityClass(JsonNode pod) {
    return pod.path("spec").path("priorityClassName").asText();
  }

  private static boolean selected(JsonNode term, JsonNode pod) {
    String scope = term.path("scopeName").asText();
    if (!scope.equals("PriorityClass")) {
      return scoped(scope, pod);
    }
    String own = priorityClass(pod);
    Set<String> values = new TreeSet<>();
    term.path("values").forEach(value -> values.add(value.asText()));
    return switch (term.path("operator").asText()) {
      case "In" -> values.contains(own);
      case "NotIn" -> !values.contains(own);
      case "DoesNotExist" -> own.isEmpty();
      default -> !own.isEmpty();
    };
  }

  /**
   * Why something more is not admitted, as the API server says it.
   *
   * @param more what would be used beyond what is used now
   * @return empty when it may be
   */
  public String refusal(Map<String, BigDecimal> more) {
    JsonNode hard = object.path("status").path("hard");
    JsonNode used = object.path("status").path("used");
    Map<String, String> requested = new TreeMap<>();
    Map<String, String> already = new TreeMap<>();
    Map<String, String> limited = new TreeMap<>();
    more.forEach(
        (name, amount) -> {
          BigDecimal before = Quantities.value(used.path(name).asText());
          String limit = hard.path(name).asText();
          if (amount.signum() > 0
              && hard.has(name)
              && before.add(amount).compareTo(Quantities.value(limit)) > 0) {
            requested.put(name, Quantities.text(amount, limit));
            already.put(name, used.path(name).asText("0"));
            limited.put(name, limit);
          }
        });
    return requested.isEmpty()
        ? ""
        : "exceeded quota: %s, requested: %s, used: %s, limited: %s"
            .formatted(name(), listed(requested), listed(already), listed(limited));
  }

  private static String listed(Map<String, String> amounts) {
    return amounts.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(","));
  }

  /** What a pod has to say before it can be counted and does not; empty when nothing is missing. */
  public String unsaid(JsonNode pod) {
    Map<String, Set<String>> missing = new TreeMap<>();
    JsonNode hard = object.path("status").path("hard");
    for (String kind : List.of("initContainers", "containers")) {
      for (JsonNode container : pod.path("spec").path(kind)) {
        PER_CONTAINER.stream()
            .filter(hard::has)
            .filter(name -> !says(container, name))
            .forEach(
                name ->
                    missing
                        .computeIfAbsent(name, any -> new TreeSet<>())
                        .add(container.path("name").asText()));
      }
    }
    return missing.isEmpty()
        ? ""
        : "failed quota: "
            + name()
            + ": must specify "
            + missing.entrySet().stream()
                .map(each -> each.getKey() + " for: " + String.join(",", each.getValue()))
                .collect(Collectors.joining("; "));
  }

  private static boolean says(JsonNode container, String name) {
    String[] parts = (name.contains(".") ? name : "requests." + name).split("\\.", 2);
    return container.path("resources").path(parts[0]).has(parts[1]);
  }

  /** The status' {@code used} with more, or another sum, of what the quota is about. */
  public Map<String, String> used(Map<String, BigDecimal> amounts, boolean besidesOthers) {
    BinaryOperator<BigDecimal> sum = besidesOthers ? BigDecimal::add : (old, now) -> now;
    Map<String, String> used = new TreeMap<>();
    for (String name : resources()) {
      String before = object.path("status").path("used").path(name).asText("0");
      BigDecimal after =
          sum.apply(Quantities.value(before), amounts.getOrDefault(name, BigDecimal.ZERO));
      used.put(name, Quantities.text(after, object.path("spec").path("hard").path(name).asText()));
    }
    return used;
  }
}
