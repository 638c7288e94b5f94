package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.phase.stack.Found;
import dev.blackstart.phase.stack.MeshSide;
import dev.blackstart.phase.stack.Stack;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cluster as a whole: nodes healthy by Talos and by Kubernetes, every release rolled out, Flux
 * without a complaint, and what it brought at work.
 */
final class Verify implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;
  private final InsideLook inside = new InsideLook();

  Verify(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("verify");
  }

  @Override
  public String claims() {
    return spec.hasMachines()
        ? "all nodes are Ready, Talos has no complaint, every release is rolled out and what runs"
            + " on them works"
        : "all nodes are Ready, every release is rolled out and what runs on them works";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.OBJECTS;
  }

  @Override
  public boolean acts() {
    return false;
  }

  @Override
  public String inputs(World world) {
    return "the whole cluster";
  }

  @Override
  public Condition check(World world) {
    List<Waiting> waiting = new ArrayList<>();
    Map<String, KubeObject> kubernetes = new LinkedHashMap<>();
    world.kube().list("v1", "Node", "").forEach(node -> kubernetes.put(node.name(), node));
    for (Node node : spec.nodes()) {
      talosComplaint(world.machines().report(node)).ifPresent(waiting::add);
      kubernetesComplaint(node, kubernetes.get(node.name())).ifPresent(waiting::add);
    }
    if (!spec.hasMachines()) {
      kubernetes.values().stream()
          .filter(node -> !AdoptedNodes.isReady(node))
          .forEach(node -> waiting.add(new Waiting(node.name(), notReady(node))));
    }
    for (var release : spec.releases()) {
      var deployed = world.charts().deployed(release.namespace(), release.name());
      if (deployed.isEmpty() || !deployed.get().status().equals("deployed")) {
        waiting.add(
            new Waiting(
                "release " + release.qualifiedName(),
                deployed.map(helm -> "Helm says " + helm.status()).orElse("not installed")));
      } else {
        waiting.addAll(world.kube().rollout(deployed.get().objects()).waiting());
      }
    }
    waiting.addAll(ServingCertificates.pending(world));
    new FluxFrontier(world.kube().flux())
        .missing()
        .forEach(
            reading ->
                waiting.add(new Waiting(reading.ref().toString(), FluxFrontier.said(reading))));
    spec.argo()
        .ifPresent(
            argo -> {
              ArgoFrontier frontier = ArgoFrontier.of(world.kube(), argo.namespace());
              waiting.addAll(new ArgoWorkloads(world.kube(), frontier).waiting());
            });
    List<Found> stack = new ArrayList<>(Stack.look(world));
    stack.addAll(inside.look(world));
    stack.forEach(found -> waiting.addAll(found.wrong()));
    return waiting.isEmpty()
        ? Condition.met(
            kubernetes.size()
                + " nodes Ready, "
                + spec.releases().size()
                + " releases deployed"
                + stack.stream().map(found -> ", " + found.counted()).collect(Collectors.joining()))
        : Condition.unmet(waiting.size() + " complaints", waiting);
  }

  @Override
  public void run(World world, Progress progress) {
    MeshSide.of(spec.name(), world)
        .ifPresent(side -> progress.checked(MeshSide.CHECK, side.written(), 0));
    Spent.remember(world);
    // Nobody has looked before this: a phase that acts on nothing runs before it is checked.
    inside.look(world);
    inside.remarks().forEach(remark -> progress.log("warning: " + remark));
    for (HandOver each : HandOvers.of(spec, world)) {
      told(each).ifPresent(progress::finding);
      progress.checked(
          HandOver.CHECK + each.release().qualifiedName(),
          each.what(),
          each.fate() == HandOver.Fate.ADOPTED ? 0 : 1);
    }
    for (CrdHandOvers.Group each : CrdHandOvers.of(spec, world)) {
      boolean conflicts = each.fate() == HandOver.Fate.CONFLICTING;
      if (conflicts) {
        progress.finding(
            new Finding(
                "hand-over", Finding.Level.WARNING, each.whose(), each.what(), each.remedy()));
      }
      progress.checked(HandOver.CHECK + each.whose(), each.what(), conflicts ? 1 : 0);
    }
  }

  /** A release Flux did not take over is worth a remark: the cluster stands, but for how long. */
  private static Optional<Finding> told(HandOver each) {
    Finding.Level level =
        switch (each.fate()) {
          case ADOPTED, LEFT, UNDECIDED -> Finding.Level.INFO;
          case RECREATED, CONFLICTING -> Finding.Level.WARNING;
        };
    return each.fate() == HandOver.Fate.ADOPTED
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "hand-over",
                level,
                "release " + each.release().qualifiedName(),
                each.what(),
                each.remedy()));
  }

  private static Optional<Waiting> talosComplaint(MachineReport report) {
    String name = report.node().name();
    if (report.reach() != MachineReport.Reach.OURS) {
      return Optional.of(new Waiting(name, "the Talos API does not answer"));
    }
    return report.unmet().stream()
        .findFirst()
        .map(unmet -> new Waiting(name, "Talos: " + unmet.who() + ": " + unmet.reason()));
  }

  private static Optional<Waiting> kubernetesComplaint(Node node, KubeObject object) {
    if (object == null) {
      return Optional.of(new Waiting(node.name(), "not registered in Kubernetes"));
    }
    return AdoptedNodes.isReady(object)
        ? Optional.empty()
        : Optional.of(new Waiting(node.name(), notReady(object)));
  }

  private static String notReady(KubeObject node) {
    KubeObject ready = node.condition("Ready").orElse(new KubeObject(Map.of()));
    return "Kubernetes: not Ready: " + ready.text("message");
  }
}
