package dev.blackstart.phase;

import static dev.blackstart.phase.PreflightFinding.CLOCK_SKEW;
import static dev.blackstart.phase.PreflightFinding.CONTROL_PLANES_EVEN;
import static dev.blackstart.phase.PreflightFinding.CONTROL_PLANES_NONE;
import static dev.blackstart.phase.PreflightFinding.NODE_FOREIGN;
import static dev.blackstart.phase.PreflightFinding.NODE_UNREACHABLE;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines.Clock;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked of the machines before they are touched. */
final class NodeChecks {
  private static final Duration SKEW_WARNED = Duration.ofSeconds(30);
  private static final Duration SKEW_REFUSED = Duration.ofMinutes(5);

  private static final int LOOKS = 5;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private NodeChecks() {}

  static List<Finding> quorum(ClusterSpec spec, World world) {
    int count = spec.controlPlanes().size();
    if (count == 0) {
      return List.of(
          CONTROL_PLANES_NONE.error(
              spec.name(),
              "the cluster has no control plane",
              "give at least one node the role controlplane"));
    }
    if (count % 2 == 0) {
      return List.of(
          CONTROL_PLANES_EVEN.warning(
              spec.name(),
              count + " control planes survive no more failures than " + (count - 1) + " would",
              "use an odd number: 1, 3 or 5"));
    }
    return List.of();
  }

  static List<Finding> reachable(ClusterSpec spec, World world) {
    awaitAnswers(spec, world);
    List<Finding> findings = new ArrayList<>();
    for (Node node : spec.nodes()) {
      MachineReport report = world.machines().report(node);
      switch (report.reach()) {
        case UNREACHABLE -> unreachable(node, world, findings);
        case FOREIGN ->
            findings.add(
                NODE_FOREIGN.error(
                    at(node),
                    "a configured node, but not one of ours: " + report.note(),
                    "check the address; reset the node if it should join, with its own cluster's"
                        + " talosconfig: "
                        + ByHand.reset(node)));
        case MAINTENANCE, OURS -> {}
      }
    }
    return findings;
  }

  /** A machine that was given its config is installing or rebooting: apply waits for it. */
  private static void unreachable(Node node, World world, List<Finding> findings) {
    if (!wasGiven(node, world)) {
      findings.add(
          NODE_UNREACHABLE.error(
              at(node),
              "nobody answers at " + node.address() + ":50000",
              "power the machine on and boot it into maintenance mode"));
    }
  }

  private static boolean wasGiven(Node node, World world) {
    return world.ledger().choice(ApplyMachineConfigs.given(node)).isPresent();
  }

  /** Machines that are just coming up get a moment, all of them the same. */
  static void awaitAnswers(ClusterSpec spec, World world) {
    awaitAnswers(spec.nodes().stream().filter(node -> !wasGiven(node, world)).toList(), world);
  }

  /** The same for some of them. */
  static void awaitAnswers(List<Node> nodes, World world) {
    try {
      for (int i = 0; i < LOOKS && nodes.stream().anyMatch(node -> isSilent(node, world)); i++) {
        world.time().pause(BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isSilent(Node node, World world) {
    return world.machines().report(node).reach() == Reach.UNREACHABLE;
  }

  static List<Finding> clocks(ClusterSpec spec, World world) {
    awaitAnswers(spec, world);
    List<Finding> findings = new ArrayList<>();
    for (Node node : spec.nodes()) {
      Reach reach = world.machines().report(node).reach();
      if (reach == Reach.OURS || reach == Reach.MAINTENANCE) {
        skew(node, world).ifPresent(skew -> findings.add(skewed(node, skew)));
      }
    }
    return findings;
  }

  /** How far its clock is from ours, at least; the call's own time is in our favour. */
  private static Optional<Duration> skew(Node node, World world) {
    Instant before = world.time().wall();
    Optional<Clock> clock = world.machines().clock(node);
    Instant after = world.time().wall();
    return clock
        .map(
            shown -> {
              Duration ahead = shown.from(after);
              return ahead.isPositive() ? ahead : shown.from(before);
            })
        .filter(skew -> skew.abs().compareTo(SKEW_WARNED) > 0);
  }

  private static Finding skewed(Node node, Duration skew) {
    String way = skew.isNegative() ? " behind ours" : " ahead of ours";
    return new Finding(
        CLOCK_SKEW.id(),
        skew.abs().compareTo(SKEW_REFUSED) > 0 ? Level.ERROR : Level.WARNING,
        at(node),
        "its clock is " + skew.abs().toSeconds() + " s" + way,
        "check machine.time.servers, the machine's own clock and this workstation's");
  }

  static String at(Node node) {
    return node.name() + " (" + node.address() + ")";
  }
}
