package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked before nodes that stand already are changed. */
final class OperationChecks {
  private static final String TOUCHED = "touched.";

  private OperationChecks() {}

  /** Nodes that are changed while they stay in service. */
  static List<PreflightCheck> rolling(
      List<Node> nodes, boolean joining, PreflightCheck.Look versions) {
    return List.of(
        new PreflightCheck(
            "nodes",
            "every node answers as one of ours",
            (spec, world) -> answer(spec.nodes(), nodes, joining, world)),
        new PreflightCheck("clocks", "clocks agree within 30 seconds", NodeChecks::clocks),
        new PreflightCheck(
            "machine-secrets",
            "machine configs render and their secrets resolve",
            SecretChecks::machineConfigs),
        new PreflightCheck(VersionRules.ID, "versions follow each other as they may", versions),
        new PreflightCheck(
            "etcd",
            "etcd can do without one control plane",
            (spec, world) -> etcd(spec, nodes, world)));
  }

  /** Nodes that may be in any state. */
  static List<PreflightCheck> any(PreflightCheck... more) {
    List<PreflightCheck> checks = new ArrayList<>();
    checks.add(
        new PreflightCheck(
            "nodes",
            "every node answers, as one of ours or in maintenance",
            (spec, world) -> answer(spec.nodes(), spec.nodes(), true, world)));
    checks.add(
        new PreflightCheck(
            "machine-secrets",
            "machine configs render and their secrets resolve",
            SecretChecks::machineConfigs));
    checks.addAll(List.of(more));
    return List.copyOf(checks);
  }

  /** Written before a node is given an order after which it may fall silent. */
  static void touch(Node node, World world) {
    world.ledger().choose(TOUCHED + node.address(), "yes");
  }

  private static boolean touched(Node node, World world) {
    return world.ledger().choice(TOUCHED + node.address()).isPresent();
  }

  /** Those who are not to be changed may be silent, unless etcd needs them. */
  private static List<Finding> answer(
      List<Node> all, List<Node> wanted, boolean joining, World world) {
    List<Node> asked =
        all.stream().filter(node -> !touched(node, world) && wanted.contains(node)).toList();
    NodeChecks.awaitAnswers(asked, world);
    List<Finding> findings = new ArrayList<>();
    for (Node node : asked) {
      MachineReport report = world.machines().report(node);
      String at = node.name() + " (" + node.address() + ")";
      switch (report.reach()) {
        case OURS -> {}
        case MAINTENANCE -> {
          if (!joining) {
            findings.add(
                error(
                    "nodes",
                    at,
                    "the node is in maintenance: it is not part of the cluster",
                    "let it join first: blackstart apply --nodes " + node.name()));
          }
        }
        case UNREACHABLE ->
            findings.add(
                error(
                    "nodes",
                    at,
                    "nobody answers at " + node.address() + ":50000",
                    "power it on; a machine that is gone for good leaves the repository first"));
        case FOREIGN ->
            findings.add(
                error(
                    "nodes",
                    at,
                    "the node belongs to another cluster or does not accept our certificate",
                    "check the address"));
      }
    }
    return findings;
  }

  private static List<Finding> etcd(ClusterSpec spec, List<Node> nodes, World world) {
    boolean concerned = nodes.stream().anyMatch(Node::isControlPlane);
    boolean began = spec.nodes().stream().anyMatch(node -> touched(node, world));
    if (!concerned || began) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    int members = spec.controlPlanes().size();
    if (members == 2) {
      findings.add(
          error(
              "etcd",
              spec.name(),
              "two control planes have no quorum while one of them is away",
              "add a third, or take one out: blackstart etcd leave"));
    } else if (members == 1) {
      findings.add(
          new Finding(
              "etcd",
              Level.INFO,
              spec.controlPlanes().getFirst().name(),
              "the only control plane: Kubernetes does not answer while it is away",
              "three control planes keep it answering"));
    }
    Optional<Waiting> complaint = EtcdHealth.complaint(spec, world);
    complaint.ifPresent(
        wrong ->
            findings.add(
                error(
                    "etcd",
                    wrong.who(),
                    wrong.reason(),
                    "make etcd whole first: blackstart etcd status")));
    return findings;
  }

  private static Finding error(String id, String at, String what, String remedy) {
    return new Finding(id, Level.ERROR, at, what, remedy);
  }
}
