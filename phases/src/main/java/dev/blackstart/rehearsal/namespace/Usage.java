package dev.blackstart.rehearsal.namespace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.schema.Quantities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much an object uses of what a ResourceQuota counts (Kubernetes 1.35). */
public final class Usage {
  private static final List<String> COUNTED =
      List.of(
          "pods",
          "services",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "replicationcontrollers",
          "resourcequotas");
  private static final List<String> COMPUTE = List.of("cpu", "memory", "ephemeral-storage");
  private static final String OF_CLASS = ".storageclass.storage.k8s.io/";

  private Usage() {}

  /**
   * What one object uses, by the names that quotas have for it; what it uses nothing of is left
   * out.
   *
   * @param resource as {@code pods} or {@code deployments.apps}
   */
  public static Map<String, BigDecimal> of(String resource, JsonNode object) {
    Map<String, BigDecimal> usage = new TreeMap<>();
    usage.put("count/" + resource, BigDecimal.ONE);
    if (resource.equals("pods") && hasEnded(object)) {
      return usage;
    }
    if (COUNTED.contains(resource)) {
      usage.put(resource, BigDecimal.ONE);
    }
    JsonNode spec = object.path("spec");
    switch (resource) {
      case "pods" -> {
        pod(spec, "requests", usage);
        pod(spec, "limits", usage);
      }
      case "services" -> service(spec, usage);
      case "persistentvolumeclaims" -> claim(spec, usage);
      default -> {}
    }
    usage.values().removeIf(amount -> amount.signum() == 0);
    return usage;
  }

  private static boolean hasEnded(JsonNode pod) {
    return List.of("Succeeded", "Failed").contains(pod.path("status").path("phase").asText());
  }

  /** Containers run together, init containers one after the other. */
  private static void pod(JsonNode spec, String kind, Map<String, BigDecimal> usage) {
    Map<String, BigDecimal> all = new TreeMap<>();
    for (JsonNode container : spec.path("containers")) {
      amounts(container, kind).forEach((name, amount) -> all.merge(name, amount, BigDecimal::add));
    }
    for (JsonNode container : spec.path("initContainers")) {
      boolean stays = container.path("restartPolicy").asText().equals("Always");
      amounts(container, kind)
          .forEach(
              (name, amount) -> all.merge(name, amount, stays ? BigDecimal::add : BigDecimal::max));
    }
    boolean requests = kind.equals("requests");
    all.forEach(
        (name, amount) -> {
          if (COMPUTE.contains(name) || (requests && name.contains("/"))) {
            usage.put(kind + "." + name, amount);
          }
          if (requests && COMPUTE.contains(name)) {
            usage.put(name, amount);
          }
        });
  }

  private static Map<String, BigDecimal> amounts(JsonNode container, String kind) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    container
        .path("resources")
        .path(kind)
        .properties()
        .forEach(each -> amounts.put(each.getKey(), Quantities.value(each.getValue().asText())));
    return amounts;
  }

  private static void service(JsonNode spec, Map<String, BigDecimal> usage) {
    String type = spec.path("type").asText();
    boolean balanced = type.equals("LoadBalancer");
    if (balanced) {
      usage.put("services.loadbalancers", BigDecimal.ONE);
    }
    if (type.equals("NodePort")
        || (balanced && spec.path("allocateLoadBalancerNodePorts").asBoolean(true))) {
      usage.put("services.nodeports", BigDecimal.valueOf(spec.path("ports").size()));
    }
  }

  private static void claim(JsonNode spec, Map<String, BigDecimal> usage) {
    BigDecimal storage = Quantities.value(spec.at("/resources/requests/storage").asText());
    usage.put("requests.storage", storage);
    String name = spec.path("storageClassName").asText();
    if (!name.isEmpty()) {
      usage.put(name + OF_CLASS + "requests.storage", storage);
      usage.put(name + OF_CLASS + "persistentvolumeclaims", BigDecimal.ONE);
    }
  }
}
