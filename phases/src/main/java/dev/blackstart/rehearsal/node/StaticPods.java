package dev.blackstart.rehearsal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The static pods of a control plane: the kubelet starts them once etcd is healthy on the node.
 * Changes only within a turn.
 */
final class StaticPods {
  static final String API_SERVER = "kube-apiserver";
  static final List<String> NAMES =
      List.of(API_SERVER, "kube-controller-manager", "kube-scheduler");

  private final Boot boot;
  private final Map<String, Phase> pods = new TreeMap<>();

  /** How far a pod is. */
  enum Phase {
    PENDING,
    RUNNING,
    READY
  }

  StaticPods(Boot boot) {
    this.boot = boot;
  }

  /** By component name. */
  Map<String, Phase> pods() {
    return Map.copyOf(pods);
  }

  boolean isRunning(String name) {
    return pods.getOrDefault(name, Phase.PENDING) == Phase.READY;
  }

  /** Id as Talos names the pod's resource. */
  String id(String name) {
    return "kube-system/" + name + "-" + boot.hostname();
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    pods.forEach(
        (name, phase) -> {
          switch (phase) {
            case PENDING -> problems.add(id(name) + " pending");
            case RUNNING -> problems.add(id(name) + " not ready");
            case READY -> {}
          }
        });
    return problems;
  }

  void settle() {
    if (pods.isEmpty()
        && boot.isControlPlane()
        && boot.services().isUp("etcd")
        && boot.services().isUp("kubelet")) {
      for (String name : NAMES) {
        pods.put(name, Phase.PENDING);
        boolean pulled = boot.node().media().imagesPulled;
        double least = name.equals(API_SERVER) ? 0 : 6;
        boot.after(
            pulled ? boot.between(4 + least, 9 + least) : boot.between(16 + least, 32 + least),
            () -> running(name));
      }
      boot.touched();
    }
    if (!pods.isEmpty() && !boot.services().isRunning("kubelet")) {
      pods.clear();
      boot.touched();
    }
  }

  private void running(String name) {
    if (!pods.containsKey(name)) {
      return;
    }
    pods.put(name, Phase.RUNNING);
    boot.touched();
    boot.after(
        boot.between(3, 8),
        () -> {
          if (pods.containsKey(name)) {
            pods.put(name, Phase.READY);
            boot.node().media().imagesPulled = true;
            boot.touched();
          }
        });
  }
}
