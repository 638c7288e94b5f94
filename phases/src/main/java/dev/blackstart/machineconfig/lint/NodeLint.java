package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What nodes are told to leave to others, and nobody does. */
final class NodeLint {
  private static final String CNI = "cluster.network.cni.name";
  private static final String COREDNS = "cluster.coreDNS.disabled";
  private static final String ROTATE = "machine.kubelet.extraArgs.rotate-server-certificates";
  private static final String SCHEDULING = "cluster.allowSchedulingOnControlPlanes";
  private static final List<String> NETWORKS =
      List.of(
          "cilium",
          "calico",
          "tigera",
          "flannel",
          "kube-ovn",
          "antrea",
          "canal",
          "kube-router",
          "weave",
          "ovn-kubernetes");
  private static final List<String> APPROVERS =
      List.of("csr-approver", "cert-approver", "talos-cloud-controller-manager", "rubber-stamp");

  private final ClusterSpec spec;
  private final NodeConfigs nodes;
  private final Lints.Files files;
  private final Consumer<Finding> findings;

  NodeLint(ClusterSpec spec, NodeConfigs nodes, Lints.Files files, Consumer<Finding> findings) {
    this.spec = spec;
    this.nodes = nodes;
    this.files = files;
    this.findings = findings;
  }

  /**
   * @param complete whether all releases could be read
   */
  void look(boolean complete) {
    if (complete && !spec.releases().isEmpty()) {
      cni();
      coreDns();
    }
    certificates();
    scheduling();
  }

  private void cni() {
    nodes
        .cluster(CNI)
        .filter(name -> name.text().equals("none") && !isBrought(NETWORKS))
        .ifPresent(
            name ->
                findings.accept(
                    Lint.CNI_NONE.at(
                        name.mark(),
                        "Talos installs no network and no release brings one: nodes stay NotReady",
                        "add a release of Cilium or another network to the bootstrap")));
  }

  private void coreDns() {
    nodes
        .cluster(COREDNS)
        .filter(disabled -> disabled.text().equals("true") && !isBrought(List.of("coredns")))
        .ifPresent(
            disabled ->
                findings.accept(
                    Lint.COREDNS_NONE.at(
                        disabled.mark(),
                        "Talos installs no CoreDNS and no release brings it: pods, Flux among them,"
                            + " resolve no name",
                        "add a release of CoreDNS to the bootstrap, or leave it to Talos")));
  }

  private void certificates() {
    List<Node> asking = nodes.those(config -> config.text(ROTATE).equals(Optional.of("true")));
    if (asking.isEmpty() || isBrought(APPROVERS) || files.mention(APPROVERS)) {
      return;
    }
    findings.accept(
        Lint.KUBELET_CERTIFICATES.at(
            nodes
                .of(asking.getFirst())
                .v1alpha1()
                .flatMap(root -> root.scalar(ROTATE))
                .map(ScalarNode::mark)
                .orElseThrow(),
            "the kubelet of "
                + nodes.name(asking)
                + " asks for a serving certificate, and nothing approves it: logs and exec answer"
                + " tls: internal error",
            "add kubelet-csr-approver, or take rotate-server-certificates away"));
  }

  private void scheduling() {
    boolean workers = spec.nodes().stream().anyMatch(node -> !node.isControlPlane());
    boolean allowed =
        nodes.isClusterTrue(SCHEDULING) || nodes.isClusterTrue("cluster.allowSchedulingOnMasters");
    if (!workers && nodes.hasControlPlane() && !allowed) {
      findings.accept(
          Lint.NOWHERE_TO_RUN.at(
              nodes.place(SCHEDULING).orElse("cluster " + spec.name()),
              "there are control planes only, and they take no pods that do not tolerate them",
              "write cluster.allowSchedulingOnControlPlanes: true for them, or add workers"));
    }
  }

  /** By a release, or by a manifest of the machine configs; what such a URL brings is not known. */
  private boolean isBrought(List<String> names) {
    boolean release =
        spec.releases().stream().anyMatch(each -> names.stream().anyMatch(name -> is(each, name)));
    return release
        || !scalars("cluster.extraManifests").isEmpty()
        || items("cluster.inlineManifests").stream()
            .anyMatch(
                manifest ->
                    names.stream()
                        .anyMatch(
                            name ->
                                (word(manifest, "name") + word(manifest, "contents"))
                                    .contains(name)));
  }

  private static boolean is(Release release, String name) {
    return release.name().contains(name) || release.chart().name().contains(name);
  }

  private static String word(YamlNode manifest, String key) {
    return manifest.text(key).orElse("").toLowerCase(Locale.ROOT);
  }

  private List<ScalarNode> scalars(String path) {
    return nodes.nodes().stream()
        .flatMap(node -> nodes.of(node).v1alpha1().stream())
        .flatMap(root -> root.scalars(path).stream())
        .toList();
  }

  private List<YamlNode> items(String path) {
    return nodes.nodes().stream()
        .flatMap(node -> nodes.of(node).v1alpha1().stream())
        .flatMap(root -> root.at(path).stream())
        .filter(ListNode.class::isInstance)
        .flatMap(list -> ((ListNode) list).items().stream())
        .toList();
  }
}
