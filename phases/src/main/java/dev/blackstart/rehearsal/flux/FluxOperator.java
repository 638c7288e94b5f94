package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.flux.health.Health;
import dev.blackstart.rehearsal.flux.health.ObjectHealth;
import dev.blackstart.template.kustomize.KustomizeProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays flux-operator: a FluxInstance becomes definitions, controllers and the first sync. */
final class FluxOperator {
  private static final String APPLICATION = "flux-operator";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Surroundings around;
  private final Controllers controllers;
  private final Informer instances;
  private final Applier applier;
  private final Lanes queue;
  private final Timetable timetable;
  private final Map<Key, Instant> begun = new ConcurrentHashMap<>();

  FluxOperator(Surroundings around, Controllers controllers) {
    ApiClient client = around.client().as(APPLICATION);
    this.around = around;
    this.controllers = controllers;
    this.instances = around.informer(FluxTypes.INSTANCES);
    this.applier = new Applier(client, new ApiTypes(client), APPLICATION);
    this.queue = new Lanes(around, this::reconcile);
    this.timetable = new Timetable(around, queue::add);
    queue.startAfter(instances.synced());
    instances.listen(change -> queue.add(change.any().key()));
    controllers.listen(() -> instances.all().forEach(instance -> queue.add(instance.key())));
  }

  private void reconcile(Key key) {
    Resource instance = instances.get(key).orElse(null);
    if (instance == null
        || instance.deleting()
        || !controllers.isApplicationRunning(APPLICATION)
        || instance.annotation("fluxcd.controlplane.io/reconcile").equals("disabled")
        || !timetable.isDue(instance, "")) {
      return;
    }
    Instant since = begun.get(key);
    if (since == null) {
      begin(instance);
    } else if (since.isAfter(around.now())) {
      timetable.nudge(key, Duration.ofSeconds(1));
    } else {
      install(instance, since);
    }
  }

  private void begin(Resource instance) {
    if (!instance.isTrue(FluxStatus.READY)) {
      new FluxStatus(around, instance).progressing("Reconciling Flux").write(instances);
    }
    Duration takes =
        around.pace().between(Duration.ofSeconds(3), Duration.ofSeconds(8), "flux-operator");
    begun.put(instance.key(), around.now().plus(takes));
    around.after(takes, () -> queue.add(instance.key()));
  }

  private void install(Resource instance, Instant since) {
    ControllerManifests manifests = new ControllerManifests(instance);
    try {
      List<ObjectNode> objects = new ArrayList<>(manifests.objects());
      objects.addAll(manifests.sync());
      objects = new ArrayList<>(InstancePatches.patched(instance, objects));
      List<ManagedObject> applied = new ArrayList<>(applier.apply(definitions(objects), false));
      objects.removeAll(definitions(objects));
      applied.addAll(applier.apply(objects, false));
      List<String> waiting = waiting(applied);
      if (waiting.isEmpty()) {
        ready(instance, manifests, applied, since);
      } else if (around.now().isAfter(since.plus(PATIENCE))) {
        fail(instance, "HealthCheckFailed", "timeout waiting for: " + waiting);
      } else {
        timetable.nudge(instance.key(), Duration.ofSeconds(2));
      }
    } catch (Applier.MissingKind notServedYet) {
      timetable.nudge(instance.key(), Duration.ofSeconds(1));
    } catch (Refusal refusal) {
      fail(instance, refusal.reason(), refusal.getMessage());
    } catch (KustomizeProblem problem) {
      fail(instance, "BuildFailed", "kustomize build failed: " + problem.what());
    }
  }

  private static List<ObjectNode> definitions(List<ObjectNode> objects) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals("CustomResourceDefinition"))
        .toList();
  }

  private List<String> waiting(List<ManagedObject> applied) {
    Informer deployments = around.informer(ResourceType.DEPLOYMENTS);
    return applied.stream()
        .filter(object -> object.kind().equals("Deployment"))
        .filter(
            object ->
                deployments
                    .get(object.key())
                    .filter(found -> ObjectHealth.of(found.json()) == Health.CURRENT)
                    .isEmpty())
        .map(ManagedObject::toString)
        .toList();
  }

  private void ready(
      Resource instance,
      ControllerManifests manifests,
      List<ManagedObject> applied,
      Instant since) {
    JsonNode distribution = instance.spec().path("distribution");
    String revision = "v" + distribution.path("version").asText("2.x");
    List<ObjectNode> components = new ArrayList<>();
    for (String component : manifests.components()) {
      components.add(
          Json.object(
              "name", component,
              "repository",
                  distribution.path("registry").asText("ghcr.io/fluxcd") + "/" + component,
              "tag", revision));
    }
    new FluxStatus(around, instance)
        .set("components", components)
        .set("inventory", Inventory.json(applied))
        .set("lastAppliedRevision", revision)
        .set("lastAttemptedRevision", revision)
        .handled()
        .ready(
            "ReconciliationSucceeded",
            "Reconciliation finished in " + Durations.text(Duration.between(since, around.now())))
        .write(instances);
    end(instance, Duration.ofHours(1));
  }

  private void fail(Resource instance, String reason, String message) {
    new FluxStatus(around, instance).handled().failed(reason, message).write(instances);
    end(instance, Duration.ofMinutes(1));
  }

  private void end(Resource instance, Duration again) {
    begun.remove(instance.key());
    timetable.done(instance, "", again);
  }

  void close() {
    queue.close();
  }
}
