package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Conditions;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.LabelSelector;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Cilium's BGP control plane: the operator makes a CiliumBGPNodeConfig of what a cluster's config
 * says for each node it selects; a node's agent tells there how its sessions stand. The router at
 * the other end answers, unless a fault says otherwise.
 */
public final class BgpControlPlane {
  private static final ResourceType CLUSTER =
      type("ciliumbgpclusterconfigs", "CiliumBGPClusterConfig");
  private static final ResourceType NODE = type("ciliumbgpnodeconfigs", "CiliumBGPNodeConfig");
  private static final ResourceType PEER = type("ciliumbgppeerconfigs", "CiliumBGPPeerConfig");

  /** From a session that is configured to one that is established. */
  private static final Duration LEAST = Duration.ofSeconds(3);

  private static final Duration MOST = Duration.ofSeconds(15);

  private final Surroundings around;
  private final Informer nodes;
  private final Informer pods;
  private final RunningPods operator;

  public BgpControlPlane(Surroundings around) {
    this.around = around;
    this.nodes = around.informer(ResourceType.NODES);
    this.pods = around.informer(ResourceType.PODS);
    this.operator = new RunningPods(around, pod -> pod.label("io.cilium/app").equals("operator"));
    around.whenDefined(CLUSTER, () -> around.whenDefined(NODE, this::peersToo));
  }

  private static ResourceType type(String plural, String kind) {
    return new ResourceType("cilium.io", "v2", plural, kind, false);
  }

  private void peersToo() {
    around.whenDefined(PEER, this::follow);
  }

  private void follow() {
    Reconciler queue =
        around.reconciler(
            this::reconcile, CLUSTER, NODE, PEER, ResourceType.NODES, ResourceType.PODS);
    Runnable all = () -> nodes.all().forEach(node -> queue.add(node.key()));
    List.of(CLUSTER, PEER).forEach(type -> around.informer(type).listen(change -> all.run()));
    operator.listen(all);
    for (Informer each : List.of(nodes, around.informer(NODE))) {
      each.listen(change -> queue.add(change.any().key()));
    }
    pods.listen(
        change -> {
          if (isAgent(change.any())) {
            queue.add(Key.cluster(change.any().spec().path("nodeName").asText()));
          }
        });
  }

  private static boolean isAgent(Resource pod) {
    return pod.label("k8s-app").equals("cilium");
  }

  private void reconcile(Key key) {
    Optional<Resource> node = nodes.get(key);
    if (node.isEmpty() || !operator.ready()) {
      return;
    }
    Optional<Resource> config =
        around.informer(CLUSTER).all().stream()
            .sorted(Comparator.comparing(Resource::name))
            .filter(each -> selects(each, node.get()))
            .findFirst();
    around.informer(CLUSTER).all().forEach(this::judge);
    config.ifPresent(found -> told(node.get(), configured(node.get(), found)));
  }

  private static boolean selects(Resource config, Resource node) {
    return LabelSelector.selects(config.spec().path("nodeSelector"), node.labels());
  }

  /** What the operator says of a config as a whole. */
  private void judge(Resource config) {
    boolean nobody = nodes.all().stream().noneMatch(node -> selects(config, node));
    TreeSet<String> missing = new TreeSet<>();
    for (JsonNode instance : config.spec().path("bgpInstances")) {
      for (JsonNode peer : instance.path("peers")) {
        String named = peer.at("/peerConfigRef/name").asText();
        if (!named.isEmpty() && around.informer(PEER).get(Key.cluster(named)).isEmpty()) {
          missing.add(named);
        }
      }
    }
    Conditions conditions =
        new Conditions(config, around.wall())
            .with(
                "cilium.io/NoMatchingNode",
                nobody,
                "NoMatchingNode",
                nobody ? "No node matches spec.nodeSelector" : "")
            .with(
                "cilium.io/MissingPeerConfigs",
                !missing.isEmpty(),
                "MissingPeerConfigs",
                missing.isEmpty()
                    ? ""
                    : "Referenced CiliumBGPPeerConfig(s) are missing: " + missing);
    Statuses.write(
        around,
        around.informer(CLUSTER),
        config,
        Json.object("conditions", conditions.withoutUpdates()));
  }

