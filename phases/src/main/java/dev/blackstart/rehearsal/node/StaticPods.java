package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.config.NodeConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The static pods of a control plane: the kubelet starts them once etcd is healthy on the node, and
 * starts one anew when its part of the config changes. Changes only within a turn.
 */
final class StaticPods {
  static final String API_SERVER = "kube-apiserver";
  static final List<String> NAMES =
      List.of(API_SERVER, "kube-controller-manager", "kube-scheduler");

  /** Where the config of each component stands. */
  private static final Map<String, String> COMPONENTS =
      new TreeMap<>(
          Map.of(
              API_SERVER,
              "apiServer",
              "kube-controller-manager",
              "controllerManager",
              "kube-scheduler",
              "scheduler"));

  private final Boot boot;
  private final Map<String, Pod> pods = new TreeMap<>();

  /** How far a pod is. */
  enum Phase {
    PENDING,
    RUNNING,
    READY
  }

  /**
   * A pod.
   *
   * @param manifest the config it was started with
   * @param seen whether one of its name has run before
   */
  private record Pod(Phase phase, String image, String manifest, boolean seen) {
    Pod in(Phase next) {
      return new Pod(next, image, manifest, true);
    }
  }

  StaticPods(Boot boot) {
    this.boot = boot;
  }

  /** By component name. */
  Map<String, Phase> pods() {
    Map<String, Phase> phases = new TreeMap<>();
    pods.forEach((name, pod) -> phases.put(name, pod.phase()));
    return phases;
  }

  /** Component name to image, of those the kubelet has told the API server of. */
  Map<String, String> images() {
    Map<String, String> images = new LinkedHashMap<>();
    pods.forEach(
        (name, pod) -> {
          if (pod.seen()) {
            images.put(name, pod.image());
          }
        });
    return images;
  }

  boolean isRunning(String name) {
    return pods.containsKey(name) && pods.get(name).phase() == Phase.READY;
  }

  /** Id as Talos names the pod's resource. */
  String id(String name) {
    return "kube-system/" + name + "-" + boot.hostname();
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    pods.forEach(
        (name, pod) -> {
          switch (pod.phase()) {
            case PENDING -> problems.add(id(name) + " pending");
            case RUNNING -> problems.add(id(name) + " not ready");
            case READY -> {}
          }
        });
    return problems;
  }

  void settle() {
    if (!pods.isEmpty() && !boot.services().isRunning("cri")) {
      pods.clear();
      boot.touched();
      return;
    }
    if (!boot.isControlPlane() || !boot.services().isUp("kubelet")) {
      return;
    }
    if (pods.isEmpty() && boot.services().isUp("etcd")) {
      COMPONENTS.keySet().forEach(name -> start(name, boot.node().media().imagesPulled));
    }
    new TreeMap<>(pods)
        .forEach(
            (name, pod) -> {
              if (!pod.manifest().equals(manifest(name))) {
                start(name, pod.image().equals(image(name)));
              }
            });
  }

  private void start(String name, boolean pulled) {
    boolean seen = pods.containsKey(name) && pods.get(name).seen();
    Pod pod = new Pod(Phase.PENDING, image(name), manifest(name), seen);
    pods.put(name, pod);
    double least = name.equals(API_SERVER) ? 0 : 6;
    boot.after(
        pulled ? boot.between(4 + least, 9 + least) : boot.between(16 + least, 32 + least),
        () -> running(name, pod));
    boot.touched();
  }

  private void running(String name, Pod started) {
    if (pods.get(name) != started) {
      return;
    }
    Pod running = started.in(Phase.RUNNING);
    pods.put(name, running);
    boot.touched();
    boot.after(
        boot.between(3, 8),
        () -> {
          if (pods.get(name) == running) {
            pods.put(name, running.in(Phase.READY));
            boot.node().media().imagesPulled = true;
            boot.touched();
          }
        });
  }

  private String image(String name) {
    NodeConfig config = boot.config().orElseThrow();
    return config
        .text("cluster." + COMPONENTS.get(name) + ".image")
        .orElseGet(() -> "registry.k8s.io/" + name + ":" + config.kubernetesVersion());
  }

  /** Everything a component's manifest is made of. */
  private String manifest(String name) {
    NodeConfig config = boot.config().orElseThrow();
    return image(name) + " " + config.meaning("cluster." + COMPONENTS.get(name));
  }
}
