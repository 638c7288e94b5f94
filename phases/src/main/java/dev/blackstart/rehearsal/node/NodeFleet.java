package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.rehearsal.node.config.ConfigRules;
import dev.blackstart.rehearsal.node.etcd.EtcdClusters;
import dev.blackstart.rehearsal.node.etcd.EtcdDatabases;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import java.util.List;
import java.util.Optional;

/**
 * The machines of a world. They are made with {@link #add}, switched on with {@link #start}, and
 * then wait in maintenance for a config, as machines do that were booted long ago.
 */
public final class NodeFleet implements AutoCloseable {
  /** What the boot media of every machine carries. */
  public static final String TALOS = "v1.12.11";

  private static final int API_PORT = 50000;

  private final Machinery machinery;
  private final Loopback loopback;
  private final long seed;

  /**
   * @param loopback where the machines' addresses live
   * @param seed of the delays: the same seed, the same machines
   */
  public NodeFleet(Agenda agenda, Loopback loopback, ConfigRules rules, long seed) {
    this(agenda, loopback, rules, EtcdDatabases.UNTOUCHED, seed);
  }

  /**
   * @param databases what etcd holds on these machines
   */
  public NodeFleet(
      Agenda agenda, Loopback loopback, ConfigRules rules, EtcdDatabases databases, long seed) {
    this.machinery = new Machinery(agenda, rules, databases);
    this.loopback = loopback;
    this.seed = seed;
  }

  /** The first kubeconfig that the machine of this address makes has expired. */
  public void expireKubeconfig(String address) {
    machinery.stale(address);
  }

  /** A machine with everyday hardware, off. */
  public SimulatedNode add(String address) {
    return add(address, Hardware.of(address), TALOS);
  }

  /**
   * A machine, off.
   *
   * @param version of its boot media, such as {@code v1.12.11}
   */
  public SimulatedNode add(String address, Hardware hardware, String version) {
    SimulatedNode node =
        new SimulatedNode(
            address, loopback.at(address, API_PORT), hardware, version, seed, machinery);
    machinery.turn().take(() -> machinery.add(node));
    return node;
  }

  /** Switches all machines on; they are in maintenance at once and listen a moment later. */
  public void start() {
    machinery.nodes().forEach(node -> node.powerOn(true));
  }

  /** Returns when every machine's API has been open for the first time. */
  public void awaitListening() throws InterruptedException {
    for (SimulatedNode node : machinery.nodes()) {
      node.front().awaitListening();
    }
  }

  public List<SimulatedNode> nodes() {
    return machinery.nodes();
  }

  /** By true address, loopback address or host name. */
  public Optional<SimulatedNode> node(String name) {
    return machinery.turn().take(() -> machinery.find(name));
  }

  /** Every founding of an etcd cluster so far, oldest first; in a healthy world there is one. */
  public List<EtcdClusters.Bootstrap> bootstraps() {
    return machinery.turn().take(() -> machinery.etcd().bootstraps());
  }

  /** There is a Kubernetes now, and this is how nodes see it. */
  public void kubernetes(KubernetesView view) {
    machinery.kubernetes(view);
  }

  public void observe(NodeObserver observer) {
    machinery.turn().observe(observer);
  }

  /** Cuts the power of all machines; when it returns their ports refuse. */
  @Override
  public void close() {
    machinery.nodes().forEach(SimulatedNode::powerOff);
    try {
      for (SimulatedNode node : machinery.nodes()) {
        node.front().awaitPort();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
