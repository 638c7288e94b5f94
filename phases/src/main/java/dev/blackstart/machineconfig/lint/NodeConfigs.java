package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.value.Network;
import dev.blackstart.template.yaml.ScalarNode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The machine configs of a cluster, with what Talos takes where they say nothing. */
final class NodeConfigs {
  private static final int CLUSTER_DNS = 10;
  private static final String SERVICES = "cluster.network.serviceSubnets";

  private final Map<Node, MachineConfig> configs;

  NodeConfigs(Map<Node, MachineConfig> configs) {
    this.configs = configs;
  }

  Set<Node> nodes() {
    return configs.keySet();
  }

  /** Nodes whose config is such, in order. */
  List<Node> those(Predicate<MachineConfig> such) {
    return configs.entrySet().stream()
        .filter(entry -> such.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  MachineConfig of(Node node) {
    return configs.get(node);
  }

  /** The first control plane's word on what concerns the cluster. */
  Optional<ScalarNode> cluster(String path) {
    return configs.entrySet().stream()
        .filter(entry -> entry.getKey().isControlPlane())
        .flatMap(entry -> entry.getValue().v1alpha1().flatMap(r -> r.scalar(path)).stream())
        .findFirst();
  }

  boolean isClusterTrue(String path) {
    return cluster(path).filter(word -> word.text().equals("true")).isPresent();
  }

  /** Where a control plane says something, else something of which a part would say it. */
  Optional<Object> place(String path) {
    return cluster(path).map(ScalarNode::mark);
  }

  boolean hasControlPlane() {
    return nodes().stream().anyMatch(Node::isControlPlane);
  }

  Set<String> serviceNetworks() {
    return networks(SERVICES, "10.96.0.0/12");
  }

  boolean saysServiceNetworks() {
    return !those(config -> config.v1alpha1().filter(r -> r.at(SERVICES).isPresent()).isPresent())
        .isEmpty();
  }

  Set<String> podNetworks() {
    return networks("cluster.network.podSubnets", "10.244.0.0/16");
  }

  private Set<String> networks(String path, String fallback) {
    Set<String> said =
        configs.values().stream()
            .flatMap(config -> config.v1alpha1().stream())
            .flatMap(root -> root.scalars(path).stream())
            .map(ScalarNode::text)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return said.isEmpty() ? Set.of(fallback) : said;
  }

  /** Where a node's pods ask for names: the kubelet's word, else the tenth of the Services'. */
  List<String> askedForNames(Node node) {
    List<String> said =
        of(node).v1alpha1().stream()
            .flatMap(root -> root.scalars("machine.kubelet.clusterDNS").stream())
            .map(ScalarNode::text)
            .toList();
    return said.isEmpty()
        ? serviceNetworks().stream().flatMap(each -> tenth(each).stream()).toList()
        : said;
  }

  private static Optional<String> tenth(String network) {
    return Network.of(network)
        .map(net -> net.first().add(BigInteger.valueOf(CLUSTER_DNS)))
        .flatMap(number -> address(number, network.contains(":") ? 16 : 4));
  }

  private static Optional<String> address(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    byte[] digits = number.toByteArray();
    int count = Math.min(length, digits.length);
    System.arraycopy(digits, digits.length - count, bytes, length - count, count);
    try {
      return Optional.of(InetAddress.getByAddress(bytes).getHostAddress());
    } catch (UnknownHostException impossible) {
      return Optional.empty();
    }
  }

  /** The nodes in words: all of them, one, or one and how many more. */
  String name(List<Node> some) {
    if (some.size() == nodes().size()) {
      return "every node";
    }
    String first = "node " + some.getFirst().name();
    return some.size() == 1 ? first : first + " and " + (some.size() - 1) + " more";
  }
}
