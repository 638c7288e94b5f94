package dev.blackstart.rehearsal;

import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keys and certificates of the Kubernetes control plane, issued as Talos issues them from the
 * cluster's own CA in its machine config.
 */
record ClusterKeys(
    CertificateAuthority authority,
    IssuedCertificate serving,
    IssuedCertificate admin,
    String serviceAccountKey,
    String aggregatorAuthority) {

  /**
   * @param addresses true and loopback addresses of the control planes
   */
  static ClusterKeys of(NodeConfig config, List<String> addresses, Instant now) {
    CertificateAuthority authority =
        new CertificateAuthority(
            config.pem("cluster.ca.crt").orElseThrow(), config.pem("cluster.ca.key").orElseThrow());
    Set<String> names = new LinkedHashSet<>(addresses);
    names.add("127.0.0.1");
    names.add("localhost");
    names.add("kubernetes");
    names.add("kubernetes.default");
    names.add("kubernetes.default.svc");
    names.add(
        "kubernetes.default.svc."
            + config.text("cluster.network.dnsDomain").orElse("cluster.local"));
    names.add(config.endpoint().getHost());
    names.addAll(config.texts("cluster.apiServer.certSANs"));
    return new ClusterKeys(
        authority,
        authority.issue(Leaf.apiServer(new ArrayList<>(names)), now),
        authority.issue(Leaf.kubernetesAdmin(), now),
        config.pem("cluster.serviceAccount.key").orElse(""),
        config.pem("cluster.aggregatorCA.crt").orElse(""));
  }

  @Override
  public String toString() {
    return "ClusterKeys[redacted]";
  }
}
