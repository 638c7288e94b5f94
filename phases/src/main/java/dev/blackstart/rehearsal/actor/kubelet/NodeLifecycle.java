package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the controllers of nodes do: a range of pod addresses for each, taints that follow from
 * conditions, and the verdict on a kubelet that has fallen silent.
 */
public final class NodeLifecycle {
  private static final Duration GRACE = Duration.ofSeconds(40);
  private static final String NOT_READY = "node.kubernetes.io/not-ready";
  private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
  private static final String CORDONED = "node.kubernetes.io/unschedulable";
  private static final Set<String> OURS = Set.of(NOT_READY, UNREACHABLE, CORDONED);

  private final Surroundings around;
  private final ApiClient client;
  private final EventRecorder events;
  private final Informer nodes;
  private final Informer pods;
  private final String podRange;
  private final List<KubeletHost> hosts;
  private final Map<String, Instant> silentSince = new ConcurrentHashMap<>();
  private final Reconciler queue;

  /**
   * Watches over the nodes of these machines.
   *
   * @param podRange IPv4 range of which each node gets a /24, as {@code 10.244.0.0/16}
   */
  public NodeLifecycle(Surroundings around, List<? extends KubeletHost> machines, String podRange) {
    this.around = around;
    this.podRange = podRange;
    this.client = around.client().as("kube-controller-manager");
    this.events = new EventRecorder(around, "node-controller");
    this.nodes = around.informer(ResourceType.NODES);
    this.pods = around.informer(ResourceType.PODS);
    this.queue = around.reconciler(this::reconcile, ResourceType.NODES, ResourceType.PODS);
    this.hosts = List.copyOf(machines);
    hosts.forEach(host -> host.onChange(() -> queue.add(Key.cluster(host.state().nodeName()))));
    nodes.listen(change -> queue.add(change.any().key()));
  }

  private void reconcile(Key key) {
    Optional<Resource> found = nodes.get(key);
    if (found.isEmpty()) {
      return;
    }
    Resource node = judged(found.get());
    ObjectNode spec = Json.object();
    if (node.spec().path("podCIDR").asText().isEmpty()) {
      String range = freeRange();
      spec.put("podCIDR", range);
      spec.set("podCIDRs", Json.array(range));
    }
    ArrayNode taints = taints(node);
    if (!taints.equals(node.spec().path("taints"))
        && !(taints.isEmpty() && node.spec().path("taints").isEmpty())) {
      spec.set("taints", taints);
    }
    if (!spec.isEmpty()) {
      ObjectNode patch =
          Json.object(
              "metadata",
              Json.object("resourceVersion", Long.toString(node.version())),
              "spec",
              spec);
      nodes.saw(client.merge(ResourceType.NODES, key, patch));
    }
  }

  /** Calls a node unknown whose kubelet has been silent for too long. */
  private Resource judged(Resource node) {
    Optional<KubeletHost> host =
        hosts.stream().filter(each -> each.state().nodeName().equals(node.name())).findFirst();
    if (host.isEmpty() || host.get().state().running()) {
      silentSince.remove(node.name());
      return node;
    }
    Instant since = silentSince.computeIfAbsent(node.name(), name -> around.now());
    Duration silent = Duration.between(since, around.now());
    if (silent.compareTo(GRACE) < 0) {
      around.after(GRACE.minus(silent), () -> queue.add(node.key()));
      return node;
    }
    if (node.condition("Ready").equals("Unknown")) {
      return node;
    }
    ArrayNode conditions = Json.array();
    for (JsonNode condition : node.status().path("conditions")) {
      conditions.add(
          condition.path("type").asText().equals("NetworkUnavailable")
              ? condition
              : Json.object(
                  "type",
                  condition.path("type"),
                  "status",
                  "Unknown",
                  "reason",
                  "NodeStatusUnknown",
                  "message",
                  "Kubelet stopped posting node status.",
                  "lastHeartbeatTime",
                  condition.path("lastHeartbeatTime"),
                  "lastTransitionTime",
                  around.wall()));
    }
    events.normal(
        node, "NodeNotReady", "Node %s status is now: NodeNotReady".formatted(node.name()));
    pods.all().stream()
        .filter(
            pod -> pod.spec().path("nodeName").asText().equals(node.name()) && pod.isTrue("Ready"))
        .forEach(this::notReady);
    return nodes.saw(
        client.mergeStatus(ResourceType.NODES, node.key(), Json.object("conditions", conditions)));
  }

  private void notReady(Resource pod) {
    ArrayNode conditions = pod.status().path("conditions").deepCopy();
    conditions.forEach(
        condition -> {
          if (condition.path("type").asText().equals("Ready")) {
            ((ObjectNode) condition)
                .put("status", "False")
                .put("lastTransitionTime", Json.time(around.wall()));
          }
        });
    pods.saw(
        client.mergeStatus(ResourceType.PODS, pod.key(), Json.object("conditions", conditions)));
  }

  private static ArrayNode taints(Resource node) {
    ArrayNode taints = Json.array();
    Set<String> wanted = new HashSet<>();
    switch (node.condition("Ready")) {
      case "True" -> {}
      case "Unknown" ->
          wanted.addAll(List.of(UNREACHABLE + ":NoSchedule", UNREACHABLE + ":NoExecute"));
      default -> wanted.addAll(List.of(NOT_READY + ":NoSchedule", NOT_READY + ":NoExecute"));
    }
    if (node.spec().path("unschedulable").asBoolean()) {
      wanted.add(CORDONED + ":NoSchedule");
    }
    for (JsonNode taint : node.spec().path("taints")) {
      String key = taint.path("key").asText();
      if (!OURS.contains(key) || wanted.remove(key + ":" + taint.path("effect").asText())) {
        taints.add(taint);
      }
    }
    wanted.stream()
        .sorted()
        .map(text -> text.split(":"))
        .forEach(parts -> taints.add(Json.object("key", parts[0], "effect", parts[1])));
    return taints;
  }

  private String freeRange() {
    String[] bytes = podRange.split("[./]");
    Set<String> taken = new HashSet<>();
    nodes.all().forEach(node -> taken.add(node.spec().path("podCIDR").asText()));
    for (int third = Integer.parseInt(bytes[2]); third < 256; third++) {
      String range = "%s.%s.%d.0/24".formatted(bytes[0], bytes[1], third);
      if (!taken.contains(range)) {
        return range;
      }
    }
    throw new IllegalStateException("no range left in " + podRange);
  }
}
