package dev.blackstart.rehearsal.actor;

import dev.blackstart.rehearsal.actor.kubelet.KubeletHost;
import dev.blackstart.rehearsal.actor.kubelet.KubeletState;
import dev.blackstart.rehearsal.node.container.Pods;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A machine that only a test moves. */
final class FakeHost implements KubeletHost {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private volatile KubeletState state;
  private volatile boolean ready;
  private volatile Pods runtime = Pods.NONE;

  private FakeHost(KubeletState state) {
    this.state = state;
  }

  /** Three control planes and three workers, as the example's cluster infra. */
  static List<FakeHost> six() {
    return List.of(host(11), host(12), host(13), host(14), host(15), host(16));
  }

  private static FakeHost host(int number) {
    boolean controlPlane = number < 14;
    return new FakeHost(
        new KubeletState(
            true,
            "boot-" + number,
            "infra-" + number,
            "10.25.11." + number,
            "v1.35.0",
            "v1.12.11",
            controlPlane
                ? Map.of(
                    "node-role.kubernetes.io/control-plane", "",
                    "node.kubernetes.io/exclude-from-external-load-balancers", "")
                : Map.of(),
            Map.of(),
            controlPlane
                ? List.of(
                    new KubeletState.Taint(
                        "node-role.kubernetes.io/control-plane", "", "NoSchedule"))
                : List.of(),
            controlPlane
                ? Map.of(
                    "kube-apiserver", "registry.k8s.io/kube-apiserver:v1.35.0",
                    "kube-controller-manager", "registry.k8s.io/kube-controller-manager:v1.35.0",
                    "kube-scheduler", "registry.k8s.io/kube-scheduler:v1.35.0")
                : Map.of(),
            4,
            16384));
  }

  void running(boolean running) {
    KubeletState old = state;
    state =
        new KubeletState(
            running,
            old.bootId(),
            old.nodeName(),
            old.address(),
            old.kubernetesVersion(),
            old.talosVersion(),
            old.labels(),
            old.annotations(),
            old.taints(),
            old.staticPods(),
            old.processors(),
            old.memoryMebibytes());
    listeners.forEach(Runnable::run);
  }

  boolean toldReady() {
    return ready;
  }

  @Override
  public KubeletState state() {
    return state;
  }

  @Override
  public void onChange(Runnable changed) {
    listeners.add(changed);
  }

  @Override
  public void nodeReady(boolean ready, String reason) {
    this.ready = ready;
  }

  @Override
  public void writes(String caller, String message, Map<String, String> fields) {
    written.add(message + " " + fields);
  }

  /** Lines of its kubelet's log. */
  List<String> written() {
    return List.copyOf(written);
  }

  @Override
  public void runs(Pods pods) {
    runtime = pods;
  }

  /** What its container runtime has. */
  Pods runtime() {
    return runtime;
  }
}
