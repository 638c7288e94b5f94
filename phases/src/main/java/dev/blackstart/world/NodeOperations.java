package dev.blackstart.world;

import dev.blackstart.cluster.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of nodes that are configured already: other configs, power, upgrades, and the
 * upkeep of etcd. Every call goes to the node itself and has a wall deadline; a node that refuses
 * or does not answer is a {@link Failure} REFUSED with its own words, or UNREACHABLE.
 */
public interface NodeOperations {
  /**
   * The boot the machine is in (Linux {@code boot_id}); it changes with every boot, so it tells
   * whether a reboot has happened. Empty when it does not answer.
   */
  Optional<String> bootId(Node node);

  /**
   * What an image factory built into the Talos that runs; empty for a plain one, and when the node
   * does not answer.
   */
  Optional<String> schematic(Node node);

  /**
   * Applies a machine config to a configured node (Talos 1.12 {@code ApplyConfiguration}).
   *
   * @param dryRun only tell what it would do
   * @param tryTimeout how long a config that is tried stays
   */
  Applied apply(
      Node node, RenderedConfig config, ApplyMode mode, boolean dryRun, Duration tryTimeout);

  /** How a config takes effect. */
  enum ApplyMode {
    /** At once when every change allows it, else by a reboot. */
    AUTO,
    NO_REBOOT,
    REBOOT,
    /** With the next reboot, whenever that is. */
    STAGED,
    /** At once, and taken back by itself unless another config follows in time. */
    TRY
  }

  /**
   * @param mode what the node made of the mode asked for
   * @param details the node's own words, with what differs when it was a dry run, secrets masked
   */
  record Applied(ApplyMode mode, String details, List<String> warnings) {}

  /** The machine config the node runs, with its secrets: for comparing only, never for showing. */
  RenderedConfig runningConfig(Node node);

  /** How a machine comes down before it starts again. */
  enum RebootMode {
    /** By kexec where it can. */
    DEFAULT,
    /** Through the firmware. */
    POWERCYCLE,
    /** At once, services are not stopped. */
    FORCE
  }

  /**
   * @return the id that the events it causes carry, see {@link NodeDiagnostics.NodeEvent}
   */
  String reboot(Node node, RebootMode mode);

  /**
   * @param force do not drain it first
   * @return as of {@link #reboot}
   */
  String shutdown(Node node, boolean force);

  /**
   * @return as of {@link #reboot}
   */
  String reset(Node node, Reset reset);

  /**
   * @param graceful leave etcd and drain first; never for the last control plane
   * @param reboot start again, into maintenance; else power off
   * @param labels system partitions to wipe, such as {@code EPHEMERAL}; empty wipes the whole disk,
   *     META too
   * @param userDisks device paths of further disks to wipe
   * @param onlyUserDisks leave the system disk as it is; then there are no labels
   */
  record Reset(
      boolean graceful,
      boolean reboot,
      Set<String> labels,
      List<String> userDisks,
      boolean onlyUserDisks) {
    /** One that wipes of the system disk what the labels say. */
    public Reset(boolean graceful, boolean reboot, Set<String> labels, List<String> userDisks) {
      this(graceful, reboot, labels, userDisks, false);
    }
  }

  /**
   * @param stage install with the next reboot, when a running system is in the way
   * @param force even when etcd would lose its quorum
   * @param mode FORCE is as DEFAULT: an upgrade always stops the services
   * @return as of {@link #reboot}
   */
  String upgrade(Node node, String image, boolean stage, boolean force, RebootMode mode);

  /** State of etcd on a control plane. */
  EtcdStatus etcdStatus(Node node);

  /**
   * @param member its own id, 16 hexadecimal digits
   * @param leader id of the leader, empty when there is none
   * @param size bytes of the database file
   * @param used bytes of it in use; the rest is given back by a defragmentation
   * @param errors what it complains of
   */
  record EtcdStatus(
      String member,
      String leader,
      String version,
      String storageVersion,
      long size,
      long used,
      long raftIndex,
      long raftTerm,
      boolean learner,
      List<String> errors) {}

  /** The alarms raised in etcd, by whichever member. */
  List<EtcdAlarm> etcdAlarms(Node node);

  /**
   * @param member 16 hexadecimal digits
   * @param kind {@code NOSPACE} or {@code CORRUPT}
   */
  record EtcdAlarm(String member, String kind) {}

  /**
   * @return what was disarmed
   */
  List<EtcdAlarm> disarmEtcdAlarms(Node node);

  /** Gives free space back; etcd on that node answers nobody meanwhile. */
  void defragmentEtcd(Node node);

  /** Hands leadership to another member; empty when the node was not the leader. */
  Optional<String> forfeitEtcdLeadership(Node node);

  void leaveEtcd(Node node);

  /**
   * @param member 16 hexadecimal digits, not the node's own
   */
  void removeEtcdMember(Node asked, String member);

  /**
   * Streams a snapshot of etcd's database; {@link EtcdSnapshotCheck} tells whether it is whole.
   *
   * @return bytes written; the last 32 are the SHA-256 of what goes before
   * @throws IOException when it cannot be written
   */
  long snapshotEtcd(Node node, OutputStream to) throws IOException;

  /**
   * Uploads a snapshot to be recovered from by the next bootstrap.
   *
   * @throws IOException when it cannot be read
   */
  void uploadEtcdSnapshot(Node node, InputStream snapshot) throws IOException;

  /**
   * Bootstraps etcd from the uploaded snapshot.
   *
   * @param skipHashCheck for a database file copied from a data directory, which carries no hash
   */
  Machines.BootstrapAnswer recoverEtcd(Node node, boolean skipHashCheck);

  /**
   * Partitions and file systems found on the disks of the machine, in maintenance or configured.
   */
  List<FoundVolume> volumes(Node node);

  /**
   * What stands on a disk or partition (Talos {@code DiscoveredVolumes}).
   *
   * @param disk path of the disk it lies on
   * @param content such as {@code xfs}, {@code gpt}, {@code bluestore}; empty when Talos finds
   *     nothing
   * @param label of the partition or file system, or empty
   * @param size bytes
   */
  record FoundVolume(String path, String disk, String content, String label, long size) {}

  /** Overwrites the beginning of disks Talos does not use (Talos {@code BlockDeviceWipe}). */
  void wipeDisks(Node node, List<String> devices);
}
