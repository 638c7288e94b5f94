package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Brings Deployments to their newest template through ReplicaSets. */
public final class Deployments {
  static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HASH = "pod-template-hash";

  private final Surroundings around;
  private final EventRecorder events;
  private final Informer deployments;
  private final Informer sets;
  private final RolloutClock clock;

  public Deployments(Surroundings around) {
    this.around = around;
    this.events = new EventRecorder(around, "deployment-controller");
    this.deployments = around.informer(ResourceType.DEPLOYMENTS);
    this.sets = around.informer(ResourceType.REPLICA_SETS);
    Reconciler queue =
        around.reconciler(this::reconcile, ResourceType.DEPLOYMENTS, ResourceType.REPLICA_SETS);
    this.clock = new RolloutClock(around, queue);
    deployments.listen(change -> queue.add(change.any().key()));
    Owners.listen(sets, "Deployment", queue);
  }

  private void reconcile(Key key) {
    Optional<Resource> found = deployments.get(key);
    if (found.isEmpty() || found.get().deleting()) {
      clock.forget(key);
      return;
    }
    Resource deployment = found.get();
    String hash = PodTemplate.hash(deployment.spec().path("template"));
    List<Resource> all = new ArrayList<>(sets.controlledBy(deployment));
    Optional<Resource> newest =
        all.stream().filter(set -> set.label(HASH).equals(hash)).findFirst();
    if (newest.isEmpty() && !deployment.spec().path("paused").asBoolean()) {
      newest = Optional.of(create(deployment, hash, all));
      all.add(newest.get());
    }
    if (newest.isPresent()) {
      deployment = revised(deployment, newest.get(), all);
      if (!deployment.spec().path("paused").asBoolean()) {
        roll(deployment, newest.get(), all);
      }
    }
    List<Resource> now = sets.controlledBy(deployment);
    show(deployment, now.stream().filter(set -> set.label(HASH).equals(hash)).findFirst(), now);
    forgetOld(deployment, hash, now);
  }

  private Resource create(Resource deployment, String hash, List<Resource> all) {
    String name = deployment.name() + "-" + hash;
    ObjectNode template = deployment.spec().path("template").deepCopy();
    template.withObjectProperty("metadata").withObjectProperty("labels").put(HASH, hash);
    ObjectNode selector = deployment.spec().path("selector").deepCopy();
    selector.withObjectProperty("matchLabels").put(HASH, hash);
    int replicas = all.isEmpty() ? Count.replicas(deployment.spec()) : 0;
    ObjectNode set =
        Json.object(
            "metadata",
            Json.object(
                "name", name,
                "namespace", deployment.namespace(),
                "labels", template.path("metadata").path("labels").deepCopy(),
                "annotations",
                    Json.object(
                        REVISION,
                        Long.toString(lastRevision(all) + 1),
                        "deployment.kubernetes.io/desired-replicas",
                        Integer.toString(Count.replicas(deployment.spec()))),
                "ownerReferences", Json.array(deployment.asController())),
            "spec",
            Json.object("replicas", replicas, "selector", selector, "template", template));
    Resource created = sets.saw(around.client().create(ResourceType.REPLICA_SETS, set));
    if (replicas > 0) {
      scaled(deployment, created, 0, replicas);
    }
    return created;
  }

  private static long lastRevision(List<Resource> all) {
    return all.stream().mapToLong(Deployments::revision).max().orElse(0);
  }