  private Resource configured(Resource node, Resource config) {
    ObjectNode spec = Json.object("bgpInstances", config.spec().path("bgpInstances").deepCopy());
    Informer known = around.informer(NODE);
    Optional<Resource> before = known.get(node.key());
    if (before.isPresent()) {
      return before.get().spec().equals(spec)
          ? before.get()
          : known.saw(by("operator-generic").merge(NODE, node.key(), Json.object("spec", spec)));
    }
    ObjectNode owner =
        Json.object(
            "apiVersion", "cilium.io/v2",
            "kind", config.json().path("kind").asText("CiliumBGPClusterConfig"),
            "name", config.name(),
            "uid", config.uid(),
            "controller", true);
    ObjectNode meta = Json.object("name", node.name(), "ownerReferences", Json.array(owner));
    return by("operator-generic")
        .createIfAbsent(NODE, Json.object("metadata", meta, "spec", spec))
        .or(() -> around.client().find(NODE, node.key()))
        .map(known::saw)
        .orElseThrow();
  }

  private ApiClient by(String program) {
    return around.client().as("cilium-" + program);
  }

  private void told(Resource node, Resource config) {
    boolean agent =
        pods.all().stream()
            .anyMatch(
                pod ->
                    isAgent(pod)
                        && pod.isTrue("Ready")
                        && pod.spec().path("nodeName").asText().equals(node.name()));
    if (!agent || says(config)) {
      return;
    }
    Duration takes = around.pace().between(LEAST, MOST, "bgp", node.name());
    around.after(
        takes,
        () ->
            around
                .informer(NODE)
                .get(node.key())
                .filter(now -> !says(now))
                .ifPresent(
                    now ->
                        around
                            .informer(NODE)
                            .saw(by("agent").mergeStatus(NODE, now.key(), status(now)))));
  }

  /** Whether every session that is asked for is told of, as it stands. */
  private boolean says(Resource config) {
    JsonNode known = config.status().path("bgpInstances");
    JsonNode now = status(config).path("bgpInstances");
    boolean same = known.size() == now.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = states(known.get(i)).equals(states(now.get(i)));
    }
    return same;
  }

  private static List<String> states(JsonNode instance) {
    return instance
        .path("peers")
        .valueStream()
        .map(
            peer ->
                peer.path("name").asText()
                    + peer.path("peerAddress").asText()
                    + peer.path("peeringState").asText())
        .toList();
  }

  private ObjectNode status(Resource config) {
    ArrayNode instances = Json.array();
    for (JsonNode instance : config.spec().path("bgpInstances")) {
      ArrayNode peers = Json.array();
      instance.path("peers").forEach(peer -> session(config.name(), peer).ifPresent(peers::add));
      instances.add(
          Json.object(
              "name",
              instance.path("name"),
              "localASN",
              instance.path("localASN"),
              "peers",
              peers));
    }
    return Json.object("bgpInstances", instances);
  }

  /** Absent for a peer whose config is not there: the agent knows nothing of it then. */
  private Optional<ObjectNode> session(String node, JsonNode peer) {
    String named = peer.at("/peerConfigRef/name").asText();
    if (!named.isEmpty() && around.informer(PEER).get(Key.cluster(named)).isEmpty()) {
      return Optional.empty();
    }
    String address = peer.path("peerAddress").asText();
    boolean down = around.faults().strikes(FaultKind.BGP_DOWN, node, address);
    ObjectNode session =
        Json.object(
            "name",
            peer.path("name"),
            "peerAddress",
            address,
            "peerASN",
            peer.path("peerASN"),
            "peeringState",
            down ? "active" : "established");
    if (!down) {
      session.put("establishedTime", around.wall().toString());
    }
    return Optional.of(session);
  }
}
