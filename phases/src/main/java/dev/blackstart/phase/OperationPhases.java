package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.phase.Operation.Rebuild.Wiping;
import dev.blackstart.phase.Operation.Rolling;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NamedImage.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sequences of runs on a cluster that stands already. */
final class OperationPhases {
  private static final Duration LOOK = Duration.ofMinutes(5);
  private static final Duration TURN = Duration.ofMinutes(20);
  private static final Duration QUICK = Duration.ofMinutes(10);
  private static final Set<String> DATA = Set.of("EPHEMERAL");
  private static final Set<String> EVERYTHING = Set.of("STATE", "EPHEMERAL");

  private final ClusterSpec spec;

  OperationPhases(ClusterSpec spec) {
    this.spec = spec;
  }

  List<Phase> upgradeTalos(Rolling rolling) {
    List<Node> nodes = chosen(rolling);
    List<Phase> phases =
        begun(
            OperationChecks.rolling(
                nodes, false, (cluster, world) -> VersionRules.talos(nodes, world)));
    phases.add(new FetchKubeconfig(spec, budget("kubeconfig", QUICK)));
    phases.addAll(turns(nodes, rolling, new InstallTalos(), "runs the Talos its config names"));
    return List.copyOf(phases);
  }

  List<Phase> upgradeKubernetes(Rolling rolling) {
    List<Node> nodes = chosen(rolling);
    List<Phase> phases =
        begun(
            OperationChecks.rolling(
                nodes, false, (cluster, world) -> VersionRules.kubernetes(cluster, nodes, world)));
    phases.add(new FetchKubeconfig(spec, budget("kubeconfig", QUICK)));
    List<Node> controlPlanes = nodes.stream().filter(Node::isControlPlane).toList();
    List<Node> workers = nodes.stream().filter(node -> !node.isControlPlane()).toList();
    if (!controlPlanes.isEmpty()) {
      for (Part part : List.of(Part.API_SERVER, Part.CONTROLLER_MANAGER, Part.SCHEDULER)) {
        String name = part.component();
        phases.add(
            roll(
                name,
                "every control plane runs the " + name + " its config names",
                controlPlanes,
                new Rolling(List.of(), 1, false),
                new RunComponent(part),
                QUICK));
      }
      phases.add(new SwapProxy(spec, budget("kube-proxy", QUICK)));
      phases.add(
          roll(
              "kubelet-control-planes",
              "every control plane runs the kubelet its config names",
              controlPlanes,
              new Rolling(List.of(), 1, rolling.drain()),
              new RunComponent(Part.KUBELET),
              QUICK));
    }
    if (!workers.isEmpty()) {
      phases.add(
          roll(
              "kubelet-workers",
              "every worker runs the kubelet its config names",
              workers,
              rolling,
              new RunComponent(Part.KUBELET),
              QUICK));
    }
    return List.copyOf(phases);
  }

  List<Phase> apply(Operation.Apply apply) {
    List<Node> nodes = chosen(apply.rolling());
    List<Phase> phases = begun(OperationChecks.rolling(nodes, true, (cluster, world) -> List.of()));
    phases.add(new ShowChanges(nodes, apply.mode(), budget("changes", LOOK)));
    phases.add(new FetchKubeconfig(spec, budget("kubeconfig", QUICK)));
    phases.addAll(
        turns(nodes, apply.rolling(), new ApplyChanges(apply.mode()), "has its machine config"));
    return List.copyOf(phases);
  }

  List<Phase> reset(Operation.ResetCluster reset) {
    List<WipeDisks.NodeDisk> disks = FormerDisks.named(spec, reset.wipe());
    List<Phase> phases =
        begun(
            OperationChecks.any(
                new PreflightCheck(
                    "disks",
                    "disks that hold something are named or left alone",
                    (cluster, world) -> FormerDisks.look(cluster, disks, world))));
    if (!spec.workers().isEmpty()) {
      phases.add(wipe("workers", "every worker is in maintenance", spec.workers(), true));
    }
    List<Node> controlPlanes = spec.controlPlanes().reversed();
    for (Node node : controlPlanes) {
      boolean last = node.equals(controlPlanes.getLast());
      phases.add(wipe(node.name(), node.name() + " is in maintenance", List.of(node), !last));
    }
    if (!disks.isEmpty()) {
      phases.add(new WipeDisks(disks, budget("disks", QUICK)));
    }
    return List.copyOf(phases);
  }

