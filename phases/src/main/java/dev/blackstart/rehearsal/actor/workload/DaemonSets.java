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
import dev.blackstart.rehearsal.actor.scheduling.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps one pod of a DaemonSet on every node that it wants and that lets it. */
public final class DaemonSets {
  private static final String HASH = "controller-revision-hash";

  private final Surroundings around;
  private final EventRecorder events;
  private final Informer sets;
  private final Informer pods;
  private final Informer nodes;

  public DaemonSets(Surroundings around) {
    this.around = around;
    this.events = new EventRecorder(around, "daemonset-controller");
    this.sets = around.informer(ResourceType.DAEMON_SETS);
    this.pods = around.informer(ResourceType.PODS);
    this.nodes = around.informer(ResourceType.NODES);
    Reconciler queue =
        around.reconciler(
            this::reconcile, ResourceType.DAEMON_SETS, ResourceType.PODS, ResourceType.NODES);
    sets.listen(change -> queue.add(change.any().key()));
    Owners.listen(pods, "DaemonSet", queue);
    nodes.listen(
        change -> {
          boolean same =
              change.before().isPresent()
                  && change.now().isPresent()
                  && change.before().get().spec().equals(change.now().get().spec())
                  && change.before().get().labels().equals(change.now().get().labels());
          if (!same) {
            sets.all().forEach(set -> queue.add(set.key()));
          }
        });
  }

  private void reconcile(Key key) {
    Optional<Resource> found = sets.get(key);
    if (found.isEmpty() || found.get().deleting()) {
      return;
    }
    Resource set = found.get();
    JsonNode template = tolerant(set.spec().path("template"));
    String hash = PodTemplate.hash(set.spec().path("template"));
    Map<String, Resource> byNode = new HashMap<>();
    List<Resource> spare = new ArrayList<>();
    for (Resource pod : pods.controlledBy(set)) {
      boolean second = byNode.putIfAbsent(target(pod), pod) != null;
      if (second || Pods.ended(pod)) {
        spare.add(pod);
      }
    }
    Set<String> wanted = new HashSet<>();
    Set<String> tolerated = new HashSet<>();
    for (Resource node : nodes.all()) {
      if (Placement.wants(template.path("spec"), node)) {
        Optional<JsonNode> taint = Placement.untolerated(template.path("spec"), node);
        if (taint.isEmpty()) {
          wanted.add(node.name());
        } else if (!taint.get().path("effect").asText().equals("NoExecute")) {
          tolerated.add(node.name()); // a pod that is there may stay
        }
      }
    }
    Optional<ApiFailure> refused = Optional.empty();
    try {
      for (String node : wanted) {
        if (!byNode.containsKey(node)) {
          byNode.put(node, create(set, template, node, hash));
        }
      }
    } catch (ApiFailure e) {
      refused = Optional.of(e);
    }
    byNode.forEach(
        (node, pod) -> {
          if (!wanted.contains(node) && !tolerated.contains(node)) {
            spare.add(pod);
          }
        });
    spare.forEach(pod -> delete(set, pod));
    byNode.keySet().retainAll(wanted);
    update(set, byNode, hash);
    show(set, wanted.size(), byNode, spare.size(), hash);
    if (refused.isPresent()) {
      throw refused.get(); // again after a pause
    }
  }

  /** The node a pod runs on or is meant for. */
  private static String target(Resource pod) {
    String node = pod.spec().path("nodeName").asText();
    return node.isEmpty()
        ? pod.spec()
            .at(
                "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchFields/0/values/0")
            .asText()
        : node;
  }

  private Resource create(Resource set, JsonNode template, String node, String hash) {
    ObjectNode pod =
        PodTemplate.pod(
            set,
            template,
            set.name() + "-" + around.suffix(set.uid() + node),
            Map.of(HASH, hash, "pod-template-generation", Long.toString(set.generation())));
    ObjectNode term =
        Json.object(
            "matchFields",
            Json.array(
                Json.object("key", "metadata.name", "operator", "In", "values", Json.array(node))));
    pod.withObjectProperty("spec")
        .withObjectProperty("affinity")
        .set(
            "nodeAffinity",
            Json.object(
                "requiredDuringSchedulingIgnoredDuringExecution",
                Json.object("nodeSelectorTerms", Json.array(term))));
    return pods.saw(Pods.create(around, events, set, pod));
  }

  private void delete(Resource set, Resource pod) {
    if (!pod.deleting()) {
      around.client().delete(ResourceType.PODS, pod.key(), Json.object());
      around.client().find(ResourceType.PODS, pod.key()).ifPresent(pods::saw);
      events.normal(set, "SuccessfulDelete", "Deleted pod: " + pod.name());
    }
  }

  /** Daemons run on nodes that are not fit for others. */
  private static JsonNode tolerant(JsonNode template) {
    ObjectNode copy = template.deepCopy();
    ArrayNode tolerations = copy.withObjectProperty("spec").withArrayProperty("tolerations");
    List<String> effects =
        new ArrayList<>(
            List.of(
                "not-ready:NoExecute",
                "unreachable:NoExecute",
                "disk-pressure:NoSchedule",
                "memory-pressure:NoSchedule",
                "pid-pressure:NoSchedule",
                "unschedulable:NoSchedule"));
    if (copy.path("spec").path("hostNetwork").asBoolean()) {
      effects.add("network-unavailable:NoSchedule");
    }
    for (String effect : effects) {
      String[] parts = effect.split(":");
      tolerations.add(
          Json.object(
              "key", "node.kubernetes.io/" + parts[0], "operator", "Exists", "effect", parts[1]));
    }
    return copy;
  }

  /** Replaces pods of an older template, few at a time. */
  private void update(Resource set, Map<String, Resource> byNode, String hash) {
    JsonNode strategy = set.spec().path("updateStrategy");
    if (strategy.path("type").asText("RollingUpdate").equals("OnDelete")) {
      return;
    }
    int may =
        Math.max(
            1,
            Count.of(
                strategy.path("rollingUpdate").path("maxUnavailable"), "1", byNode.size(), true));
    may -=
        (int)
            byNode.values().stream().filter(pod -> !pod.isTrue("Ready") || pod.deleting()).count();
    for (Resource pod : byNode.values()) {
      boolean old = !pod.label(HASH).equals(hash) && !pod.deleting();
      if (old && (may > 0 || !pod.isTrue("Ready"))) {
        delete(set, pod);
        may--;
      }
    }
  }

  private void show(
      Resource set, int wanted, Map<String, Resource> byNode, int misplaced, String hash) {
    long ready =
        byNode.values().stream().filter(pod -> pod.isTrue("Ready") && !pod.deleting()).count();
    long updated = byNode.values().stream().filter(pod -> pod.label(HASH).equals(hash)).count();
    Statuses.write(
        around,
        sets,
        set,
        Json.object(
            "observedGeneration", set.generation(),
            "desiredNumberScheduled", wanted,
            "currentNumberScheduled", byNode.size(),
            "updatedNumberScheduled", updated,
            "numberReady", ready,
            "numberAvailable", ready,
            "numberUnavailable", wanted - ready,
            "numberMisscheduled", misplaced));
  }
}
