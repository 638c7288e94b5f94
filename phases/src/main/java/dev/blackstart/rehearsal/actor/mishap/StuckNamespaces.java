package dev.blackstart.rehearsal.actor.mishap;

import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leaves namespaces behind that somebody once deleted, and that cannot go: a ConfigMap in them has
 * a finalizer whose controller is no more. Whoever takes the finalizer away lets them go for good.
 */
public final class StuckNamespaces {
  private static final String HOLDER = "left-behind";
  private static final String FINALIZER = "rehearsal.internal/held";

  private final Surroundings around;
  private final Set<Key> left = ConcurrentHashMap.newKeySet();

  public StuckNamespaces(Surroundings around) {
    this.around = around;
    Reconciler queue = around.reconciler(this::leave, ResourceType.NAMESPACES);
    around.faults().named(FaultKind.NAMESPACE_STUCK).forEach(name -> queue.add(Key.cluster(name)));
  }

  private void leave(Key namespace) {
    if (left.contains(namespace)) {
      return;
    }
    around
        .client()
        .createIfAbsent(
            ResourceType.NAMESPACES,
            Json.object("metadata", Json.object("name", namespace.name())));
    try {
      around
          .client()
          .createIfAbsent(
              ResourceType.CONFIG_MAPS,
              Json.object(
                  "metadata",
                  Json.object(
                      "name",
                      HOLDER,
                      "namespace",
                      namespace.name(),
                      "finalizers",
                      Json.array(FINALIZER))));
    } catch (ApiFailure e) {
      if (!e.getMessage().contains("being terminated")) {
        throw e; // said again soon
      }
    }
    around.client().delete(ResourceType.NAMESPACES, namespace, Json.object());
    left.add(namespace);
  }
}
