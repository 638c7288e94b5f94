package dev.blackstart.rehearsal.node.etcd;

import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every etcd cluster of a world. There should be one for each {@code cluster.id}; a second
 * bootstrap on another node makes a second one, as it would in life.
 */
public final class EtcdClusters {
  private final List<EtcdCluster> clusters = new ArrayList<>();
  private final List<Bootstrap> bootstraps = new ArrayList<>();

  /** That a cluster was founded, on which node and when in world time. */
  public record Bootstrap(String clusterId, String address, Instant at) {}

  /**
   * Founds a cluster of one member.
   *
   * @param origin what it begins with
   */
  public EtcdMember bootstrap(String clusterId, String address, Instant at, EtcdDatabase origin) {
    EtcdCluster cluster =
        new EtcdCluster(clusterId, (clusterId + address + bootstraps.size()).hashCode(), origin);
    clusters.add(cluster);
    bootstraps.add(new Bootstrap(clusterId, address, at));
    return cluster.add(address, false);
  }

  /** Joins the first cluster found that answers, as a learner; an old member of that name goes. */
  public Optional<EtcdMember> join(String clusterId, String address, String name) {
    return answering(clusterId)
        .map(
            cluster -> {
              cluster.members().stream()
                  .filter(member -> member.name().equals(name))
                  .forEach(member -> cluster.remove(member.id()));
              return cluster.add(address, true);
            });
  }

  /** The first cluster of this {@code cluster.id} that answers. */
  public Optional<EtcdCluster> answering(String clusterId) {
    return clusters.stream()
        .filter(cluster -> cluster.clusterId().equals(clusterId) && cluster.hasQuorum())
        .findFirst();
  }

  /** How often etcd was bootstrapped, oldest first. */
  public List<Bootstrap> bootstraps() {
    return List.copyOf(bootstraps);
  }
}
