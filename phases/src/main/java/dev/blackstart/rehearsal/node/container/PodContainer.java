package dev.blackstart.rehearsal.node.container;

import dev.blackstart.rehearsal.node.hardware.Digits;
import java.time.Instant;

/**
 * A container of a pod.
 *
 * @param namespace of the pod
 * @param uid of the pod
 * @param id 64 hexadecimal digits
 * @param hostNetwork whether the pod has no network of its own
 * @param running else it has exited
 */
public record PodContainer(
    String namespace,
    String pod,
    String uid,
    String name,
    String image,
    String id,
    int restarts,
    boolean hostNetwork,
    boolean running,
    Instant started) {
  /** The pod as Talos names it: {@code kube-system/coredns-7d}. */
  public String podId() {
    return namespace + "/" + pod;
  }

  /** The container as Talos names it: {@code kube-system/coredns-7d:coredns:0123456789ab}. */
  public String display() {
    return podId() + ":" + name + ":" + id.substring(0, 12);
  }

  /** Of the pod's sandbox, 64 hexadecimal digits. */
  public String sandbox() {
    Digits digits = new Digits(uid);
    return digits.hex("sandbox", 32) + digits.hex("box", 32);
  }

  /** Where the kubelet keeps its log. */
  public String logPath() {
    return "/var/log/pods/"
        + namespace
        + "_"
        + pod
        + "_"
        + uid
        + "/"
        + name
        + "/"
        + restarts
        + ".log";
  }
}
