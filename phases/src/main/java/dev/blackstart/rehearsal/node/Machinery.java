package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.node.config.ConfigRules;
import dev.blackstart.rehearsal.node.etcd.EtcdClusters;
import dev.blackstart.rehearsal.node.etcd.EtcdDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the machines of one world share. */
final class Machinery {
  private static final Duration LONG_AGO = Duration.ofDays(3 * 365);

  private final Agenda agenda;
  private final ConfigRules rules;
  private final EtcdDatabases databases;
  private final Turn turn;
  private final EtcdClusters etcd = new EtcdClusters();
  private final List<SimulatedNode> nodes = new ArrayList<>();

  private final Set<String> stale = ConcurrentHashMap.newKeySet();

  private volatile Optional<KubernetesView> kubernetes = Optional.empty();

  Machinery(Agenda agenda, ConfigRules rules, EtcdDatabases databases) {
    this.databases = databases;
    this.agenda = agenda;
    this.rules = rules;
    this.turn = new Turn(agenda);
  }

  void add(SimulatedNode node) {
    nodes.add(node);
    turn.of(nodes);
  }

  Agenda agenda() {
    return agenda;
  }

  ConfigRules rules() {
    return rules;
  }

  Turn turn() {
    return turn;
  }

  EtcdClusters etcd() {
    return etcd;
  }

  EtcdDatabases databases() {
    return databases;
  }

  List<SimulatedNode> nodes() {
    return List.copyOf(nodes);
  }

  /** There is a Kubernetes now, and this is how nodes see it. */
  void kubernetes(KubernetesView view) {
    kubernetes = Optional.of(view);
  }

  Optional<KubernetesView> kubernetes() {
    return kubernetes;
  }

  /** The first kubeconfig that the node of an address makes has expired. */
  void stale(String address) {
    stale.add(address);
  }

  /** When a kubeconfig that a node makes now was made, by its certificate. */
  Instant kubeconfigFrom(String address) {
    return stale.remove(address) ? agenda.wall().minus(LONG_AGO) : agenda.wall();
  }

  /** A node by address, loopback address or host name. */
  Optional<SimulatedNode> find(String name) {
    return nodes.stream().filter(node -> node.isCalled(name)).findFirst();
  }
}
