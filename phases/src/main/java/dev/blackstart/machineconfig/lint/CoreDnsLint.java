package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.value.Network;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Whether pods ask for names where CoreDNS is. */
final class CoreDnsLint {
  private static final String PATH = "service.clusterIP";
  private static final String ALL = "service.clusterIPs";
  private static final String DISABLED = "cluster.coreDNS.disabled";

  private final ReleaseSettings coredns;
  private final NodeConfigs nodes;
  private final Consumer<Finding> findings;

  CoreDnsLint(ReleaseSettings coredns, NodeConfigs nodes, Consumer<Finding> findings) {
    this.coredns = coredns;
    this.nodes = nodes;
    this.findings = findings;
  }

  void look() {
    if (nodes.hasControlPlane() && !nodes.isClusterTrue(DISABLED)) {
      findings.accept(
          Lint.COREDNS_TWICE.at(
              nodes.place(DISABLED).orElse(coredns.release().at()),
              "Talos installs CoreDNS, and release " + coredns.release().name() + " does too",
              "write cluster.coreDNS: {disabled: true} for the control planes"));
    }
    boolean ofCluster = coredns.isTrue("isClusterService", true);
    if (ofCluster && !coredns.isOpen(PATH) && !coredns.isOpen(ALL)) {
      addresses(
          coredns
              .texts(ALL)
              .filter(all -> !all.isEmpty())
              .or(() -> coredns.texts(PATH))
              .orElse(List.of()));
    }
  }

  private void addresses(List<String> own) {
    Set<String> services = nodes.serviceNetworks();
    for (String address : own) {
      Optional<Network> number = Network.of(address);
      if (number.isPresent() && services.stream().noneMatch(each -> contains(each, number.get()))) {
        findings.accept(
            Lint.COREDNS_ADDRESS.at(
                nodes.saysServiceNetworks(),
                place(),
                "CoreDNS wants " + address + ", Services have " + String.join(", ", services),
                "give it "
                    + asked(nodes.nodes().iterator().next())
                    + ", where pods ask for names"));
        return;
      }
    }
    List<Node> elsewhere = nodes.nodes().stream().filter(node -> !asks(node, own)).toList();
    if (!elsewhere.isEmpty()) {
      String asked = asked(elsewhere.getFirst());
      findings.accept(
          Lint.COREDNS_NOT_ASKED.at(
              place(),
              "pods on "
                  + nodes.name(elsewhere)
                  + " ask for names at "
                  + asked
                  + ", CoreDNS has "
                  + (own.isEmpty() ? "any address that is free" : String.join(", ", own)),
              "write service.clusterIP: " + asked));
    }
  }

  /** A cache on each node is asked in its place. */
  private boolean asks(Node node, List<String> own) {
    List<String> asked = nodes.askedForNames(node);
    return asked.stream().anyMatch(each -> each.startsWith("169.254."))
        || asked.stream()
            .map(Network::of)
            .anyMatch(each -> own.stream().map(Network::of).anyMatch(each::equals));
  }

  private String place() {
    return coredns.place(coredns.at(ALL).isPresent() ? ALL : PATH);
  }

  private String asked(Node node) {
    return String.join(", ", nodes.askedForNames(node));
  }

  private static boolean contains(String network, Network address) {
    return Network.of(network).filter(each -> each.contains(address)).isPresent();
  }
}