  private static long revision(Resource set) {
    String text = set.annotation(REVISION);
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  /** The deployment names the revision it is at; going back to an old template makes a new one. */
  private Resource revised(Resource deployment, Resource newest, List<Resource> all) {
    long revision = revision(newest);
    if (all.stream().anyMatch(set -> revision(set) > revision)) {
      String next = Long.toString(lastRevision(all) + 1);
      sets.saw(around.client().merge(ResourceType.REPLICA_SETS, newest.key(), annotation(next)));
      return annotated(deployment, next);
    }
    return annotated(deployment, Long.toString(revision));
  }

  private Resource annotated(Resource deployment, String revision) {
    return deployment.annotation(REVISION).equals(revision)
        ? deployment
        : deployments.saw(
            around
                .client()
                .merge(ResourceType.DEPLOYMENTS, deployment.key(), annotation(revision)));
  }

  private static ObjectNode annotation(String revision) {
    return Json.object("metadata", Json.object("annotations", Json.object(REVISION, revision)));
  }

  private void roll(Resource deployment, Resource newest, List<Resource> all) {
    int wanted = Count.replicas(deployment.spec());
    List<Resource> old =
        all.stream()
            .filter(set -> !set.uid().equals(newest.uid()) && Count.replicas(set.spec()) > 0)
            .sorted(Comparator.comparingLong(Deployments::revision))
            .toList();
    JsonNode strategy = deployment.spec().path("strategy");
    if (old.isEmpty()) {
      scale(deployment, newest, wanted);
    } else if (strategy.path("type").asText().equals("Recreate")) {
      old.forEach(set -> scale(deployment, set, 0));
      if (old.stream().allMatch(set -> set.status().path("replicas").asInt() == 0)) {
        scale(deployment, newest, wanted);
      }
    } else {
      rollSlowly(deployment, newest, old, wanted, strategy.path("rollingUpdate"));
    }
  }

  private void rollSlowly(
      Resource deployment, Resource newest, List<Resource> old, int wanted, JsonNode limits) {
    int surge = Count.of(limits.path("maxSurge"), "25%", wanted, true);
    int spare = Count.of(limits.path("maxUnavailable"), "25%", wanted, false);
    int unavailable = surge == 0 && spare == 0 ? 1 : spare;
    int oldReplicas = old.stream().mapToInt(set -> Count.replicas(set.spec())).sum();
    int newReplicas = Count.replicas(newest.spec());
    int grown =
        Math.min(wanted, newReplicas + Math.max(0, wanted + surge - oldReplicas - newReplicas));
    scale(deployment, newest, grown);
    int newMissing = grown - newest.status().path("availableReplicas").asInt();
    int mayGo = oldReplicas + grown - (wanted - unavailable) - newMissing;
    for (Resource set : old) {
      int replicas = Count.replicas(set.spec());
      int broken = replicas - set.status().path("availableReplicas").asInt();
      int go = Math.min(replicas, Math.max(broken, Math.max(0, mayGo)));
      scale(deployment, set, replicas - go);
      mayGo -= go;
    }
  }

  private void scale(Resource deployment, Resource set, int replicas) {
    int before = Count.replicas(set.spec());
    if (before != replicas) {
      sets.saw(
          around
              .client()
              .merge(
                  ResourceType.REPLICA_SETS,
                  set.key(),
                  Json.object("spec", Json.object("replicas", replicas))));
      scaled(deployment, set, before, replicas);
    }
  }

  private void scaled(Resource deployment, Resource set, int before, int replicas) {
    events.normal(
        deployment,
        "ScalingReplicaSet",
        "Scaled %s replica set %s from %d to %d"
            .formatted(replicas > before ? "up" : "down", set.name(), before, replicas));
  }

  private void show(Resource deployment, Optional<Resource> newest, List<Resource> all) {
    DeploymentStatus status = DeploymentStatus.of(deployment, newest, all);
    boolean late = clock.late(deployment, status);
    Statuses.write(
        around, deployments, deployment, status.json(deployment, newest, all, late, around.wall()));
  }

  private void forgetOld(Resource deployment, String hash, List<Resource> all) {
    List<Resource> empty =
        all.stream()
            .filter(set -> !set.label(HASH).equals(hash) && !set.deleting())
            .filter(
                set ->
                    Count.replicas(set.spec()) == 0 && set.status().path("replicas").asInt() == 0)
            .sorted(Comparator.comparingLong(Deployments::revision))
            .toList();
    int keep = deployment.spec().path("revisionHistoryLimit").asInt(10);
    empty.stream()
        .limit(Math.max(0, empty.size() - keep))
        .forEach(
            set ->
                around
                    .client()
                    .delete(
                        ResourceType.REPLICA_SETS,
                        set.key(),
                        Json.object("propagationPolicy", "Background")));
  }
}
