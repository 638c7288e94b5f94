package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.flux.ApiTypes;
import dev.blackstart.rehearsal.flux.ManagedObject;
import dev.blackstart.rehearsal.flux.health.Health;
import dev.blackstart.rehearsal.flux.health.ObjectHealth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The health of what an Application deploys, in Argo CD's words. Of Applications among it nothing
 * is said, unless the ConfigMap argocd-cm says how their health is told (Argo CD 1.8 and later).
 */
final class ResourceHealth {
  static final String HEALTHY = "Healthy";
  private static final List<String> WORST_LAST =
      List.of(HEALTHY, "Suspended", "Progressing", "Missing", "Degraded", "Unknown");
  private static final String CUSTOM = "resource.customizations.health.argoproj.io_Application";

  /** Kinds of which Argo CD says nothing. */
  private static final List<String> SILENT = List.of("PodDisruptionBudget");

  private final Set<String> established = ConcurrentHashMap.newKeySet();
  private final Surroundings around;
  private final ApiTypes types;

  ResourceHealth(Surroundings around, ApiTypes types) {
    this.around = around;
    this.types = types;
  }

  /** What it is; empty when nobody says. */
  Optional<String> of(ObjectNode wanted, String namespace) {
    ManagedObject id = ManagedObject.of(wanted);
    if (id.kind().equals("Application") && id.group().equals("argoproj.io")) {
      return tellsOfApplications(namespace)
          ? Optional.of(
              find(id, namespace)
                  .map(child -> child.status().path("health").path("status").asText("Progressing"))
                  .orElse("Missing"))
          : Optional.empty();
    }
    if (!ObjectHealth.changes(id.group(), id.kind()) || SILENT.contains(id.kind())) {
      return Optional.empty();
    }
    if (id.kind().equals(ResourceType.DEFINITIONS.kind())) {
      return Optional.of(definition(id));
    }
    return Optional.of(find(id, namespace).map(ResourceHealth::said).orElse("Missing"));
  }

  /** Why it is not healthy, where the object says so. */
  String message(ObjectNode wanted, String namespace) {
    return find(ManagedObject.of(wanted), namespace)
        .map(
            object -> {
              for (var condition : object.status().path("conditions")) {
                if (condition.path("status").asText().equals("False")
                    && !condition.path("message").asText().isEmpty()) {
                  return condition.path("message").asText();
                }
              }
              return object.json().path("kind").asText().equals("StatefulSet")
                  ? "Waiting for %d pods to be ready..."
                      .formatted(
                          object.spec().path("replicas").asLong(1)
                              - object.status().path("readyReplicas").asLong())
                  : "";
            })
        .orElse("");
  }

  /** The worst of them all. */
  static String worst(ArrayNode resources) {
    int worst = 0;
    for (var resource : resources) {
      worst =
          Math.max(
              worst, WORST_LAST.indexOf(resource.path("health").path("status").asText(HEALTHY)));
    }
    return WORST_LAST.get(worst);
  }

  private static String said(Resource object) {
    return switch (ObjectHealth.of(object.json())) {
      case Health.CURRENT -> HEALTHY;
      case Health.IN_PROGRESS, Health.TERMINATING -> "Progressing";
      case Health.FAILED -> "Degraded";
      case Health.NOT_FOUND -> "Missing";
      case Health.UNKNOWN -> "Unknown";
    };
  }

  /** Views of definitions are kept without their status; one that is established stays so. */
  private String definition(ManagedObject id) {
    if (established.contains(id.name())) {
      return HEALTHY;
    }
    String said =
        around
            .client()
            .find(ResourceType.DEFINITIONS, Key.cluster(id.name()))
            .map(ResourceHealth::said)
            .orElse("Missing");
    if (said.equals(HEALTHY)) {
      established.add(id.name());
    }
    return said;
  }

  private boolean tellsOfApplications(String namespace) {
    return around.informer(ResourceType.CONFIG_MAPS).in(namespace).stream()
        .filter(map -> map.name().equals("argocd-cm"))
        .anyMatch(map -> map.json().path("data").has(CUSTOM));
  }

  private Optional<Resource> find(ManagedObject id, String namespace) {
    return types
        .find(id.apiVersion(), id.kind())
        .flatMap(
            type -> {
              String own = id.namespace().isEmpty() ? namespace : id.namespace();
              Key key = type.namespaced() ? new Key(own, id.name()) : Key.cluster(id.name());
              return around.informer(type).get(key);
            });
  }
}
