package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.flux.ApiTypes;
import dev.blackstart.rehearsal.flux.ManagedObject;
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

  private final Set<String> lua = ConcurrentHashMap.newKeySet();
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
    if (!BuiltinHealth.tells(id.group(), id.kind())) {
      return Optional.empty();
    }
    tellOfLua(id);
    if (id.kind().equals(ResourceType.DEFINITIONS.kind())) {
      return Optional.of(definition(id));
    }
    return Optional.of(find(id, namespace).map(BuiltinHealth::of).orElse("Missing"));
  }

  /** Why it is not healthy, where the object says so. */
  String message(ObjectNode wanted, String namespace) {
    return find(ManagedObject.of(wanted), namespace).flatMap(BuiltinHealth::message).orElse("");
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

  /** Views of definitions are kept without their status; one that is established stays so. */
  private String definition(ManagedObject id) {
    if (established.contains(id.name())) {
      return HEALTHY;
    }
    String said =
        around
            .client()
            .find(ResourceType.DEFINITIONS, Key.cluster(id.name()))
            .map(BuiltinHealth::of)
            .orElse("Missing");
    if (said.equals(HEALTHY)) {
      established.add(id.name());
    }
    return said;
  }

  /** A script of the operator's is not run: what it would say is not known here. */
  private void tellOfLua(ManagedObject id) {
    String key = "resource.customizations.health." + id.group() + "_" + id.kind();
    boolean scripted =
        around.informer(ResourceType.CONFIG_MAPS).all().stream()
            .filter(map -> map.name().equals("argocd-cm"))
            .anyMatch(map -> map.json().path("data").has(key));
    if (scripted && lua.add(key)) {
      around.trouble(
          "Argo CD: " + key + " is Lua, which is not played: the condition Ready counts instead");
    }
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
