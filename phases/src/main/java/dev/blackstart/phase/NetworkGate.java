package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cilium carries the network of every node, by name: its agent there is ready and stays so, and the
 * node says that its network is available.
 */
final class NetworkGate implements ReleaseGate {
  /** How long an agent that was restarted must have run. */
  private static final Duration STABLE = Duration.ofSeconds(30);

  private final String namespace;
  private final List<Node> nodes;
  private final Map<String, Seen> restarted = new HashMap<>();

  private record Seen(int restarts, Instant since) {}

  NetworkGate(String namespace, List<Node> nodes) {
    this.namespace = namespace;
    this.nodes = List.copyOf(nodes);
  }

  @Override
  public List<Waiting> missing(World world) {
    Map<String, KubeObject> registered = new HashMap<>();
    world.kube().list("v1", "Node", "").forEach(node -> registered.put(node.name(), node));
    Map<String, KubeObject> agents = new HashMap<>();
    world.kube().list("v1", "Pod", namespace).stream()
        .filter(pod -> pod.text("metadata", "labels", "k8s-app").equals("cilium"))
        .filter(pod -> pod.at("metadata", "deletionTimestamp").isEmpty())
        .forEach(pod -> agents.put(pod.text("spec", "nodeName"), pod));
    List<Waiting> missing = new ArrayList<>();
    for (String name : NodeNames.of(world, nodes)) {
      agent(world, name, agents.get(name))
          .or(() -> network(name, registered.get(name)))
          .ifPresent(missing::add);
    }
    return missing;
  }

  private Optional<Waiting> agent(World world, String node, KubeObject agent) {
    if (agent == null) {
      return Optional.of(new Waiting(node, "has no Cilium agent"));
    }
    if (!isTrue(agent, "Ready")) {
      return Optional.of(new Waiting(node, agent.ref() + " is not ready"));
    }
    return unstable(world, agent)
        .map(restarts -> new Waiting(node, agent.ref() + " was just restarted, " + restarts));
  }

  /** One that runs for long is stable, however often it was restarted before. */
  private Optional<String> unstable(World world, KubeObject agent) {
    int restarts = 0;
    boolean recent = false;
    for (Object each : agent.list("status", "containerStatuses")) {
      if (each instanceof Map<?, ?> map && map.get("restartCount") instanceof Number count) {
        restarts += count.intValue();
        recent |= count.intValue() > 0 && startedWithin(map, world.time().wall());
      }
    }
    if (!recent) {
      return Optional.empty();
    }
    Instant now = world.time().now();
    Seen before = restarted.get(agent.text("metadata", "uid"));
    if (before == null || before.restarts() != restarts) {
      before = new Seen(restarts, now);
      restarted.put(agent.text("metadata", "uid"), before);
    }
    return now.isBefore(before.since().plus(STABLE))
        ? Optional.of(restarts + " restarts")
        : Optional.empty();
  }

  private static boolean startedWithin(Map<?, ?> status, Instant wall) {
    if (status.get("state") instanceof Map<?, ?> state
        && state.get("running") instanceof Map<?, ?> running
        && running.get("startedAt") instanceof String text) {
      try {
        return Instant.parse(text).isAfter(wall.minus(STABLE));
      } catch (DateTimeException e) {
        return false; // no time we know: it is ready, and that has to do
      }
    }
    return false;
  }

  private static Optional<Waiting> network(String name, KubeObject node) {
    if (node == null) {
      return Optional.of(new Waiting(name, "not registered in Kubernetes"));
    }
    Optional<KubeObject> unavailable =
        node.condition("NetworkUnavailable").filter(each -> !each.text("status").equals("False"));
    if (unavailable.isPresent()) {
      return Optional.of(
          new Waiting(name, "its network is unavailable: " + unavailable.get().text("message")));
    }
    return isTrue(node, "Ready")
        ? Optional.empty()
        : Optional.of(
            new Waiting(
                name,
                "not Ready: "
                    + node.condition("Ready").map(each -> each.text("message")).orElse("")));
  }

  private static boolean isTrue(KubeObject object, String type) {
    return object.condition(type).map(each -> each.text("status").equals("True")).orElse(false);
  }
}
