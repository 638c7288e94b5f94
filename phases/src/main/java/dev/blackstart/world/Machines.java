package dev.blackstart.world;

import dev.blackstart.cluster.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The machines, through the Talos API. Every call has a wall deadline of its own; a node that does
 * not answer is a report, not an exception, except where an act was asked for.
 */
public interface Machines extends AutoCloseable {
  /**
   * What is known of the node now. The first call dials; from then on the node is watched and the
   * newest knowledge is returned at once.
   */
  MachineReport report(Node node);

  /** Raised whenever any report changes. */
  Signal changes();

  /**
   * Applies a machine config in maintenance mode.
   *
   * @param fingerprint the certificate that must be offered; refused when another one is
   * @return warnings of the node
   * @throws Failure REFUSED with the node's own words, UNREACHABLE
   */
  List<String> apply(Node node, RenderedConfig config, Optional<String> fingerprint);

  /**
   * Bootstraps etcd on this node.
   *
   * @throws Failure REFUSED, UNREACHABLE
   */
  BootstrapAnswer bootstrap(Node node);

  /** What a node said to a bootstrap. */
  enum BootstrapAnswer {
    ACCEPTED,
    /** Its etcd data directory is not empty. */
    ALREADY_BOOTSTRAPPED,
    /** Not yet: time not in sync, CRI not up, or it fell silent before it answered; ask again. */
    NOT_YET
  }

  /**
   * The members etcd on this node knows; empty while etcd does not answer.
   *
   * @throws Failure REFUSED when the node is no control plane
   */
  List<EtcdMember> etcdMembers(Node node);

  /**
   * @param id as 16 hexadecimal digits
   * @param hostname empty until the member has started
   */
  record EtcdMember(String id, String hostname, List<String> peerUrls, boolean learner) {}

  /**
   * An admin kubeconfig as the node makes it.
   *
   * @throws Failure UNREACHABLE, REFUSED
   */
  Kubeconfig kubeconfig(Node node, Server server);

  /** Where a kubeconfig leads. */
  enum Server {
    /**
     * To the node's own API server as it is dialled from here: the cluster's endpoint may not
     * answer before there is a network.
     */
    OF_NODE,
    /** To the cluster's endpoint. */
    OF_CLUSTER
  }

  /** The disks of the machine, in maintenance or configured; empty when it does not answer. */
  List<Disk> disks(Node node);

  /**
   * A disk (Talos 1.12 {@code DiskSpec}).
   *
   * @param path such as {@code /dev/sda}
   * @param size bytes
   * @param transport such as {@code nvme}, {@code sata}
   * @param rotational true for spinning disks
   * @param symlinks other paths it is known by, such as {@code /dev/disk/by-id/ata-…}
   */
  record Disk(
      String path,
      long size,
      String model,
      String serial,
      String wwid,
      String uuid,
      String modalias,
      String busPath,
      String transport,
      boolean rotational,
      boolean readOnly,
      boolean cdrom,
      List<String> symlinks) {}

  /** The clock of the machine, in maintenance or configured; absent when it does not answer. */
  Optional<Clock> clock(Node node);

  /**
   * What a machine's clock shows. In maintenance nobody tells the time, but what the machine stamps
   * does, with bounds.
   *
   * @param earliest it cannot show less
   * @param latest it cannot show more
   */
  record Clock(Instant earliest, Instant latest) {
    /** How far it is from a moment: negative when it is behind, zero when that is not sure. */
    public Duration from(Instant moment) {
      if (earliest.isAfter(moment)) {
        return Duration.between(moment, earliest);
      }
      return latest.isBefore(moment) ? Duration.between(moment, latest) : Duration.ZERO;
    }
  }

  /** Digest of the config the configured node runs, as {@link RenderedConfig#digest} counts it. */
  Optional<String> configDigest(Node node);

  @Override
  void close();
}
