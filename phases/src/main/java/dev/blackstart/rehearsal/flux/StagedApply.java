package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.flux.health.Health;
import dev.blackstart.rehearsal.flux.health.ObjectHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Applies in stages: definitions and namespaces, and when these are there classes, then the rest.
 * What a stage waits for is looked at again by whoever asks again.
 */
final class StagedApply {
  /**
   * How far it came.
   *
   * @param complete whether everything is applied
   */
  record Result(boolean complete, List<ManagedObject> applied) {}

  private static final List<String> DEFINITIONS =
      List.of("CustomResourceDefinition", "Namespace", "ClusterRole");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Surroundings around;
  private final ApiClient client;
  private final ApiTypes types;
  private final Applier applier;
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  StagedApply(Surroundings around, ApiClient client, ApiTypes types) {
    this.around = around;
    this.client = client;
    this.types = types;
    this.applier = new Applier(client, types, Kustomizations.CONTROLLER);
  }

  /**
   * Applies what is built, as far as it goes now.
   *
   * @throws Refusal when the API server refuses something or a stage does not come up
   * @throws NotRehearsedException when a kind is missing that may come with what is not rehearsed
   */
  Result apply(Resource kustomization, List<ObjectNode> objects) {
    boolean force = kustomization.spec().path("force").asBoolean();
    List<ManagedObject> applied = new ArrayList<>();
    List<List<ObjectNode>> stages =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    objects.forEach(object -> stages.get(stageOf(object)).add(object));
    try (Agenda.Hold hold = around.hold()) {
      for (int stage = 0; stage < stages.size(); stage++) {
        List<ManagedObject> written = applier.apply(stages.get(stage), force);
        applied.addAll(written);
        if (stage < 2 && !isThere(kustomization, written)) {
          return new Result(false, applied);
        }
      }
    } catch (Applier.MissingKind missing) {
      List<String> apart = notRehearsedReleases();
      if (apart.isEmpty()) {
        throw new Refusal("ReconciliationFailed", missing.getMessage());
      }
      throw new NotRehearsedException(
          missing.getMessage()
              + ", which may come with what is not rehearsed: "
              + String.join(", ", apart));
    }
    since.remove(kustomization.uid());
    return new Result(true, applied);
  }

  private static int stageOf(ObjectNode object) {
    String kind = object.path("kind").asText();
    if (DEFINITIONS.contains(kind)) {
      return 0;
    }
    return kind.endsWith("Class") ? 1 : 2;
  }

  private boolean isThere(Resource kustomization, List<ManagedObject> stage) {
    List<String> missing = new ArrayList<>();
    for (ManagedObject object : stage) {
      boolean current =
          types
              .find(object.apiVersion(), object.kind())
              .flatMap(type -> client.find(type, object.key()))
              .filter(found -> ObjectHealth.of(found.json()) == Health.CURRENT)
              .isPresent();
      if (!current) {
        missing.add(object + " status: 'InProgress'");
      }
    }
    if (missing.isEmpty()) {
      return true;
    }
    Instant begun = since.computeIfAbsent(kustomization.uid(), uid -> around.now());
    if (around.now().isAfter(begun.plus(PATIENCE))) {
      since.remove(kustomization.uid());
      throw new Refusal("ReconciliationFailed", "timeout waiting for: " + missing);
    }
    return false;
  }

  private List<String> notRehearsedReleases() {
    Key definition = Key.cluster(FluxTypes.definition(FluxTypes.HELM_RELEASES));
    if (around.informer(ResourceType.DEFINITIONS).get(definition).isEmpty()) {
      return List.of();
    }
    return around.informer(FluxTypes.HELM_RELEASES).all().stream()
        .filter(FluxStatus::isNotRehearsed)
        .map(release -> "HelmRelease/" + release.key())
        .sorted()
        .toList();
  }
}
