package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.value.Network;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Whether the networks Cilium makes go with those of the nodes. */
final class CiliumNetworkLint {
  private static final String HOST_DNS = "machine.features.hostDNS.";

  private final ReleaseSettings cilium;
  private final NodeConfigs nodes;
  private final Optional<ReleaseSettings> coreDns;
  private final Consumer<Finding> findings;

  /**
   * @param coreDns when the bootstrap brings it
   */
  CiliumNetworkLint(
      ReleaseSettings cilium,
      NodeConfigs nodes,
      Optional<ReleaseSettings> coreDns,
      Consumer<Finding> findings) {
    this.cilium = cilium;
    this.nodes = nodes;
    this.coreDns = coreDns;
    this.findings = findings;
  }

  void look() {
    otherCni();
    masquerade();
    if (cilium.isTrue("ipv4.enabled", true) && !cilium.isOpen("ipam.mode")) {
      pods();
    }
    mesh();
    policies();
  }

  private void otherCni() {
    String cni = nodes.cluster("cluster.network.cni.name").map(ScalarNode::text).orElse("flannel");
    if (nodes.hasControlPlane() && cni.equals("flannel")) {
      findings.accept(
          Lint.CNI_TWICE.at(
              nodes.place("cluster.network.cni.name").orElse(cilium.release().at()),
              "Talos installs Flannel beside Cilium",
              "write cluster.network.cni: {name: none} for the control planes"));
    }
  }

  /**
   * BPF host routing leads past the rules that bring answers of a node's own DNS back. Those who
   * route natively, or keep sockets of pods out of it, were not seen to suffer.
   */
  private void masquerade() {
    String path = "bpf.masquerade";
    List<Node> forwarding =
        nodes.those(
            config ->
                config.text(HOST_DNS + "enabled").equals(Optional.of("true"))
                    && config.text(HOST_DNS + "forwardKubeDNSToHost").equals(Optional.of("true")));
    boolean routed =
        cilium.isTrue(path, false)
            && Set.of("true", "strict").contains(cilium.text("kubeProxyReplacement", "false"))
            && !cilium.isTrue("bpf.hostLegacyRouting", false)
            && !cilium.isTrue("socketLB.hostNamespaceOnly", false)
            && !cilium.text("bpf.datapathMode", "veth").equals("netkit")
            && !isNative();
    if (routed && !forwarding.isEmpty() && coreDns.map(this::asksNode).orElse(true)) {
      findings.accept(
          Lint.DNS_MASQUERADE.at(
              cilium.place(path),
              "with bpf.masquerade answers of the DNS on "
                  + nodes.name(forwarding)
                  + " do not come back to CoreDNS (hostDNS.forwardKubeDNSToHost)",
              "write forwardKubeDNSToHost: false, or bpf.hostLegacyRouting: true for Cilium"));
    }
  }

  /** One that is told where to ask does not ask the node. */
  private boolean asksNode(ReleaseSettings own) {
    List<String> forwards =
        items(own.at("servers")).stream()
            .flatMap(server -> items(server.at("plugins")).stream())
            .filter(plugin -> plugin.text("name").equals(Optional.of("forward")))
            .flatMap(plugin -> plugin.text("parameters").stream())
            .toList();
    return forwards.isEmpty() || forwards.stream().anyMatch(each -> each.contains("resolv.conf"));
  }

  private void pods() {
    String mode = cilium.text("ipam.mode", "cluster-pool");
    if (mode.equals("cluster-pool")) {
      pool("ipam.operator.clusterPoolIPv4PodCIDRList");
    } else if (mode.equals("kubernetes")) {
      nativeRouting();
    }
  }

  private void pool(String path) {
    if (cilium.isOpen(path)) {
      return;
    }
    for (String pool : cilium.texts(path).orElse(List.of("10.0.0.0/8"))) {
      Optional<String> inside =
          nodes.nodes().stream()
              .filter(node -> overlap(pool, node.address()))
              .map(node -> "the address " + node.address() + " of node " + node.name())
              .findFirst()
              .or(
                  () ->
                      nodes.serviceNetworks().stream()
                          .filter(each -> overlap(pool, each))
                          .map(each -> "the Services' network " + each)
                          .findFirst());
      inside.ifPresent(
          other ->
              findings.accept(
                  Lint.CILIUM_POD_NETWORK.at(
                      cilium.place(path),
                      "Cilium's pool " + pool + " for pods overlaps with " + other,
                      "write a network of its own to " + path + ", or ipam.mode: kubernetes")));
    }
  }

  private void nativeRouting() {
    String path = "ipv4NativeRoutingCIDR";
    String network = cilium.text(path, "");
    if (network.isEmpty() || cilium.isOpen(path) || !isNative()) {
      return;
    }
    for (String pods : nodes.podNetworks()) {
      Optional<Network> routed = Network.of(network);
      Optional<Network> own = Network.of(pods);
      if (routed.isPresent()
          && own.filter(each -> each.width() == routed.get().width()).isPresent()
          && !routed.get().contains(own.get())) {
        findings.accept(
            Lint.CILIUM_POD_NETWORK.at(
                cilium.place(path),
                "Cilium routes " + network + " natively, pods have addresses of " + pods,
                "give ipv4NativeRoutingCIDR the podSubnets of the machine configs"));
      }
    }
  }

  private boolean isNative() {
    return cilium.text("routingMode", "tunnel").equals("native");
  }

  private void mesh() {
    boolean meshed =
        cilium.isTrue("clustermesh.useAPIServer", false)
            || cilium.isTrue("clustermesh.config.enabled", false);
    if (!meshed) {
      return;
    }
    if (!cilium.isOpen("cluster.id") && Set.of("", "0").contains(cilium.text("cluster.id", ""))) {
      findings.accept(
          Lint.CILIUM_MESH_IDENTITY.at(
              cilium.place("cluster.id"),
              "Cilium joins a cluster mesh and has no cluster.id",
              "give each cluster an id of its own, from 1 to 255"));
    }
    if (!cilium.isOpen("cluster.name")
        && Set.of("", "default").contains(cilium.text("cluster.name", "default"))) {
      findings.accept(
          Lint.CILIUM_MESH_IDENTITY.at(
              cilium.place("cluster.name"),
              "Cilium joins a cluster mesh and has no cluster.name of its own",
              "give each cluster a name of its own"));
    }
  }

  private void policies() {
    String path = "policyEnforcementMode";
    if (cilium.text(path, "default").equals("always") && !cilium.isTrue("policyAuditMode", false)) {
      findings.accept(
          Lint.CILIUM_DENIES_ALL.at(
              cilium.place(path),
              "Cilium denies what no policy allows, DNS, API server and webhooks of the bootstrap"
                  + " too, and policies come with Flux",
              "write policyEnforcementMode: default, and a default-deny policy into the Flux"
                  + " tree"));
    }
  }

  private static boolean overlap(String one, String two) {
    Optional<Network> left = Network.of(one);
    Optional<Network> right = Network.of(two);
    return left.isPresent() && right.isPresent() && left.get().overlaps(right.get());
  }

  private static List<YamlNode> items(Optional<YamlNode> node) {
    return node.filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of());
  }
}
