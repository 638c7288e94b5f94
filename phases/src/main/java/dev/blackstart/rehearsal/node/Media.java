package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.Signature;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is written on a machine's disks and so survives a boot. */
final class Media {
  static final String STATE = "STATE";
  static final String EPHEMERAL = "EPHEMERAL";
  static final String META = "META";
  static final String EFI = "EFI";

  /** Keys of META under which a staged upgrade waits (Talos 1.12). */
  private static final int STAGED_IMAGE = 7;

  private static final int STAGED_OPTIONS = 8;

  /** Where Talos is installed; empty on a machine that never was. */
  Optional<Disk> systemDisk = Optional.empty();

  /** What runs: the installed one, or that of the boot media. */
  private InstalledTalos running;

  /** What the next boot runs, where it is another. */
  private Optional<InstalledTalos> next = Optional.empty();

  /** What was installed before, to be rolled back to. */
  Optional<InstalledTalos> previous = Optional.empty();

  /** On the STATE partition. */
  Optional<NodeConfig> config = Optional.empty();

  /** Below /var/lib/etcd. */
  Optional<EtcdMember> etcd = Optional.empty();

  /** A snapshot that was uploaded to be recovered from: /var/lib/etcd.snapshot. */
  Optional<ByteString> uploaded = Optional.empty();

  /** A recovery was broken off: /var/lib/etcd holds a database no member can start with. */
  boolean etcdDebris;

  /** Whether the container images of services and static pods lie below /var already. */
  boolean imagesPulled;

  final Map<Integer, String> meta = new TreeMap<>();

  /** Images below /var that somebody pulled by hand. */
  final Set<String> pulled = new TreeSet<>();

  /**
   * What others left on the disks, by device without {@code /dev/}: a disk or a partition of it.
   */
  final Map<String, Signature> leftovers = new TreeMap<>();

  private final InstalledTalos bootMedia;

  Media(String mediaVersion) {
    this.bootMedia = InstalledTalos.plain(mediaVersion);
    this.running = bootMedia;
  }

  /** The version that runs. */
  String version() {
    return running.version();
  }

  /** What an image factory built into what runs. */
  Optional<String> schematic() {
    return running.schematic();
  }

  void wipeState() {
    config = Optional.empty();
  }

  /** The etcd member is forgotten here; the cluster still counts it. */
  void wipeEphemeral() {
    etcd.ifPresent(EtcdMember::stopped);
    etcd = Optional.empty();
    uploaded = Optional.empty();
    etcdDebris = false;
    imagesPulled = false;
    pulled.clear();
  }

  /** Nothing of what others left on this disk, and its partitions, can be recognised any more. */
  void wipeLeftovers(Disk disk) {
    leftovers.keySet().removeIf(one -> one.equals(disk.name()) || disk.hasPart(one));
  }

  void wipeAll() {
    wipeState();
    wipeEphemeral();
    meta.clear();
    systemDisk.ifPresent(this::wipeLeftovers);
    systemDisk = Optional.empty();
    wipeBootloader();
  }

  /** The boot media take over. */
  void wipeBootloader() {
    next = Optional.of(bootMedia);
    previous = Optional.empty();
  }

  /** Without META a machine does not know that Talos is installed on it. */
  void wipeMeta() {
    meta.clear();
    systemDisk = Optional.empty();
  }

  /** Writes another system beside the one that runs. */
  void install(InstalledTalos installed) {
    previous = systemDisk.map(any -> running);
    next = Optional.of(installed);
    unstage();
  }

  /** A staged upgrade is tried once. */
  void unstage() {
    meta.remove(STAGED_IMAGE);
    meta.remove(STAGED_OPTIONS);
  }

  /** The system before takes over with the next boot; the one that runs can be gone back to. */
  void rollBack() {
    next = previous;
    previous = Optional.of(running);
  }

  /** The next boot begins with installing this. */
  void stage(InstallerImage image) {
    meta.put(STAGED_IMAGE, image.reference());
    meta.put(STAGED_OPTIONS, "{\"pull\":false,\"force\":false,\"upgrade\":true}");
  }

  Optional<InstallerImage> staged() {
    return Optional.ofNullable(meta.get(STAGED_IMAGE)).map(InstallerImage::new);
  }

  /** The machine starts what is to be started. */
  void begin() {
    running = next.orElse(running);
    next = Optional.empty();
  }
}
