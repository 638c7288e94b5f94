package dev.blackstart.rehearsal.actor.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gives each pod a node, or says why there is none. */
public final class Scheduler {
  private static final JsonNode CORDONED =
      Json.object("key", "node.kubernetes.io/unschedulable", "effect", "NoSchedule");

  private final Surroundings around;
  private final ApiClient client;
  private final EventRecorder events;
  private final Informer pods;
  private final Informer nodes;
  private final Reconciler queue;

  public Scheduler(Surroundings around) {
    this.around = around;
    this.client = around.client().as("kube-scheduler");
    this.events = new EventRecorder(around, "default-scheduler");
    this.pods = around.informer(ResourceType.PODS);
    this.nodes = around.informer(ResourceType.NODES);
    this.queue =
        around.reconciler(
            this::schedule,
            ResourceType.PODS,
            ResourceType.NODES,
            ResourceType.VOLUME_CLAIMS,
            ResourceType.STORAGE_CLASSES);
    pods.listen(
        change -> {
          if (change.now().isPresent() && waits(change.now().get())) {
            queue.add(change.now().get().key());
          } else if (change.now().isEmpty()) {
            retryAll();
          }
        });
    nodes.listen(
        change -> {
          if (changesFit(change)) {
            retryAll();
          }
        });
    around.informer(ResourceType.VOLUME_CLAIMS).listen(change -> retryAll());
  }

  private static boolean changesFit(Informer.Change change) {
    if (change.before().isEmpty() || change.now().isEmpty()) {
      return true;
    }
    Resource before = change.before().get();
    Resource now = change.now().get();
    return !before.spec().equals(now.spec()) || !before.labels().equals(now.labels());
  }

  private static boolean waits(Resource pod) {
    return pod.spec().path("nodeName").asText().isEmpty()
        && !pod.deleting()
        && pod.spec().path("schedulerName").asText("default-scheduler").equals("default-scheduler")
        && !pod.status().path("phase").asText().equals("Failed");
  }

  private void retryAll() {
    pods.all().stream().filter(Scheduler::waits).map(Resource::key).forEach(queue::add);
  }

  private void schedule(Key key) {
    Optional<Resource> found = pods.get(key).filter(Scheduler::waits);
    if (found.isEmpty()) {
      return;
    }
    Resource pod = found.get();
    Optional<String> unbound = unboundClaim(pod);
    Map<String, Integer> reasons = new TreeMap<>();
    List<Resource> fits = unbound.isPresent() ? List.of() : fitting(pod, reasons);
    if (fits.isEmpty()) {
      unschedulable(pod, unbound.orElseGet(() -> explain(reasons)));
    } else {
      bind(pod, fits.getFirst());
    }
  }

  /** Nodes for the pod, best first; counts the reasons of the others. */
  private List<Resource> fitting(Resource pod, Map<String, Integer> reasons) {
    List<Resource> running =
        pods.all().stream()
            .filter(other -> !other.spec().path("nodeName").asText().isEmpty())
            .filter(
                other ->
                    !List.of("Succeeded", "Failed").contains(other.status().path("phase").asText()))
            .toList();
    Map<String, Resource> byName =
        nodes.all().stream().collect(Collectors.toMap(Resource::name, node -> node));
    Map<String, List<Resource>> tenants = new HashMap<>();
    running.forEach(
        other ->
            tenants
                .computeIfAbsent(other.spec().path("nodeName").asText(), name -> new ArrayList<>())
                .add(other));
    Neighbours neighbours = new Neighbours(running, byName);
    List<Resource> fits = new ArrayList<>();
    for (Resource node : byName.values()) {
      List<Resource> there = tenants.getOrDefault(node.name(), List.of());
      Optional<String> reason =
          refuse(pod, node)
              .or(() -> new Room(node, there).refuse(pod))
              .or(() -> neighbours.refuse(pod, node));
      reason.ifPresentOrElse(text -> reasons.merge(text, 1, Integer::sum), () -> fits.add(node));
    }
    fits.sort(
        Comparator.comparingLong(
                (Resource node) -> siblings(pod, tenants.getOrDefault(node.name(), List.of())))
            .thenComparing(node -> tenants.getOrDefault(node.name(), List.of()).size())
            .thenComparing(node -> around.pace().number(pod.uid(), node.name())));
    return fits;
  }

