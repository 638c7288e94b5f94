package dev.blackstart.rehearsal.node.etcd;

/** A member of an etcd cluster. Changes only within its world's turn. */
public final class EtcdMember {
  private final EtcdCluster cluster;
  private final long id;
  private final String address;
  private String name = "";
  private boolean learner;
  private boolean running;
  private long defragmentedAt;

  EtcdMember(EtcdCluster cluster, long id, String address, boolean learner) {
    this.cluster = cluster;
    this.id = id;
    this.address = address;
    this.learner = learner;
  }

  public EtcdCluster cluster() {
    return cluster;
  }

  public long id() {
    return id;
  }

  /** As 16 hexadecimal digits. */
  public String hexId() {
    return String.format("%016x", id);
  }

  /** Empty until it has started for the first time. */
  public String name() {
    return name;
  }

  public String peerUrl() {
    return "https://" + address + ":2380";
  }

  public String clientUrl() {
    return "https://" + address + ":2379";
  }

  public boolean isLearner() {
    return learner;
  }

  public boolean isRunning() {
    return running;
  }

  /** The revision at which it last gave its free space back. */
  public long defragmentedAt() {
    return defragmentedAt;
  }

  public void defragmented(long revision) {
    defragmentedAt = revision;
  }

  public void started(String name) {
    this.name = name;
    running = true;
    cluster.settle();
  }

  public void stopped() {
    running = false;
    cluster.settle();
  }

  void promoted() {
    learner = false;
  }
}
