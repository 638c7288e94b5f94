package dev.blackstart.rehearsal.node.etcd;

import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An etcd cluster: it has a leader and answers while more than half of its voters run. Changes only
 * within its world's turn.
 */
public final class EtcdCluster {
  private final String clusterId;
  private final EtcdDatabase origin;
  private final List<EtcdMember> members = new ArrayList<>();
  private Optional<EtcdMember> leader = Optional.empty();
  private final Set<EtcdMember> alarmed = new LinkedHashSet<>();
  private boolean downgrading;
  private long term = 1;
  private long nextId;
  private long writes = 4;

  /**
   * @param clusterId {@code cluster.id} of the machine configs, by which nodes find each other
   * @param seed of the members' ids
   * @param origin what it began with
   */
  EtcdCluster(String clusterId, long seed, EtcdDatabase origin) {
    this.clusterId = clusterId;
    this.origin = origin;
    this.nextId = seed;
  }

  public String clusterId() {
    return clusterId;
  }

  /** What it began with: nothing, or the snapshot it was recovered from. */
  public EtcdDatabase origin() {
    return origin;
  }

  public List<EtcdMember> members() {
    return List.copyOf(members);
  }

  public Optional<EtcdMember> leader() {
    return leader;
  }

  public long term() {
    return term;
  }

  /** The raft index: it moves with every change of membership. */
  public long index() {
    return writes;
  }

  /** Members that said they have no space left; it stays said until it is disarmed. */
  public List<EtcdMember> alarmed() {
    return List.copyOf(alarmed);
  }

  public void raise(EtcdMember member) {
    alarmed.add(member);
  }

  public void disarm() {
    alarmed.clear();
  }

  /** Whether it makes itself ready for an older etcd. */
  public boolean isDowngrading() {
    return downgrading;
  }

  public void downgrading(boolean now) {
    downgrading = now;
  }

  public boolean hasQuorum() {
    long voters = members.stream().filter(member -> !member.isLearner()).count();
    long running =
        members.stream().filter(member -> !member.isLearner() && member.isRunning()).count();
    return running * 2 > voters;
  }

  /** Why a member cannot be taken out (etcd 3.6, strict reconfiguration), if so. */
  public Optional<String> refusesRemoval(long id) {
    Optional<EtcdMember> member = members.stream().filter(one -> one.id() == id).findFirst();
    if (member.isEmpty()) {
      return Optional.of("etcdserver: member not found");
    }
    if (member.get().isLearner()) {
      return Optional.empty();
    }
    List<EtcdMember> voters = members.stream().filter(one -> !one.isLearner()).toList();
    int others = voters.size() - 1;
    long known = voters.stream().filter(one -> one.id() != id && !one.name().isEmpty()).count();
    if (known < others / 2 + 1) {
      return Optional.of("etcdserver: re-configuration failed due to not enough started members");
    }
    long active = voters.stream().filter(EtcdMember::isRunning).count();
    return member.get().isRunning() && active - 1 < 1 + others / 2
        ? Optional.of("etcdserver: unhealthy cluster")
        : Optional.empty();
  }

  EtcdMember add(String address, boolean learner) {
    nextId = nextId * 6364136223846793005L + 1442695040888963407L;
    EtcdMember member = new EtcdMember(this, nextId, address, learner);
    members.add(member);
    writes += 3;
    settle();
    return member;
  }

  /** A learner that has caught up becomes a voter. */
  public boolean promote(EtcdMember member) {
    if (!hasQuorum() || !member.isRunning() || !member.isLearner()) {
      return false;
    }
    member.promoted();
    writes += 3;
    settle();
    return true;
  }

  /**
   * @return whether it was there
   */
  public boolean remove(long id) {
    boolean there = members.removeIf(member -> member.id() == id);
    alarmed.removeIf(member -> member.id() == id);
    if (there) {
      writes += 3;
      settle();
    }
    return there;
  }

  /** The leader gives up its place to the next voter that runs. */
  public Optional<EtcdMember> moveLeader() {
    Optional<EtcdMember> old = leader;
    Optional<EtcdMember> next =
        members.stream()
            .filter(member -> member.isRunning() && !member.isLearner())
            .filter(member -> old.filter(member::equals).isEmpty())
            .findFirst();
    next.ifPresent(this::elect);
    return next;
  }

  void settle() {
    boolean stands =
        hasQuorum() && leader.filter(one -> one.isRunning() && members.contains(one)).isPresent();
    if (stands) {
      return;
    }
    leader = Optional.empty();
    if (hasQuorum()) {
      members.stream()
          .filter(member -> member.isRunning() && !member.isLearner())
          .findFirst()
          .ifPresent(this::elect);
    }
  }

  private void elect(EtcdMember member) {
    leader = Optional.of(member);
    term++;
  }
}
