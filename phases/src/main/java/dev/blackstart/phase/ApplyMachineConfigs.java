package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every node has taken its machine config and is up with the cluster's own certificates. Nodes that
 * were configured before are left as they are.
 */
final class ApplyMachineConfigs implements Phase {
  /** Control planes go first: a worker gets its certificate from one of them. */
  private static final int WIDTH = 8;

  private final ClusterSpec spec;
  private final Duration budget;

  ApplyMachineConfigs(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("apply");
  }

  @Override
  public String claims() {
    return "every node has its machine config and is up with the cluster's own certificates";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.NODES;
  }

  @Override
  public String inputs(World world) {
    return RenderConfigs.inputs(spec, world);
  }

  @Override
  public Map<String, String> files(World world) {
    return RenderConfigs.files(spec, world);
  }

  @Override
  public Condition check(World world) {
    List<Waiting> waiting = new ArrayList<>();
    for (Node node : spec.nodes()) {
      notUp(world.machines().report(node)).ifPresent(waiting::add);
    }
    int total = spec.nodes().size();
    int up = total - waiting.size();
    String because = up + " of " + total + " nodes are configured";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(up, total);
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    List<Node> bare = new ArrayList<>();
    for (Node node : spec.nodes()) {
      MachineReport report = world.machines().report(node);
      switch (report.reach()) {
        case MAINTENANCE -> bare.add(node);
        case OURS -> {
          IdentityChecks.require(node, world);
          sayWhenOther(world, node, progress);
        }
        case UNREACHABLE -> progress.log(node.name() + " does not answer; waiting for it");
        case FOREIGN -> throw foreign(report);
      }
    }
    progress.fanout().each(bare, WIDTH, node -> apply(world, node, progress));
    progress.until(() -> applied(world, progress));
  }

  /** What the ledger calls it that a node was given its config, written before it is. */
  static String given(Node node) {
    return "apply.given." + node.address();
  }

  /** A node that was silent at first may turn up in maintenance later: it gets its config then. */
  private Condition applied(World world, Progress progress) {
    for (Node node : spec.nodes()) {
      MachineReport report = world.machines().report(node);
      if (report.reach() == Reach.FOREIGN) {
        throw foreign(report);
      }
      if (report.reach() == Reach.MAINTENANCE && report.stage() == MachineStage.MAINTENANCE) {
        apply(world, node, progress);
      }
    }
    return check(world);
  }

  static Node apply(World world, Node node, Progress progress) {
    MachineReport report = world.machines().report(node);
    requireFit(node, report, world);
    RenderedConfig config = world.manifests().machineConfig(node);
    world.ledger().choose(given(node), config.digest());
    Optional<String> pin = TrustChecks.expected(node, report, world);
    pin.filter(one -> node.pin().filter(own -> !own.fingerprint().equals(one)).isPresent())
        .ifPresent(one -> Consent.accepted(world.ledger(), node, one));
    List<String> warnings = world.machines().apply(node, config, pin);
    progress.did(
        "applied the machine config to " + node.name() + " (" + node.address() + ")",
        ByHand.applyConfig(node, pin));
    warnings.forEach(warning -> progress.log(node.name() + " warns: " + warning));
    return node;
  }

  /** Looked at again at the last moment: machines come late, disks are swapped. */
  private static void requireFit(Node node, MachineReport report, World world) {
    List<Finding> findings = new ArrayList<>(DiskChecks.of(node, world));
    report
        .fingerprint()
        .flatMap(offered -> TrustChecks.compared(node, offered, world))
        .ifPresent(findings::add);
    for (Finding finding : findings) {
      if (finding.level() == Finding.Level.ERROR) {
        throw new Failure(
            Failure.Kind.REFUSED, finding.at() + ": " + finding.what(), finding.remedy());
      }
    }
  }

  private static void sayWhenOther(World world, Node node, Progress progress) {
    String wanted = world.manifests().machineConfig(node).digest();
    boolean other =
        world.machines().configDigest(node).map(digest -> !digest.equals(wanted)).orElse(false);
    if (other) {
      progress.log(
          node.name() + " runs another machine config than the repository's; it is left as it is");
    }
  }

  private static Optional<Waiting> notUp(MachineReport report) {
    String name = report.node().name();
    return switch (report.reach()) {
      case OURS -> Optional.empty();
      case MAINTENANCE -> Optional.of(new Waiting(name, "in maintenance", since(report)));
      case UNREACHABLE ->
          Optional.of(new Waiting(name, "installing or rebooting: no answer", since(report)));
      case FOREIGN -> Optional.of(new Waiting(name, "belongs to another cluster", since(report)));
    };
  }

  private static Optional<Instant> since(MachineReport report) {
    return Optional.of(report.since());
  }

  private static Failure foreign(MachineReport report) {
    Node node = report.node();
    return new Failure(
        Failure.Kind.REFUSED,
        NodeChecks.at(node) + " is not one of ours: " + report.note(),
        "check the address; reset the node if it should join, with its own cluster's talosconfig: "
            + ByHand.reset(node));
  }
}
