package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.template.yaml.ScalarNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Whether Cilium's agents can start on nodes of Talos and find the API server. */
final class CiliumLint {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");
  private static final String PRISM = "machine.features.kubePrism.";
  private static final String PRISM_PORT = "7445";
  private static final String HOST = "k8sServiceHost";
  private static final String PORT = "k8sServicePort";

  private final ReleaseSettings cilium;
  private final NodeConfigs nodes;
  private final Consumer<Finding> findings;

  CiliumLint(ReleaseSettings cilium, NodeConfigs nodes, Consumer<Finding> findings) {
    this.cilium = cilium;
    this.nodes = nodes;
    this.findings = findings;
  }

  void look() {
    if (!cilium.isOpen(HOST) && !cilium.isOpen(PORT)) {
      apiServer(cilium.text(HOST, ""), cilium.text(PORT, ""));
    }
    if (!cilium.isTrue("securityContext.privileged", false)) {
      capabilities("securityContext.capabilities.ciliumAgent");
      capabilities("securityContext.capabilities.cleanCiliumState");
    }
    cgroup();
    kubeProxy();
    certificates();
  }

  private void apiServer(String host, String port) {
    if (LOCAL.contains(host)) {
      kubePrism(host, port);
    } else if (host.isEmpty()) {
      noHost();
    } else {
      endpoint(host, port);
    }
  }

  private void kubePrism(String host, String port) {
    List<Node> without =
        nodes.those(config -> !config.text(PRISM + "enabled").equals(Optional.of("true")));
    if (!without.isEmpty()) {
      Optional<Object> off = said(without.getFirst(), PRISM + "enabled");
      findings.accept(
          Lint.CILIUM_KUBEPRISM.at(
              off.isPresent(),
              off.orElseGet(() -> cilium.place(HOST)),
              "Cilium looks for the API server at "
                  + host
                  + ":"
                  + port
                  + ", and KubePrism is off on "
                  + nodes.name(without),
              "write machine.features.kubePrism: {enabled: true, port: 7445} for all nodes"));
      return;
    }
    List<Node> elsewhere = nodes.those(config -> !prismPort(config).equals(port));
    if (!elsewhere.isEmpty()) {
      findings.accept(
          Lint.CILIUM_KUBEPRISM.at(
              !port.isEmpty(),
              cilium.place(PORT),
              "Cilium looks for the API server at "
                  + (port.isEmpty() ? host + " and names no port" : host + ":" + port)
                  + ", KubePrism of "
                  + nodes.name(elsewhere)
                  + " listens at "
                  + prismPort(nodes.of(elsewhere.getFirst())),
              "give k8sServicePort the port of machine.features.kubePrism"));
    }
  }

  private static String prismPort(MachineConfig config) {
    return config.text(PRISM + "port").filter(port -> !port.equals("0")).orElse(PRISM_PORT);
  }

  /** Without kube-proxy the address of the Service kubernetes leads nowhere until Cilium is up. */
  private void noHost() {
    boolean elsewhere =
        cilium.at("k8sServiceHostRef.name").isPresent()
            || cilium.at("k8s.apiServerURLs").isPresent();
    if (nodes.isClusterTrue("cluster.proxy.disabled") && !elsewhere) {
      findings.accept(
          Lint.CILIUM_API_SERVER.at(
              false,
              cilium.place(HOST),
              "Cilium is told no address of the API server, and without kube-proxy it finds none",
              "write k8sServiceHost: localhost and k8sServicePort: 7445, with KubePrism enabled"));
    }
  }

  private void endpoint(String host, String port) {
    Optional<URI> endpoint =
        nodes.cluster("cluster.controlPlane.endpoint").flatMap(each -> uri(each.text()));
    boolean other =
        endpoint
            .filter(uri -> host.equals(uri.getHost()))
            .filter(uri -> !port.equals(String.valueOf(uri.getPort() < 0 ? 443 : uri.getPort())))
            .isPresent();
    if (other) {
      findings.accept(
          Lint.CILIUM_API_SERVER.at(
              !port.isEmpty(),
              cilium.place(PORT),
              "Cilium looks for the API server at "
                  + (port.isEmpty() ? host + " and names no port" : host + ":" + port)
                  + ", the cluster endpoint is "
                  + endpoint.get(),
              "give k8sServicePort the endpoint's port"));
    }
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException reference) {
      return Optional.empty();
    }
  }

  private void capabilities(String path) {
    if (cilium.isOpen(path)) {
      return;
    }
    Optional<List<String>> said = cilium.texts(path);
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (said.isEmpty() || said.get().stream().anyMatch(each -> each.endsWith("SYS_MODULE"))) {
      findings.accept(
          Lint.CILIUM_CAPABILITIES.at(
              said.isPresent(),
              cilium.place(path),
              (said.isEmpty() ? "the chart's own list for " + name : name)
                  + " has SYS_MODULE, which Talos gives no container: it cannot be created",
              "write " + path + " without SYS_MODULE"));
    }
  }

  private void cgroup() {
    String mount = "cgroup.autoMount.enabled";
    String root = "cgroup.hostRoot";
    if (cilium.isOpen(mount) || cilium.isOpen(root)) {
      return;
    }
    String where = cilium.text(root, "/run/cilium/cgroupv2").replaceAll("/+$", "");
    if (!where.equals("/sys/fs/cgroup")) {
      findings.accept(
          Lint.CILIUM_CGROUP.at(
              cilium.place(root),
              "Cilium "
                  + (cilium.isTrue(mount, true) ? "mounts cgroup2 at " : "looks for cgroup2 at ")
                  + where
                  + ", Talos has it at /sys/fs/cgroup",
              "write cgroup: {autoMount: {enabled: false}, hostRoot: /sys/fs/cgroup}"));
    }
  }

  private void kubeProxy() {
    String path = "kubeProxyReplacement";
    String replaced = cilium.text(path, "false");
    boolean none = nodes.isClusterTrue("cluster.proxy.disabled");
    if (cilium.isOpen(path) || !nodes.hasControlPlane()) {
      return;
    }
    if (none && Set.of("false", "disabled").contains(replaced)) {
      findings.accept(
          Lint.KUBE_PROXY_NONE.at(
              cilium.at(path).isPresent(),
              cilium.place(path),
              "Talos starts no kube-proxy and Cilium does not take its place: nodes reach no"
                  + " Service",
              "write kubeProxyReplacement: true"));
    }
    if (!none && Set.of("true", "strict").contains(replaced)) {
      findings.accept(
          Lint.KUBE_PROXY_TWICE.at(
              cilium.place(path),
              "Cilium takes the place of kube-proxy, which Talos starts too",
              "write cluster.proxy: {disabled: true} for the control planes"));
    }
  }

  private void certificates() {
    String path = "hubble.tls.auto.method";
    boolean made =
        cilium.isTrue("hubble.enabled", true)
            && cilium.isTrue("hubble.tls.enabled", true)
            && cilium.isTrue("hubble.tls.auto.enabled", true);
    if (made && cilium.text(path, "helm").equals("helm")) {
      findings.accept(
          Lint.CILIUM_CERTIFICATES.at(
              cilium.place(path),
              "Hubble's certificates are made anew by each rendering of the chart, and nobody"
                  + " renews them in between",
              "write hubble.tls.auto.method: cronJob or certmanager, or hubble.enabled: false"));
    }
  }

  private Optional<Object> said(Node node, String path) {
    return nodes.of(node).v1alpha1().flatMap(root -> root.scalar(path)).map(ScalarNode::mark);
  }
}