  List<Phase> rebuild(Operation.Rebuild rebuild) {
    List<Phase> phases =
        begun(
            OperationChecks.any(
                new PreflightCheck(
                    "snapshot",
                    "the snapshot is whole and the one the run began with",
                    (cluster, world) -> SnapshotChecks.same(rebuild))));
    if (rebuild.wiping() != Wiping.NONE) {
      boolean all = rebuild.wiping() == Wiping.ALL;
      phases.add(
          new WipeNodes(
              new PhaseId("wipe"),
              all
                  ? "configs and data of every node are wiped"
                  : "the data of every control plane is wiped, etcd's with it",
              all ? spec.nodes() : spec.controlPlanes(),
              all ? EVERYTHING : DATA,
              false,
              budget("wipe", TURN)));
    }
    phases.add(new ApplyMachineConfigs(spec, budget("apply", TURN)));
    phases.add(new RecoverEtcd(spec, rebuild, budget("recover", QUICK)));
    phases.add(BootstrapEtcd.joining(spec, budget("etcd", TURN)));
    phases.add(new FetchKubeconfig(spec, budget("kubeconfig", QUICK)));
    phases.add(new RegisterNodes(spec, budget("nodes", QUICK)));
    return List.copyOf(phases);
  }

  private List<Phase> begun(List<PreflightCheck> checks) {
    List<Phase> phases = new ArrayList<>();
    phases.add(new Preflight(spec, checks, budget("preflight", LOOK)));
    phases.add(new RenderConfigs(spec, budget("configs", LOOK)));
    return phases;
  }

  /** Control planes one by one, each a phase of its own; then the workers. */
  private List<Phase> turns(List<Node> nodes, Rolling rolling, NodeTask task, String claims) {
    List<Phase> phases = new ArrayList<>();
    for (Node node : nodes) {
      if (node.isControlPlane()) {
        phases.add(
            roll(node.name(), node.name() + " " + claims, List.of(node), rolling, task, TURN));
      }
    }
    List<Node> workers = nodes.stream().filter(node -> !node.isControlPlane()).toList();
    if (!workers.isEmpty()) {
      phases.add(roll("workers", "every worker " + claims, workers, rolling, task, TURN));
    }
    return phases;
  }

  /**
   * @param turn world time one node may take
   */
  private Phase roll(
      String id, String claims, List<Node> nodes, Rolling rolling, NodeTask task, Duration turn) {
    int rounds = (nodes.size() + rolling.parallel() - 1) / rolling.parallel();
    return new RollNodes(
        new PhaseId(id),
        claims,
        spec,
        nodes,
        rolling.parallel(),
        rolling.drain(),
        task,
        budget(id, turn.multipliedBy(rounds)));
  }

  private Phase wipe(String id, String claims, List<Node> nodes, boolean graceful) {
    return new WipeNodes(new PhaseId(id), claims, nodes, EVERYTHING, graceful, budget(id, TURN));
  }

  /** Those the operator named, in the order of the repository. */
  private List<Node> chosen(Rolling rolling) {
    for (String called : rolling.nodes()) {
      if (spec.nodes().stream().noneMatch(node -> isCalled(node, called))) {
        throw new Failure(
            Failure.Kind.INPUT,
            "cluster " + spec.name() + " has no node " + called,
            "one of: " + spec.nodes().stream().map(Node::name).collect(Collectors.joining(", ")));
      }
    }
    return spec.nodes().stream()
        .filter(
            node ->
                rolling.nodes().isEmpty()
                    || rolling.nodes().stream().anyMatch(called -> isCalled(node, called)))
        .toList();
  }

  private static boolean isCalled(Node node, String called) {
    return node.name().equals(called) || node.address().equals(called);
  }

  private Duration budget(String id, Duration usual) {
    return spec.budgets().getOrDefault(id, usual);
  }
}
