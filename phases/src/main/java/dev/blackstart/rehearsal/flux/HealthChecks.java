package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.operator.OperatorKinds;
import dev.blackstart.rehearsal.cel.CelFailure;
import dev.blackstart.rehearsal.flux.health.Health;
import dev.blackstart.rehearsal.flux.health.HealthExpressions;
import dev.blackstart.rehearsal.flux.health.ObjectHealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Looks after the health of objects, and tells when something about one of them changes. */
final class HealthChecks {
  /**
   * What was found.
   *
   * @param unhealthy what is not current, with its word and perhaps more
   * @param terminal whether waiting cannot help: everything is current or failed
   * @param notRehearsed releases that are counted apart
   */
  record Finding(Map<String, String> unhealthy, boolean terminal, List<String> notRehearsed) {
    boolean healthy() {
      return unhealthy.isEmpty();
    }

    /** As Flux lists it: {@code [Kind/ns/name status: 'InProgress', …]}. */
    String list() {
      List<String> entries = new ArrayList<>();
      unhealthy.forEach((object, status) -> entries.add(object + " status: " + status));
      return "[" + String.join(", ", entries) + "]";
    }
  }

  private final Surroundings around;
  private final ApiTypes types;
  private final Map<ResourceType, Set<BiConsumer<ResourceType, Key>>> watched = new HashMap<>();

  HealthChecks(Surroundings around, ApiTypes types) {
    this.around = around;
    this.types = types;
  }

  /** Calls somebody whenever an object of one of these kinds changes; asked twice, calls once. */
  synchronized void watch(List<ManagedObject> objects, BiConsumer<ResourceType, Key> listener) {
    for (ManagedObject object : objects) {
      if (!ObjectHealth.changes(object.group(), object.kind())) {
        continue;
      }
      types
          .find(object.apiVersion(), object.kind())
          .filter(type -> !type.equals(ResourceType.DEFINITIONS))
          .filter(type -> watched.computeIfAbsent(type, t -> new HashSet<>()).add(listener))
          .ifPresent(
              type ->
                  around
                      .informer(type)
                      .listen(change -> listener.accept(type, change.any().key())));
    }
  }

  /** Looks at all objects. */
  Finding look(List<ManagedObject> objects, HealthExpressions expressions) {
    Map<String, String> unhealthy = new TreeMap<>();
    List<String> notRehearsed = new ArrayList<>();
    for (ManagedObject object : objects) {
      Optional<Resource> found = find(object);
      if (found.filter(FluxStatus::isNotRehearsed).isPresent()) {
        notRehearsed.add(object.toString());
        continue;
      }
      Health health = Health.NOT_FOUND;
      String more = "";
      try {
        health = found.map(Resource::json).map(expressions::of).orElse(Health.NOT_FOUND);
      } catch (CelFailure failure) {
        health = Health.UNKNOWN;
        more = ": " + failure.getMessage();
      }
      if (health != Health.CURRENT && isApart(object, found)) {
        notRehearsed.add(object.toString());
      } else if (health != Health.CURRENT) {
        unhealthy.put(object.toString(), "'" + health.word() + "'" + more);
      }
    }
    if (notRehearsed.stream().anyMatch(object -> object.startsWith("HelmRelease/"))) {
      // What a check names and nobody made may come with the release that is not rehearsed.
      unhealthy
          .entrySet()
          .removeIf(
              entry -> {
                boolean missing = entry.getValue().equals("'" + Health.NOT_FOUND.word() + "'");
                return missing && notRehearsed.add(entry.getKey());
              });
    }
    boolean terminal =
        unhealthy.values().stream()
            .allMatch(status -> status.startsWith("'" + Health.FAILED.word() + "'"));
    return new Finding(unhealthy, terminal, notRehearsed);
  }

  /**
   * Whether nobody in this world can say that an object is well: it has no status, and its operator
   * is not played, or is not in the cluster because its release is not rehearsed.
   */
  private boolean isApart(ManagedObject object, Optional<Resource> found) {
    boolean custom = object.group().contains(".") && !object.group().endsWith(".k8s.io");
    if (found.isEmpty() || !custom || !found.get().status().isEmpty()) {
      return false;
    }
    if (object.group().endsWith(".toolkit.fluxcd.io")) {
      return false;
    }
    Optional<Predicate<Resource>> operator =
        OperatorKinds.operatorOf(object.group(), object.kind());
    return operator.isEmpty()
        || (releasesNotRehearsed()
            && around.informer(ResourceType.PODS).all().stream().noneMatch(operator.get()));
  }

  private boolean releasesNotRehearsed() {
    Key definition = Key.cluster(FluxTypes.definition(FluxTypes.HELM_RELEASES));
    return around.informer(ResourceType.DEFINITIONS).get(definition).isPresent()
        && around.informer(FluxTypes.HELM_RELEASES).all().stream()
            .anyMatch(FluxStatus::isNotRehearsed);
  }

  /** From the views where there is one; what has no status of its own is asked for once. */
  private Optional<Resource> find(ManagedObject object) {
    Optional<ResourceType> type = types.find(object.apiVersion(), object.kind());
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Informer informer = isWatched(type.get()) ? around.informer(type.get()) : null;
    return informer != null && informer.synced().isDone()
        ? informer.get(object.key())
        : around.client().find(type.get(), object.key());
  }

  private synchronized boolean isWatched(ResourceType type) {
    return watched.containsKey(type);
  }
}
