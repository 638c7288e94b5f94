package dev.blackstart.phase;

import static dev.blackstart.phase.PreflightFinding.CLOCK_SKEW;
import static dev.blackstart.phase.PreflightFinding.CLUSTER_OTHER;
import static dev.blackstart.phase.PreflightFinding.DISKS_UNREAD;
import static dev.blackstart.phase.PreflightFinding.DISK_FOREIGN;
import static dev.blackstart.phase.PreflightFinding.FINGERPRINT_ACCEPTED;
import static dev.blackstart.phase.PreflightFinding.FINGERPRINT_MISMATCH;
import static dev.blackstart.phase.PreflightFinding.FINGERPRINT_UNPINNED;
import static dev.blackstart.phase.PreflightFinding.INSTALL_DISK_NONE;
import static dev.blackstart.phase.PreflightFinding.INSTALL_DISK_SEVERAL;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Pin;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.phase.PreflightFindingsTest.Case;
import dev.blackstart.run.PaperManifests;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.NodeOperations.FoundVolume;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What preflight finds wrong with machines and their disks, a case of each. */
final class MachineCases {
  static final Node ONE = new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE);
  static final Node PINNED =
      new Node(
          "infra-01",
          "10.25.11.11",
          Role.CONTROL_PLANE,
          Optional.of(new Pin("other", new Place("blackstart.yaml", 9))));

  private MachineCases() {}

  static Map<PreflightFinding, Case> cases() {
    PaperWorld diskless = new PaperWorld();
    diskless.disks = List.of();
    return Map.of(
        FINGERPRINT_MISMATCH,
        new Case(
            Specs.of(PINNED),
            live(new PaperWorld()),
            "blackstart.yaml:9: infra-01 (10.25.11.11): expected certificate fingerprint other,"
                + " offered print"),
        FINGERPRINT_ACCEPTED,
        accepted(),
        FINGERPRINT_UNPINNED,
        new Case(
            Specs.of(ONE),
            live(new PaperWorld()),
            "infra: a certificate is not pinned: whoever answers there is trusted on first use"),
        CLUSTER_OTHER,
        otherCluster(),
        CLOCK_SKEW,
        skewed(),
        DISKS_UNREAD,
        new Case(
            Specs.of(ONE),
            diskless.world(),
            "infra-01 (10.25.11.11): the machine does not list its disks"),
        INSTALL_DISK_NONE,
        disks(List.of(), "matches 0 disks"),
        INSTALL_DISK_SEVERAL,
        disks(
            List.of(PaperManifests.disk("/dev/sda"), PaperManifests.disk("/dev/sdb")),
            "matches 2 disks"),
        DISK_FOREIGN,
        new Case(
            Specs.of(ONE),
            paperHolding(FOREIGN).world(),
            "node.yaml:1: installing infra-01 wipes /dev/sda Samsung 500 GB, which holds ext4"
                + " \"photos\" on /dev/sda2 (400 GB)"));
  }

  /** Talos's own partitions, and one that is somebody's. */
  static final List<FoundVolume> FOREIGN =
      List.of(
          new FoundVolume("/dev/sda", "/dev/sda", "gpt", "", 500_000_000_000L),
          new FoundVolume("/dev/sda1", "/dev/sda", "xfs", "STATE", 104_857_600L),
          new FoundVolume("/dev/sda2", "/dev/sda", "ext4", "photos", 400_000_000_000L),
          new FoundVolume("/dev/sdb", "/dev/sdb", "bluestore", "", 4_000_000_000_000L));

  static PaperWorld paperHolding(List<FoundVolume> volumes) {
    PaperWorld paper = new PaperWorld();
    paper.volumes = volumes;
    return paper;
  }

  /** The same on real machines: names resolve, certificates count. */
  static World live(PaperWorld paper) {
    World rehearsal = paper.world();
    return new World(
        World.Kind.LIVE,
        paper,
        paper.operations(),
        paper,
        paper,
        paper,
        rehearsal.secrets(),
        paper,
        paper);
  }

  private static Case accepted() {
    PaperWorld paper = new PaperWorld();
    new Consent(true, Set.of(), false).into(paper);
    return new Case(
        Specs.of(PINNED),
        live(paper),
        "blackstart.yaml:9: infra-01 (10.25.11.11): expected certificate fingerprint other,"
            + " offered print; accepted by word");
  }

  /** Configured, and the CA of Kubernetes is another one. */
  static PaperWorld another() {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public Optional<String> configDigest(Node node) {
            return Optional.of("another");
          }

          @Override
          public List<String> otherCluster(Node node, RenderedConfig running) {
            return List.of("its CA of Kubernetes is A, the repository's B");
          }
        };
    paper.reach.put(ONE.address(), Reach.OURS);
    return paper;
  }

  private static Case otherCluster() {
    return new Case(
        Specs.of(ONE),
        another().world(),
        "infra-01 (10.25.11.11): it lets us in, but it is of another cluster: its CA of Kubernetes"
            + " is A, the repository's B");
  }

  private static Case skewed() {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public Optional<Clock> clock(Node node) {
            return Optional.of(new Clock(now().plusSeconds(45), now().plusSeconds(75)));
          }
        };
    paper.reach.put(ONE.address(), Reach.OURS);
    return new Case(
        Specs.of(ONE), paper.world(), "infra-01 (10.25.11.11): its clock is 45 s ahead of ours");
  }

  private static Case disks(List<Disk> matching, String line) {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public InstallDisk installDisk(Node node, List<Disk> present) {
            return new InstallDisk("disk /dev/sda", matching, "node.yaml:5");
          }
        };
    return new Case(Specs.of(ONE), paper.world(), "node.yaml:5: disk /dev/sda " + line);
  }
}
