package dev.blackstart.machineconfig.review;

import dev.blackstart.cluster.Finding;
import dev.blackstart.machineconfig.value.Network;
import dev.blackstart.template.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Addresses that do not go together, which Talos does not look at. */
final class AddressReview {
  private final List<ReviewedNode> nodes;
  private final Consumer<Finding> findings;

  AddressReview(List<ReviewedNode> nodes, Consumer<Finding> findings) {
    this.nodes = nodes;
    this.findings = findings;
  }

  void look() {
    for (ReviewedNode node : nodes) {
      node.links().forEach(this::link);
      ofKubelet(node);
      networks(node);
    }
  }

  private void link(ReviewedNode.Link link) {
    List<Network> own =
        link.addresses().stream()
            .filter(address -> address.text().contains("/"))
            .flatMap(address -> Network.of(address.text()).stream())
            .toList();
    boolean known = !own.isEmpty() && own.stream().allMatch(net -> net.bits() < net.width() - 1);
    for (ScalarNode gateway : link.gateways()) {
      if (known && isOutside(gateway, own)) {
        findings.accept(
            ConfigFinding.GATEWAY_OUTSIDE.at(
                gateway.mark(),
                "the gateway " + gateway.text() + " is in no network of its link",
                "correct it, or the prefix of the link's addresses"));
      }
    }
    for (ScalarNode virtual : link.virtual()) {
      taken(virtual);
      if (known && isOutside(virtual, own)) {
        findings.accept(
            ConfigFinding.VIP_OUTSIDE.at(
                virtual.mark(),
                "the shared address " + virtual.text() + " is in no network of its link",
                "take one of the network its control planes are in"));
      }
    }
  }

  private void taken(ScalarNode virtual) {
    nodes.stream()
        .filter(node -> node.node().address().equals(virtual.text()))
        .findFirst()
        .ifPresent(
            node ->
                findings.accept(
                    ConfigFinding.VIP_TAKEN.at(
                        virtual.mark(),
                        "the shared address "
                            + virtual.text()
                            + " is the address of node "
                            + node.node().name(),
                        "take an address that no machine has")));
  }

  private void ofKubelet(ReviewedNode node) {
    List<ScalarNode> listed = node.scalars("machine.kubelet.nodeIP.validSubnets");
    Optional<Network> own = Network.of(node.node().address());
    List<Network> allowed =
        listed.stream()
            .filter(subnet -> !subnet.text().startsWith("!"))
            .flatMap(subnet -> Network.of(subnet.text()).stream())
            .filter(net -> own.filter(address -> address.width() == net.width()).isPresent())
            .toList();
    boolean outside = allowed.stream().noneMatch(net -> net.contains(own.orElseThrow()));
    if (!allowed.isEmpty() && outside) {
      findings.accept(
          ConfigFinding.ADDRESS_OUTSIDE.at(
              listed.getFirst().mark(),
              "the address "
                  + node.node().address()
                  + " of node "
                  + node.node().name()
                  + " is in none of the networks its kubelet may use",
              "add its network to validSubnets, or correct the address"));
    }
  }

  private void networks(ReviewedNode node) {
    List<ScalarNode> pods = node.scalars("cluster.network.podSubnets");
    List<ScalarNode> services = node.scalars("cluster.network.serviceSubnets");
    for (ScalarNode pod : pods) {
      for (ScalarNode service : services) {
        overlap(pod, "the pods' network " + pod.text(), "the services' " + service.text(), service);
      }
    }
    List<ScalarNode> all = new ArrayList<>(pods);
    all.addAll(services);
    for (ScalarNode network : all) {
      for (ReviewedNode other : nodes) {
        String address = other.node().address();
        overlap(
            network,
            "the network "
                + network.text()
                + " of "
                + (pods.contains(network) ? "pods" : "services"),
            "the address " + address + " of node " + other.node().name(),
            ScalarNode.plain(network.mark(), address));
      }
    }
  }

  private void overlap(ScalarNode at, String one, String two, ScalarNode other) {
    Optional<Network> left = Network.of(at.text());
    Optional<Network> right = Network.of(other.text());
    if (left.isPresent() && right.isPresent() && left.get().overlaps(right.get())) {
      findings.accept(
          ConfigFinding.NETWORKS_OVERLAP.at(
              at.mark(), one + " overlaps with " + two, "give each a network of its own"));
    }
  }

  private static boolean isOutside(ScalarNode address, List<Network> networks) {
    Optional<Network> one = Network.of(address.text());
    return one.isPresent()
        && networks.stream().anyMatch(net -> net.width() == one.get().width())
        && networks.stream().noneMatch(net -> net.contains(one.get()));
  }
}