  private static Optional<String> refuse(Resource pod, Resource node) {
    if (node.spec().path("unschedulable").asBoolean()
        && !Placement.tolerates(pod.spec(), CORDONED)) {
      return Optional.of("node(s) were unschedulable");
    }
    if (Placement.untolerated(pod.spec(), node).isPresent()) {
      return Optional.of("node(s) had untolerated taint(s)");
    }
    return Placement.wants(pod.spec(), node)
        ? Optional.empty()
        : Optional.of("node(s) didn't match Pod's node affinity/selector");
  }

  /** Pods of the same owner on a node: replicas are spread. */
  private static long siblings(Resource pod, List<Resource> there) {
    return there.stream()
        .filter(other -> pod.controller().isPresent())
        .filter(
            other ->
                other
                    .controller()
                    .map(owner -> owner.path("uid").asText())
                    .equals(pod.controller().map(owner -> owner.path("uid").asText())))
        .count();
  }

  private Optional<String> unboundClaim(Resource pod) {
    for (var volume : pod.spec().path("volumes")) {
      String name = volume.path("persistentVolumeClaim").path("claimName").asText();
      if (name.isEmpty()) {
        continue;
      }
      Optional<Resource> claim =
          around.informer(ResourceType.VOLUME_CLAIMS).get(new Key(pod.namespace(), name));
      if (claim.isEmpty()) {
        return Optional.of("persistentvolumeclaim \"" + name + "\" not found");
      }
      if (!claim.get().status().path("phase").asText().equals("Bound")
          && !waitsForConsumer(claim.get())) {
        return Optional.of("pod has unbound immediate PersistentVolumeClaims");
      }
    }
    return Optional.empty();
  }

  /** A claim that names no class has the default one. */
  private boolean waitsForConsumer(Resource claim) {
    String named = claim.spec().path("storageClassName").asText();
    return around.informer(ResourceType.STORAGE_CLASSES).all().stream()
        .filter(
            known ->
                named.isEmpty()
                    ? known.annotation("storageclass.kubernetes.io/is-default-class").equals("true")
                    : known.name().equals(named))
        .anyMatch(
            known ->
                known.json().path("volumeBindingMode").asText().equals("WaitForFirstConsumer"));
  }

  private String explain(Map<String, Integer> reasons) {
    int all = nodes.all().size();
    if (all == 0) {
      return "no nodes available to schedule pods";
    }
    return "0/%d nodes are available: %s. no new claims to deallocate, preemption: 0/%d nodes are available: %d Preemption is not helpful for scheduling."
        .formatted(
            all,
            reasons.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", ")),
            all,
            all);
  }

  private void unschedulable(Resource pod, String message) {
    String full =
        message.startsWith("0/") || message.startsWith("no nodes")
            ? message
            : "0/%d nodes are available: %s.".formatted(nodes.all().size(), message);
    for (var condition : pod.status().path("conditions")) {
      if (condition.path("type").asText().equals("PodScheduled")
          && condition.path("message").asText().equals(full)) {
        return;
      }
    }
    ObjectNode condition =
        Json.object(
            "type",
            "PodScheduled",
            "status",
            "False",
            "reason",
            "Unschedulable",
            "message",
            full,
            "lastProbeTime",
            null,
            "lastTransitionTime",
            around.wall());
    pods.saw(
        client.mergeStatus(
            ResourceType.PODS,
            pod.key(),
            Json.object("phase", "Pending", "conditions", Json.array(condition))));
    events.warning(pod, "FailedScheduling", full);
  }

  private void bind(Resource pod, Resource node) {
    ObjectNode binding =
        Json.object(
            "apiVersion",
            "v1",
            "kind",
            "Binding",
            "metadata",
            Json.object(
                "name", pod.name(),
                "namespace", pod.namespace(),
                "uid", pod.uid()),
            "target",
            Json.object("apiVersion", "v1", "kind", "Node", "name", node.name()));
    client.created(ResourceType.PODS, binding, "/" + pod.name() + "/binding");
    // A binding answers with a Status, not with the pod.
    client.find(ResourceType.PODS, pod.key()).ifPresent(pods::saw);
    events.normal(
        pod, "Scheduled", "Successfully assigned %s to %s".formatted(pod.key(), node.name()));
  }
}
