package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Conditions;
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
import java.util.Map;
import java.util.Optional;

/** Keeps as many pods as a ReplicaSet asks for. */
public final class ReplicaSets {
  private final Surroundings around;
  private final EventRecorder events;
  private final Informer sets;
  private final Informer pods;

  public ReplicaSets(Surroundings around) {
    this.around = around;
    this.events = new EventRecorder(around, "replicaset-controller");
    this.sets = around.informer(ResourceType.REPLICA_SETS);
    this.pods = around.informer(ResourceType.PODS);
    Reconciler queue =
        around.reconciler(this::reconcile, ResourceType.REPLICA_SETS, ResourceType.PODS);
    sets.listen(change -> queue.add(change.any().key()));
    Owners.listen(pods, "ReplicaSet", queue);
  }

  private void reconcile(Key key) {
    Optional<Resource> found = sets.get(key);
    if (found.isEmpty() || found.get().deleting()) {
      return;
    }
    Resource set = found.get();
    int wanted = Count.replicas(set.spec());
    List<Resource> active = new ArrayList<>(Pods.active(pods.controlledBy(set)));
    Optional<ApiFailure> refused = Optional.empty();
    try {
      for (int missing = wanted - active.size(); missing > 0; missing--) {
        active.add(create(set));
      }
    } catch (ApiFailure e) {
      refused = Optional.of(e);
    }
    active.sort(Comparator.comparingInt(ReplicaSets::worth).thenComparing(Resource::key));
    for (int spare = active.size() - wanted; spare > 0; spare--) {
      Resource pod = active.removeFirst();
      around.client().delete(ResourceType.PODS, pod.key(), Json.object());
      around.client().find(ResourceType.PODS, pod.key()).ifPresent(pods::saw);
      events.normal(set, "SuccessfulDelete", "Deleted pod: " + pod.name());
    }
    show(set, active, refused);
    if (refused.isPresent()) {
      throw refused.get(); // again after a pause
    }
  }

  private Resource create(Resource set) {
    String name = set.name() + "-" + around.suffix(set.uid());
    ObjectNode pod = PodTemplate.pod(set, set.spec().path("template"), name, Map.of());
    return pods.saw(Pods.create(around, events, set, pod));
  }

  /** Pods that would be missed least come first. */
  private static int worth(Resource pod) {
    boolean assigned = !pod.spec().path("nodeName").asText().isEmpty();
    return (assigned ? 1 : 0) + (pod.isTrue("Ready") ? 2 : 0);
  }

  private void show(Resource set, List<Resource> active, Optional<ApiFailure> refused) {
    int ready = (int) active.stream().filter(pod -> pod.isTrue("Ready")).count();
    ObjectNode status =
        Json.object(
            "observedGeneration", set.generation(),
            "replicas", active.size(),
            "fullyLabeledReplicas", active.size(),
            "readyReplicas", ready,
            "availableReplicas", ready);
    Conditions conditions = new Conditions(set, around.wall());
    refused
        .filter(failure -> failure.status() != 0)
        .ifPresent(
            failure ->
                conditions.with("ReplicaFailure", true, "FailedCreate", failure.getMessage()));
    status.set("conditions", conditions.withoutUpdates());
    Statuses.write(around, sets, set, status);
  }
}
