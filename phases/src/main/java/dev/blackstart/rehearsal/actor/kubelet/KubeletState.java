package dev.blackstart.rehearsal.actor.kubelet;

import java.util.List;
import java.util.Map;

/**
 * What a kubelet knows of its machine.
 *
 * @param bootId another one after each boot
 * @param running whether the kubelet runs and may speak to the API server
 * @param nodeName name of its Node
 * @param address the machine's true address
 * @param kubernetesVersion as in {@code v1.35.0}
 * @param talosVersion as in {@code v1.12.11}
 * @param labels labels of the Node besides those every kubelet sets
 * @param annotations annotations of the Node
 * @param taints taints the Node is registered with
 * @param staticPods component name to image, as {@code kube-apiserver}; empty on a worker
 * @param processors CPUs
 * @param memoryMebibytes memory
 */
public record KubeletState(
    boolean running,
    String bootId,
    String nodeName,
    String address,
    String kubernetesVersion,
    String talosVersion,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<Taint> taints,
    Map<String, String> staticPods,
    int processors,
    long memoryMebibytes) {
  public KubeletState {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    taints = List.copyOf(taints);
    staticPods = Map.copyOf(staticPods);
  }

  /** Keeps pods off a node that do not tolerate it. */
  public record Taint(String key, String value, String effect) {}
}
