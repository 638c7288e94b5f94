package dev.blackstart.phase;

import static dev.blackstart.phase.PreflightFinding.CLOCK_SKEW;
import static dev.blackstart.phase.PreflightFinding.CONTROL_PLANES_EVEN;
import static dev.blackstart.phase.PreflightFinding.CONTROL_PLANES_NONE;
import static dev.blackstart.phase.PreflightFinding.DISKS_UNREAD;
import static dev.blackstart.phase.PreflightFinding.FINGERPRINT_MISMATCH;
import static dev.blackstart.phase.PreflightFinding.INSTALL_DISK_NONE;
import static dev.blackstart.phase.PreflightFinding.INSTALL_DISK_SEVERAL;
import static dev.blackstart.phase.PreflightFinding.NODE_FOREIGN;
import static dev.blackstart.phase.PreflightFinding.NODE_UNREACHABLE;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.Manifests.InstallDisk;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is asked of the machines before they are touched. */
final class NodeChecks {
  private static final Duration SKEW_WARNED = Duration.ofSeconds(30);
  private static final Duration SKEW_REFUSED = Duration.ofMinutes(5);

  private static final int ASKED = 3;
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
    List<Finding> findings = new ArrayList<>();
    for (Node node : spec.nodes()) {
      MachineReport report = answering(node, world);
      switch (report.reach()) {
        case UNREACHABLE -> unreachable(node, world, findings);
        case FOREIGN ->
            findings.add(
                NODE_FOREIGN.error(
                    at(node),
                    "the node belongs to another cluster or does not accept our certificate",
                    "check the address, or reset the node into maintenance mode"));
        case MAINTENANCE -> pin(node, report, findings);
        case OURS -> {}
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

  /** A machine that is just coming up gets a moment. */
  private static MachineReport answering(Node node, World world) {
    MachineReport report = world.machines().report(node);
    if (wasGiven(node, world)) {
      return report;
    }
    try {
      for (int i = 0; i < LOOKS && report.reach() == Reach.UNREACHABLE; i++) {
        world.time().pause(BETWEEN_LOOKS);
        report = world.machines().report(node);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return report;
  }

  private static void pin(Node node, MachineReport report, List<Finding> findings) {
    String offered = report.fingerprint().orElse("none");
    node.fingerprint()
        .filter(pinned -> !pinned.equals(offered))
        .ifPresent(
            pinned ->
                findings.add(
                    FINGERPRINT_MISMATCH.error(
                        at(node),
                        "expected certificate fingerprint " + pinned + ", offered " + offered,
                        "compare with the node's console; write the new one into blackstart.yaml"
                            + " only if it is shown there")));
  }

  static List<Finding> clocks(ClusterSpec spec, World world) {
    List<Finding> findings = new ArrayList<>();
    for (Node node : spec.nodes()) {
      if (world.machines().report(node).reach() != Reach.OURS) {
        continue;
      }
      Instant before = world.time().wall();
      world
          .machines()
          .clock(node)
          .map(clock -> Duration.between(before, clock).abs())
          .filter(skew -> skew.compareTo(SKEW_WARNED) > 0)
          .ifPresent(
              skew ->
                  findings.add(
                      new Finding(
                          CLOCK_SKEW.id(),
                          skew.compareTo(SKEW_REFUSED) > 0 ? Level.ERROR : Level.WARNING,
                          at(node),
                          "its clock differs from ours by " + skew.toSeconds() + " s",
                          "check machine.time.servers and this workstation's clock")));
    }
    return findings;
  }

  static List<Finding> installDisk(ClusterSpec spec, World world) {
    List<Finding> findings = new ArrayList<>();
    for (Node node : spec.nodes()) {
      if (world.machines().report(node).reach() != Reach.MAINTENANCE) {
        continue;
      }
      List<Disk> disks = disks(node, world);
      if (disks.isEmpty()) {
        findings.add(
            DISKS_UNREAD.error(
                at(node),
                "the machine does not list its disks",
                "check the connection to it and run again"));
        continue;
      }
      InstallDisk install = world.manifests().installDisk(node, disks);
      if (install.matching().size() != 1) {
        findings.add(
            (install.matching().isEmpty() ? INSTALL_DISK_NONE : INSTALL_DISK_SEVERAL)
                .error(
                    install.at(),
                    install.wanted()
                        + " matches "
                        + install.matching().size()
                        + " disks of "
                        + node.name()
                        + "; it has "
                        + described(disks),
                    "name one disk by machine.install.disk, or narrow"
                        + " machine.install.diskSelector"));
      }
    }
    return findings;
  }

  /** Empty means that it did not answer in time: a busy machine is asked again. */
  private static List<Disk> disks(Node node, World world) {
    List<Disk> disks = List.of();
    for (int i = 0; i < ASKED && disks.isEmpty(); i++) {
      disks = world.machines().disks(node);
    }
    return disks;
  }

  private static String described(List<Disk> disks) {
    return disks.stream()
        .map(disk -> disk.path() + " " + disk.model() + " " + disk.size() / 1_000_000_000 + " GB")
        .collect(Collectors.joining(", "));
  }

  private static String at(Node node) {
    return node.name() + " (" + node.address() + ")";
  }
}
