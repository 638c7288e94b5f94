package dev.blackstart.rehearsal.actor.kubelet;

import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.HashSet;
import java.util.Set;

/**
 * A machine's pod network. It comes up with the first network agent that gets ready on the machine,
 * and stays: the agent leaves its configuration on the disk.
 */
final class PodNetwork {
  private static final Set<String> AGENTS =
      Set.of("cilium", "flannel", "calico-node", "canal", "weave-net", "kube-router");

  private final Informer pods;
  private final Informer nodes;
  private final Machine machine;
  private final Runnable changed;
  private volatile boolean up;

  /**
   * @param changed called when pods of the machine have got ready or gone
   */
  PodNetwork(Surroundings around, Machine machine, Runnable changed) {
    this.pods = around.informer(ResourceType.PODS);
    this.nodes = around.informer(ResourceType.NODES);
    this.machine = machine;
    this.changed = changed;
  }

  /** Whether the pod is an agent that makes its machine's network. */
  static boolean isAgent(Resource pod) {
    return AGENTS.contains(pod.label("k8s-app")) || AGENTS.contains(pod.label("app"));
  }

  boolean ready() {
    if (!up) {
      up =
          pods.all().stream()
              .anyMatch(pod -> isAgent(pod) && machine.has(pod) && pod.isTrue("Ready"));
    }
    return up;
  }

  void changed() {
    changed.run();
  }

  /** An address for a pod out of the node's range; free, and the same for the same guests. */
  synchronized String address(Resource pod) {
    String range =
        nodes
            .get(Key.cluster(machine.name()))
            .map(node -> node.spec().path("podCIDR").asText())
            .orElse("");
    String[] bytes = (range.isEmpty() ? "10.244.0.0/24" : range).split("[./]");
    Set<String> taken = new HashSet<>();
    pods.all().stream()
        .filter(other -> machine.has(other) && !other.uid().equals(pod.uid()))
        .forEach(other -> taken.add(other.status().path("podIP").asText()));
    for (int number = 2; number < 255; number++) {
      String candidate = bytes[0] + "." + bytes[1] + "." + bytes[2] + "." + number;
      if (!taken.contains(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("no address left in " + range);
  }
}
