package dev.blackstart.phase;

import static dev.blackstart.phase.PreflightFinding.DISKS_UNREAD;
import static dev.blackstart.phase.PreflightFinding.DISK_FOREIGN;
import static dev.blackstart.phase.PreflightFinding.INSTALL_DISK_NONE;
import static dev.blackstart.phase.PreflightFinding.INSTALL_DISK_SEVERAL;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.Manifests.InstallDisk;
import dev.blackstart.world.NodeOperations.FoundVolume;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The disk a machine would be installed to: that there is one, and whose data would go. Talos takes
 * the first of several without a word, and wipes what it takes.
 */
final class DiskChecks {
  /** Partitions of Talos itself: they are made anew (Talos 1.12). */
  private static final Set<String> OWN =
      Set.of("EFI", "BIOS", "BOOT", "META", "STATE", "EPHEMERAL");

  private static final int ASKED = 3;

  private DiskChecks() {}

  static List<Finding> installDisk(ClusterSpec spec, World world) {
    NodeChecks.awaitAnswers(spec, world);
    List<Finding> findings = new ArrayList<>();
    for (Node node : spec.nodes()) {
      if (world.machines().report(node).reach() == Reach.MAINTENANCE) {
        findings.addAll(of(node, world));
      }
    }
    return findings;
  }

  /** What is to be said of the disk a machine in maintenance would be installed to. */
  static List<Finding> of(Node node, World world) {
    List<Disk> disks = disks(node, world);
    if (disks.isEmpty()) {
      return List.of(unread(node, "the machine does not list its disks"));
    }
    InstallDisk install = world.manifests().installDisk(node, disks);
    if (install.matching().size() == 1) {
      return foreign(node, install.matching().getFirst(), install.at(), world);
    }
    return List.of(
        (install.matching().isEmpty() ? INSTALL_DISK_NONE : INSTALL_DISK_SEVERAL)
            .error(
                install.at(),
                install.wanted()
                    + " matches "
                    + install.matching().size()
                    + " disks of "
                    + node.name()
                    + "; it has "
                    + disks.stream().map(DiskChecks::described).collect(Collectors.joining(", ")),
                "name one disk by machine.install.disk, or narrow machine.install.diskSelector"));
  }

  private static List<Finding> foreign(Node node, Disk disk, String at, World world) {
    List<FoundVolume> volumes;
    try {
      volumes = world.operations().volumes(node);
    } catch (Failure failure) {
      return List.of(unread(node, "what is on its disks cannot be read: " + failure.what()));
    }
    // Where META is, Talos is installed already: it boots what is there and wipes nothing.
    boolean installed = volumes.stream().anyMatch(volume -> volume.label().equals("META"));
    List<FoundVolume> foreign =
        volumes.stream()
            .filter(volume -> volume.disk().equals(disk.path()))
            .filter(volume -> isForeign(volume, disk))
            .toList();
    if (installed || foreign.isEmpty()) {
      return List.of();
    }
    String what =
        "installing "
            + node.name()
            + " wipes "
            + described(disk)
            + ", which holds "
            + foreign.stream().map(DiskChecks::described).collect(Collectors.joining(", "));
    return List.of(
        Consent.wipes(world.ledger(), node)
            ? DISK_FOREIGN.warning(
                at, what + "; confirmed by word", "interrupt the run if this is wrong")
            : DISK_FOREIGN.error(
                at,
                what,
                "name another disk, or if nobody needs it add --confirm-wipe " + node.name()));
  }

  /** A partition table alone holds nothing; what stands in it is listed by itself. */
  private static boolean isForeign(FoundVolume volume, Disk disk) {
    boolean whole = volume.path().equals(disk.path());
    return whole
        ? !Set.of("", "gpt", "dos", "mbr").contains(volume.content())
        : !OWN.contains(volume.label());
  }

  /** Empty means that it did not answer in time: a busy machine is asked again. */
  private static List<Disk> disks(Node node, World world) {
    List<Disk> disks = List.of();
    for (int i = 0; i < ASKED && disks.isEmpty(); i++) {
      disks = world.machines().disks(node);
    }
    return disks;
  }

  private static Finding unread(Node node, String what) {
    return DISKS_UNREAD.error(
        NodeChecks.at(node), what, "check the connection to it and run again");
  }

  private static String described(Disk disk) {
    String serial = disk.serial().isEmpty() ? "" : " serial " + disk.serial();
    String readOnly = disk.readOnly() ? " (read-only)" : "";
    return disk.path() + " " + disk.model() + " " + gigabytes(disk.size()) + serial + readOnly;
  }

  private static String described(FoundVolume volume) {
    String content = volume.content().isEmpty() ? "an unknown partition" : volume.content();
    String label = volume.label().isEmpty() ? "" : " \"" + volume.label() + "\"";
    return content + label + " on " + volume.path() + " (" + gigabytes(volume.size()) + ")";
  }

  private static String gigabytes(long bytes) {
    return bytes < 1_000_000_000 ? bytes / 1_000_000 + " MB" : bytes / 1_000_000_000 + " GB";
  }
}
