package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the numbered pods of StatefulSets, and their claims, in order. */
public final class StatefulSets {
  private static final String HASH = "controller-revision-hash";
  private static final String INDEX = "apps.kubernetes.io/pod-index";

  private final Surroundings around;
  private final EventRecorder events;
  private final Informer sets;
  private final Informer pods;
  private final Informer claims;

  public StatefulSets(Surroundings around) {
    this.around = around;
    this.events = new EventRecorder(around, "statefulset-controller");
    this.sets = around.informer(ResourceType.STATEFUL_SETS);
    this.pods = around.informer(ResourceType.PODS);
    this.claims = around.informer(ResourceType.VOLUME_CLAIMS);
    Reconciler queue =
        around.reconciler(
            this::reconcile,
            ResourceType.STATEFUL_SETS,
            ResourceType.PODS,
            ResourceType.VOLUME_CLAIMS);
    sets.listen(change -> queue.add(change.any().key()));
    Owners.listen(pods, "StatefulSet", queue);
  }

  private void reconcile(Key key) {
    Optional<Resource> found = sets.get(key);
    if (found.isEmpty() || found.get().deleting()) {
      return;
    }
    Resource set = found.get();
    String hash = set.name() + "-" + PodTemplate.hash(set.spec().path("template"));
    Map<Integer, Resource> byNumber = new TreeMap<>();
    pods.controlledBy(set).forEach(pod -> byNumber.put(number(set, pod), pod));
    Optional<ApiFailure> refused = Optional.empty();
    try {
      if (arrange(set, byNumber, hash)) {
        update(set, byNumber, hash);
      }
    } catch (ApiFailure e) {
      refused = Optional.of(e);
    }
    show(set, byNumber, hash);
    if (refused.isPresent()) {
      throw refused.get(); // again after a pause
    }
  }

  private static int number(Resource set, Resource pod) {
    return Integer.parseInt(pod.name().substring(set.name().length() + 1));
  }

  /** Creates what is missing and removes what is too much; true when all are there and ready. */
  private boolean arrange(Resource set, Map<Integer, Resource> byNumber, String hash) {
    boolean together = set.spec().path("podManagementPolicy").asText().equals("Parallel");
    int first = set.spec().path("ordinals").path("start").asInt(0);
    int end = first + Count.replicas(set.spec());
    boolean allReady = true;
    for (int number = first; number < end; number++) {
      Resource pod = byNumber.get(number);
      if (pod != null && Pods.ended(pod) && !pod.deleting()) {
        delete(set, pod);
      } else if (pod == null) {
        byNumber.put(number, create(set, number, hash));
      }
      if (pod == null || !pod.isTrue("Ready") || pod.deleting()) {
        allReady = false;
        if (!together) {
          return false;
        }
      }
    }
    List<Integer> spare =
        byNumber.keySet().stream().filter(number -> number < first || number >= end).toList();
    for (int number : spare.reversed()) {
      delete(set, byNumber.get(number));
      if (!together) {
        return false;
      }
    }
    return allReady && spare.isEmpty();
  }

  private Resource create(Resource set, int number, String hash) {
    String name = set.name() + "-" + number;
    ObjectNode pod =
        PodTemplate.pod(
            set,
            set.spec().path("template"),
            name,
            Map.of(
                HASH,
                hash,
                "statefulset.kubernetes.io/pod-name",
                name,
                INDEX,
                Integer.toString(number)));
    ObjectNode spec = pod.withObjectProperty("spec");
    spec.put("hostname", name);
    spec.put("subdomain", set.spec().path("serviceName").asText());
    for (JsonNode template : set.spec().path("volumeClaimTemplates")) {
      String volume = template.path("metadata").path("name").asText();
      claim(set, template, volume + "-" + name);
      ArrayNode volumes = spec.withArrayProperty("volumes");
      volumes.add(
          Json.object(
              "name",
              volume,
              "persistentVolumeClaim",
              Json.object("claimName", volume + "-" + name)));
    }
    return pods.saw(Pods.create(around, events, set, pod));
  }

  private void claim(Resource set, JsonNode template, String name) {
    if (claims.get(new Key(set.namespace(), name)).isPresent()) {
      return;
    }
    ObjectNode meta =
        Json.object(
            "name", name,
            "namespace", set.namespace(),
            "labels", set.spec().path("selector").path("matchLabels"));
    around
        .client()
        .createIfAbsent(
            ResourceType.VOLUME_CLAIMS,
            Json.object("metadata", meta, "spec", template.path("spec").deepCopy()))
        .ifPresent(claims::saw);
  }

  private void delete(Resource set, Resource pod) {
    if (!pod.deleting()) {
      around.client().delete(ResourceType.PODS, pod.key(), Json.object());
      around.client().find(ResourceType.PODS, pod.key()).ifPresent(pods::saw);
      events.normal(
          set,
          "SuccessfulDelete",
          "delete Pod %s in StatefulSet %s successful".formatted(pod.name(), set.name()));
    }
  }

  /** Replaces the highest pod of an older template; the next once it is ready again. */
  private void update(Resource set, Map<Integer, Resource> byNumber, String hash) {
    JsonNode strategy = set.spec().path("updateStrategy");
    if (strategy.path("type").asText("RollingUpdate").equals("OnDelete")) {
      return;
    }
    int partition = strategy.path("rollingUpdate").path("partition").asInt(0);
    byNumber.entrySet().stream()
        .filter(entry -> entry.getKey() >= partition)
        .filter(entry -> !entry.getValue().label(HASH).equals(hash))
        .reduce((lower, higher) -> higher)
        .ifPresent(entry -> delete(set, entry.getValue()));
  }

  private void show(Resource set, Map<Integer, Resource> byNumber, String hash) {
    List<Resource> alive = Pods.active(List.copyOf(byNumber.values()));
    long ready = alive.stream().filter(pod -> pod.isTrue("Ready")).count();
    long updated = alive.stream().filter(pod -> pod.label(HASH).equals(hash)).count();
    boolean complete = updated == Count.replicas(set.spec()) && ready == updated;
    String known = set.status().path("currentRevision").asText();
    Statuses.write(
        around,
        sets,
        set,
        Json.object(
            "observedGeneration",
            set.generation(),
            "replicas",
            alive.size(),
            "readyReplicas",
            ready,
            "availableReplicas",
            ready,
            "currentReplicas",
            complete ? updated : alive.size() - updated,
            "updatedReplicas",
            updated,
            "updateRevision",
            hash,
            "currentRevision",
            complete || known.isEmpty() ? hash : known,
            "collisionCount",
            0));
  }
}
