package dev.blackstart.rehearsal.node;

import java.util.List;
import java.util.OptionalInt;

/** Kubernetes as a node sees it when it asks the API server. Never waits, never locks. */
public interface KubernetesView {
  List<KubeNode> nodes();

  /**
   * @param address internal IP
   */
  record KubeNode(
      String name, String address, boolean controlPlane, boolean ready, boolean unschedulable) {}

  /** Pods of kube-system with this {@code k8s-app} label that are neither deleted nor failed. */
  List<KubePod> pods(String app);

  /** A pod and whether it says it is ready. */
  record KubePod(String name, boolean ready) {}

  /** Pods the DaemonSet of kube-system with this {@code k8s-app} label wants, if it is there. */
  OptionalInt daemonSet(String app);

  /** The same of a Deployment. */
  OptionalInt deployment(String app);
}
