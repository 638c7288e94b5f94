package dev.blackstart.app.look;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Counted;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A DaemonSet node by node: who is missing comes first, on a large cluster the ready are counted.
 */
final class NodeRollout {
  /** Ready nodes that are named one by one. */
  private static final int NAMED = 12;

  private final KubeApi kube;
  private final List<Node> nodes;
  private final KubeObject.Ref daemonSet;
  private final Instant now;

  NodeRollout(KubeApi kube, List<Node> nodes, KubeObject.Ref daemonSet, Instant now) {
    this.kube = kube;
    this.nodes = nodes;
    this.daemonSet = daemonSet;
    this.now = now;
  }

  /** Absent while the DaemonSet is not in the cluster. */
  Optional<Section> section() {
    return kube.list(daemonSet.apiVersion(), daemonSet.kind(), "").stream()
        .filter(object -> object.ref().equals(daemonSet))
        .findFirst()
        .map(object -> new Section(daemonSet.name() + " on each node", facts(object)));
  }

  private List<Fact> facts(KubeObject object) {
    Map<String, KubeObject> pods = new LinkedHashMap<>();
    pods(kube, daemonSet).forEach(pod -> pods.put(pod.text("spec", "nodeName"), pod));
    Map<String, Waiting> waiting = new LinkedHashMap<>();
    kube.rollout(List.of(daemonSet)).waiting().forEach(each -> waiting.put(each.who(), each));
    boolean everywhere = object.number("status", "desiredNumberScheduled") >= nodes.size();
    List<Fact> missing = new ArrayList<>();
    List<Fact> ready = new ArrayList<>();
    for (Node node : nodes) {
      Optional<KubeObject> pod = Optional.ofNullable(pods.get(node.name()));
      Optional<Waiting> why = Optional.ofNullable(waiting.get(node.name()));
      if (pod.isEmpty()) {
        (everywhere ? missing : ready).add(without(node, everywhere));
      } else if (why.isPresent()) {
        String reason = why.get().reason().replace(daemonSet + ": ", "");
        String since = Ages.since(why.get().since(), now);
        missing.add(on(node, Weight.BAD, "not ready: " + reason + since, pod.get()));
      } else {
        ready.add(on(node, Weight.GOOD, "ready" + restarts(pod.get()), pod.get()));
      }
    }
    List<Fact> facts = new ArrayList<>(missing);
    if (ready.size() <= NAMED) {
      facts.addAll(ready);
    } else {
      facts.add(
          Fact.of(Weight.GOOD, ready.size() + " nodes are ready").seenBy(Kubectl.get(daemonSet)));
    }
    return facts;
  }

  private Fact without(Node node, boolean wanted) {
    return Fact.of(
            wanted ? Weight.WAITS : Weight.QUIET,
            line(node, wanted ? "no pod yet" : "no pod, and none is wanted there"))
        .seenBy(Kubectl.describe(daemonSet));
  }

  private static Fact on(Node node, Weight weight, String text, KubeObject pod) {
    return Fact.of(weight, line(node, text)).seenBy(Kubectl.describe(pod.ref()));
  }

  private static String line(Node node, String text) {
    return String.format(Locale.ROOT, "%-14s %-15s  ", node.name(), node.address()) + text;
  }

  private static String restarts(KubeObject pod) {
    int count = 0;
    for (Object status : pod.list("status", "containerStatuses")) {
      count +=
          status instanceof Map<?, ?> map && map.get("restartCount") instanceof Number n
              ? n.intValue()
              : 0;
    }
    return count == 0 ? "" : ", " + Counted.of(count, "restart");
  }

  /** The pods a workload controls, those on their way out left out. */
  static List<KubeObject> pods(KubeApi kube, KubeObject.Ref workload) {
    return kube.list("v1", "Pod", "").stream()
        .filter(pod -> pod.namespace().equals(workload.namespace()))
        .filter(pod -> pod.at("metadata", "deletionTimestamp").isEmpty())
        .filter(pod -> isOwned(pod, workload))
        .toList();
  }

  private static boolean isOwned(KubeObject pod, KubeObject.Ref workload) {
    for (Object owner : pod.list("metadata", "ownerReferences")) {
      if (owner instanceof Map<?, ?> map
          && workload.kind().equals(map.get("kind"))
          && workload.name().equals(map.get("name"))) {
        return true;
      }
    }
    return false;
  }
}
