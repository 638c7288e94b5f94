package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.Signature;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is written on a machine's disks and so survives a boot. */
final class Media {
  static final String STATE = "STATE";
  static final String EPHEMERAL = "EPHEMERAL";

  /** Where Talos is installed; empty on a machine that never was. */
  Optional<Disk> systemDisk = Optional.empty();

  /** The installed version; the one of the boot media while nothing is. */
  String version;

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

  /**
   * What others left on the disks, by device without {@code /dev/}: a disk or a partition of it.
   */
  final Map<String, Signature> leftovers = new TreeMap<>();

  private final String mediaVersion;

  Media(String mediaVersion) {
    this.mediaVersion = mediaVersion;
    this.version = mediaVersion;
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
    version = mediaVersion;
  }
}
