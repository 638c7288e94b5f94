package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.kubelet.PodGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Cilium: its operator registers the types, for which its agents wait; an agent that is ready opens
 * its node for pods.
 */
public final class Cilium implements PodGate {
  private static final ResourceType CILIUM_NODES =
      new ResourceType("cilium.io", "v2", "ciliumnodes", "CiliumNode", false);
  private static final String NOT_READY = "node.cilium.io/agent-not-ready";
  private static final Key TYPES = Key.cluster("types");

  private final Surroundings around;
  private final Informer definitions;
  private final Informer nodes;
  private final Informer pods;
  private final RunningPods operator;
  private final List<Definition> types = CiliumDefinitions.all();
  private final Reconciler queue;

  public Cilium(Surroundings around) {
    this.around = around;
    this.definitions = around.informer(ResourceType.DEFINITIONS);
    this.nodes = around.informer(ResourceType.NODES);
    this.pods = around.informer(ResourceType.PODS);
    this.operator = new RunningPods(around, pod -> pod.label("io.cilium/app").equals("operator"));
    this.queue =
        around.reconciler(
            this::reconcile, ResourceType.DEFINITIONS, ResourceType.NODES, ResourceType.PODS);
    operator.listen(this::operatorChanged);
    pods.listen(
        change -> {
          String node = change.any().spec().path("nodeName").asText();
          if (isAgent(change.any()) && !node.isEmpty()) {
            queue.add(new Key("node", node));
          }
        });
    nodes.listen(change -> queue.add(new Key("node", change.any().name())));
  }

  private static boolean isAgent(Resource pod) {
    return pod.label("k8s-app").equals("cilium");
  }

  @Override
  public boolean open(Resource pod) {
    return !isAgent(pod)
        || types.stream().allMatch(type -> definitions.get(Key.cluster(type.name())).isPresent());
  }

  private void operatorChanged() {
    if (operator.running() && missing().isPresent()) {
      Duration takes =
          around.pace().between(Duration.ofSeconds(1), Duration.ofSeconds(4), "cilium-operator");
      around.after(takes, () -> queue.add(TYPES));
    }
  }

  private Optional<Definition> missing() {
    return types.stream()
        .filter(type -> definitions.get(Key.cluster(type.name())).isEmpty())
        .findFirst();
  }

  private void reconcile(Key key) {
    if (key.equals(TYPES)) {
      register();
    } else {
      nodes.get(Key.cluster(key.name())).ifPresent(this::openNode);
    }
  }

  private void register() {
    if (!operator.running()) {
      return;
    }
    for (Optional<Definition> type = missing(); type.isPresent(); type = missing()) {
      ObjectNode definition = type.get().json();
      Optional<Resource> made =
          around
              .client()
              .as("cilium-operator-generic")
              .createIfAbsent(ResourceType.DEFINITIONS, definition);
      Key key = Key.cluster(type.get().name());
      made.or(() -> around.client().find(ResourceType.DEFINITIONS, key))
          .ifPresent(definitions::saw);
    }
    nodes.all().forEach(node -> queue.add(new Key("node", node.name())));
  }

  /** An agent that is ready takes away what kept pods off its node. */
  private void openNode(Resource node) {
    Optional<Resource> agent =
        pods.all().stream()
            .filter(Cilium::isAgent)
            .filter(pod -> pod.spec().path("nodeName").asText().equals(node.name()))
            .filter(pod -> pod.isTrue("Ready"))
            .findFirst();
    if (agent.isEmpty()) {
      return;
    }
    if (!node.condition("NetworkUnavailable").equals("False")) {
      nodes.saw(
          around
              .client()
              .as("cilium-agent")
              .mergeStatus(ResourceType.NODES, node.key(), withNetwork(node)));
    }
    ArrayNode taints = Json.array();
    node.spec()
        .path("taints")
        .forEach(
            taint -> {
              if (!taint.path("key").asText().equals(NOT_READY)) {
                taints.add(taint);
              }
            });
    if (taints.size() < node.spec().path("taints").size()) {
      Resource fresh = nodes.get(node.key()).orElse(node);
      ObjectNode patch =
          Json.object(
              "metadata", Json.object("resourceVersion", Long.toString(fresh.version())),
              "spec", Json.object("taints", taints));
      nodes.saw(
          around
              .client()
              .as("cilium-operator-generic")
              .merge(ResourceType.NODES, node.key(), patch));
    }
    announce(node);
  }

  private ObjectNode withNetwork(Resource node) {
    ArrayNode conditions = Json.array();
    for (JsonNode condition : node.status().path("conditions")) {
      if (!condition.path("type").asText().equals("NetworkUnavailable")) {
        conditions.add(condition);
      }
    }
    conditions.add(
        Json.object(
            "type", "NetworkUnavailable",
            "status", "False",
            "reason", "CiliumIsUp",
            "message", "Cilium is running on this node",
            "lastHeartbeatTime", around.wall(),
            "lastTransitionTime", around.wall()));
    return Json.object("conditions", conditions);
  }

  private void announce(Resource node) {
    if (missing().isPresent()) {
      return;
    }
    ArrayNode addresses = Json.array();
    node.status()
        .path("addresses")
        .forEach(
            address -> {
              if (address.path("type").asText().equals("InternalIP")) {
                addresses.add(Json.object("type", "InternalIP", "ip", address.path("address")));
              }
            });
    Key key = Key.cluster(node.name());
    if (around.client().find(CILIUM_NODES, key).isPresent()) {
      return;
    }
    around
        .client()
        .as("cilium-agent")
        .createIfAbsent(
            CILIUM_NODES,
            Json.object(
                "metadata",
                Json.object(
                    "name", node.name(),
                    "labels", node.meta().path("labels"),
                    "ownerReferences",
                        Json.array(
                            Json.object(
                                "apiVersion",
                                "v1",
                                "kind",
                                "Node",
                                "name",
                                node.name(),
                                "uid",
                                node.uid()))),
                "spec",
                Json.object(
                    "addresses",
                    addresses,
                    "ipam",
                    Json.object("podCIDRs", Json.array(node.spec().path("podCIDR"))))));
  }
}
