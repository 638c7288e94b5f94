package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.container.PodContainer;
import dev.blackstart.rehearsal.node.hardware.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The container runtimes of one boot: pods, and the images that lie below /var. Static pods are
 * there before anybody plays the kubelet, for there is no API server yet that it could talk to.
 */
final class Runtime {
  /** What every pod's sandbox is made of (Talos 1.12). */
  static final String PAUSE = "registry.k8s.io/pause:3.10.1";

  private final Boot boot;

  Runtime(Boot boot) {
    this.boot = boot;
  }

  /** Containers of pods. */
  List<PodContainer> containers() {
    List<PodContainer> all = new ArrayList<>();
    if (!boot.services().isRunning("cri")) {
      return all; // while the kubelet is away, what it started goes on
    }
    all.addAll(boot.node().pods().containers());
    boot.staticPods()
        .pods()
        .forEach(
            (name, phase) -> {
              boolean known =
                  all.stream().anyMatch(one -> one.podId().equals(boot.staticPods().id(name)));
              if (phase != StaticPods.Phase.PENDING && !known) {
                all.add(staticPod(name));
              }
            });
    return all;
  }

  private PodContainer staticPod(String name) {
    Digits digits = new Digits(boot.id());
    return new PodContainer(
        "kube-system",
        name + "-" + boot.hostname(),
        digits.hex(name, 32),
        name,
        image(name),
        digits.hex(name + " container", 32) + digits.hex(name + " id", 32),
        0,
        true,
        true,
        boot.since());
  }

  /**
   * A container by what Talos calls it: {@code namespace/pod:name} with or without its id, or its
   * pod alone for the first one.
   */
  Optional<PodContainer> find(String display) {
    return containers().stream()
        .filter(
            one ->
                one.podId().equals(display)
                    || (one.podId() + ":" + one.name()).equals(display)
                    || named(one, display))
        .findFirst();
  }

  private static boolean named(PodContainer one, String display) {
    String name = one.podId() + ":" + one.name() + ":";
    return display.startsWith(name)
        && display.length() > name.length()
        && one.id().contains(display.substring(name.length()));
  }

  /** Images for pods. */
  Set<String> podImages() {
    Set<String> images = new TreeSet<>(boot.node().media().pulled);
    images.addAll(boot.node().pods().images());
    containers().forEach(container -> images.add(container.image()));
    if (!images.isEmpty()) {
      images.add(PAUSE);
    }
    return images;
  }

  /** Images of Talos's own services that are not part of it. */
  Set<String> systemImages() {
    Set<String> images = new TreeSet<>();
    if (boot.services().isRunning("kubelet")) {
      images.add(kubelet());
    }
    if (boot.services().isRunning("etcd")) {
      images.add(etcd());
    }
    return images;
  }

  String kubelet() {
    return text("machine.kubelet.image", "ghcr.io/siderolabs/kubelet:v1.35.0");
  }

  String etcd() {
    return text("cluster.etcd.image", "registry.k8s.io/etcd:v3.6.6");
  }

  private String image(String component) {
    String field =
        switch (component) {
          case "kube-controller-manager" -> "controllerManager";
          case "kube-scheduler" -> "scheduler";
          default -> "apiServer";
        };
    String version = kubelet().substring(kubelet().lastIndexOf(':') + 1);
    return text("cluster." + field + ".image", "registry.k8s.io/" + component + ":" + version);
  }

  private String text(String path, String otherwise) {
    return boot.config().flatMap(config -> config.text(path)).orElse(otherwise);
  }
}
