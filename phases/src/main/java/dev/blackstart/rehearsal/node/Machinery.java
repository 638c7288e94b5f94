package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.control.Agenda;
import dev.blackstart.rehearsal.node.config.ConfigRules;
import dev.blackstart.rehearsal.node.etcd.EtcdClusters;
import dev.blackstart.rehearsal.node.etcd.EtcdDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the machines of one world share. */
final class Machinery {
  private final Agenda agenda;
  private final ConfigRules rules;
  private final EtcdDatabases databases;
  private final Turn turn;
  private final EtcdClusters etcd = new EtcdClusters();
  private final List<SimulatedNode> nodes = new ArrayList<>();

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

  /** A node by address, loopback address or host name. */
  Optional<SimulatedNode> find(String name) {
    return nodes.stream().filter(node -> node.isCalled(name)).findFirst();
  }
}
