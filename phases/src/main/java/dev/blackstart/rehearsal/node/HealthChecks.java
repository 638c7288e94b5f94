package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.KubernetesView.KubeNode;
import dev.blackstart.rehearsal.node.KubernetesView.KubePod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What {@code talosctl health} asks, in its order, with its times and words (Talos 1.12). */
final class HealthChecks {
  static final String SKIP = "SKIP";

  private final Boot boot;
  private final List<String> controlPlanes;
  private final List<String> workers;
  private final NodeHealth nodes;

  /**
   * @param problem what is wrong, {@link #SKIP}, or nothing
   */
  record Check(
      String description,
      Duration timeout,
      Duration interval,
      Supplier<Optional<String>> problem) {}

  HealthChecks(Boot boot, List<String> controlPlanes, List<String> workers) {
    this.boot = boot;
    this.controlPlanes = List.copyOf(controlPlanes);
    this.workers = List.copyOf(workers);
    this.nodes = new NodeHealth(boot, this.controlPlanes, nodes());
  }

  /** Of the members this node has discovered. */
  static HealthChecks discovered(Boot boot) {
    List<String> controlPlanes = new ArrayList<>();
    List<String> workers = new ArrayList<>();
    boot.machinery()
        .turn()
        .take(
            () ->
                MembersPortrait.members(boot)
                    .forEach(
                        member ->
                            (member.isControlPlane() ? controlPlanes : workers)
                                .add(member.node().address())));
    return new HealthChecks(boot, controlPlanes, workers);
  }

  List<String> nodes() {
    return Stream.concat(controlPlanes.stream(), workers.stream()).toList();
  }

  List<Check> all() {
    return List.of(
        inTurn("etcd to be healthy", () -> nodes.service("etcd")),
        inTurn("etcd members to be consistent across nodes", nodes::consistent),
        inTurn("etcd members to be control plane nodes", nodes::membersAreControlPlanes),
        inTurn("apid to be ready", nodes::answer),
        inTurn("all nodes memory sizes", nodes::memory),
        inTurn("all nodes disk sizes", nodes::disks),
        new Check("no diagnostics", Duration.ofMinutes(1), Duration.ofSeconds(5), Optional::empty),
        inTurn("kubelet to be healthy", () -> nodes.service("kubelet")),
        inTurn("all nodes to finish boot sequence", nodes::booted),
        new Check(
            "all k8s nodes to report",
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            () -> kubernetes(this::reported)),
        inTurn("all control plane static pods to be running", nodes::staticPods),
        check("all control plane components to be ready", () -> kubernetes(this::components)),
        new Check(
            "all k8s nodes to report ready",
            Duration.ofMinutes(10),
            Duration.ofSeconds(5),
            () -> kubernetes(kube -> some(kube, node -> !node.ready(), "ready"))),
        check(
            "kube-proxy to report ready",
            () -> kubernetes(kube -> app(kube, "kube-proxy", kube.daemonSet("kube-proxy")))),
        check(
            "coredns to report ready",
            () -> kubernetes(kube -> app(kube, "kube-dns", kube.deployment("kube-dns")))),
        check(
            "all k8s nodes to report schedulable",
            () -> kubernetes(kube -> some(kube, KubeNode::unschedulable, "schedulable"))));
  }

  private static Check check(String description, Supplier<Optional<String>> problem) {
    return new Check(description, Duration.ofMinutes(5), Duration.ofSeconds(5), problem);
  }

  private Check inTurn(String description, Supplier<Optional<String>> problem) {
    return check(description, () -> boot.machinery().turn().take(problem));
  }

  private Optional<String> kubernetes(Function<KubernetesView, Optional<String>> ask) {
    Optional<KubernetesView> view = boot.machinery().kubernetes();
    boolean answers = boot.machinery().nodes().stream().anyMatch(SimulatedNode::apiServerRunning);
    String endpoint = boot.config().map(config -> config.endpoint().toString()).orElse("");
    return view.isPresent() && answers
        ? ask.apply(view.get())
        : Optional.of(
            "Get \""
                + endpoint
                + "/api/v1/nodes\": dial tcp "
                + endpoint.replaceFirst("^https://", "")
                + ": connect: connection refused");
  }

  private Optional<String> reported(KubernetesView kube) {
    List<String> found = kube.nodes().stream().map(KubeNode::address).toList();
    return match(nodes(), found);
  }

  private static Optional<String> match(List<String> expected, List<String> found) {
    List<String> missing = expected.stream().filter(one -> !found.contains(one)).toList();
    List<String> more = found.stream().filter(one -> !expected.contains(one)).toList();
    if (!missing.isEmpty()) {
      return Optional.of("can't find expected node with IPs " + missing);
    }
    return more.isEmpty() ? Optional.empty() : Optional.of("unexpected nodes with IPs " + more);
  }

  private Optional<String> components(KubernetesView kube) {
    List<String> found =
        kube.nodes().stream().filter(KubeNode::controlPlane).map(KubeNode::address).toList();
    Optional<String> nodes = match(controlPlanes, found);
    if (nodes.isPresent()) {
      return nodes;
    }
    for (String name : List.of("kube-apiserver", "kube-scheduler", "kube-controller-manager")) {
      List<KubePod> pods = kube.pods(name);
      if (pods.size() != found.size()) {
        return Optional.of(
            "expected number of pods for %s to be %d, got %d"
                .formatted(name, found.size(), pods.size()));
      }
      List<String> waiting = notReady(pods);
      if (!waiting.isEmpty()) {
        return Optional.of("some pods are not ready for " + name + ": " + list(waiting));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> some(
      KubernetesView kube, Function<KubeNode, Boolean> bad, String what) {
    List<String> names = kube.nodes().stream().filter(bad::apply).map(KubeNode::name).toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("some nodes are not " + what + ": " + list(names));
  }

  private static Optional<String> app(KubernetesView kube, String app, OptionalInt wanted) {
    if (wanted.isEmpty()) {
      return Optional.of(SKIP);
    }
    List<KubePod> pods = kube.pods(app);
    String which = " pods found for namespace \"kube-system\" and label selector \"k8s-app=" + app;
    List<String> waiting = notReady(pods);
    if (pods.size() == waiting.size()) {
      return Optional.of((pods.isEmpty() ? "no" : "no ready") + which + "\"");
    }
    if (!waiting.isEmpty()) {
      return Optional.of("some pods are not ready: " + list(waiting));
    }
    return pods.size() == wanted.getAsInt()
        ? Optional.empty()
        : Optional.of("expected " + wanted.getAsInt() + " ready pods, got " + pods.size());
  }

  private static List<String> notReady(List<KubePod> pods) {
    return pods.stream().filter(pod -> !pod.ready()).map(KubePod::name).toList();
  }

  /** As Go prints a list. */
  private static String list(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }
}
