package dev.blackstart.rehearsal.actor.kubelet;

import dev.blackstart.rehearsal.actor.client.Resource;

/**
 * A machine and the name it had when somebody last looked: every kubelet is told of every pod, and
 * asking the machine each time would cost more than the pod.
 */
final class Machine {
  private final KubeletHost host;
  private volatile String name;

  Machine(KubeletHost host) {
    this.host = host;
    this.name = host.state().nodeName();
  }

  /** Where its kubelet writes what happens to pods. */
  KubeletLog log() {
    return new KubeletLog(host);
  }

  KubeletState state() {
    KubeletState state = host.state();
    name = state.nodeName();
    return state;
  }

  /** Name of its Node; a machine has no other pods before its kubelet runs. */
  String name() {
    return name;
  }

  /** Whether a pod is assigned to this machine. */
  boolean has(Resource pod) {
    return pod.spec().path("nodeName").asText().equals(name);
  }
}
