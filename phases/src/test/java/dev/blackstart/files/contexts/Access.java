package dev.blackstart.files.contexts;

import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Kubeconfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Access to a cluster with a CA of its own, as its nodes give it. */
record Access(
    String cluster, CertificateAuthority authority, IssuedCertificate admin, String server) {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  static Access of(String cluster) {
    CertificateAuthority authority = CertificateAuthority.os(NOW);
    IssuedCertificate admin = authority.issue(Leaf.kubernetesAdmin(), NOW);
    return new Access(cluster, authority, admin, "https://10.0.0.5:6443");
  }

  /** The same cluster, given again. */
  Access again(String elsewhere) {
    return new Access(cluster, authority, admin, elsewhere);
  }

  String ca() {
    return authority.certificatePem();
  }

  Kubeconfig kubeconfig() {
    String user = "admin@" + cluster;
    return new Kubeconfig(
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: %1$s
          cluster:
            server: %3$s
            certificate-authority-data: %4$s
        users:
        - name: %2$s
          user:
            client-certificate-data: %5$s
            client-key-data: %6$s
        contexts:
        - context:
            cluster: %1$s
            namespace: default
            user: %2$s
          name: %2$s
        current-context: %2$s
        """
            .formatted(
                cluster,
                user,
                server,
                Pem.inBase64(ca()),
                Pem.inBase64(admin.certificatePem()),
                Pem.inBase64(admin.keyPem())));
  }

  String talosconfig(List<String> endpoints) {
    return TalosAccess.talosconfig(
        cluster, endpoints, List.of(), TalosAccess.admin(authority, NOW));
  }

  /** What the kubeconfig says. */
  Map<?, ?> read() {
    return (Map<?, ?>) Reading.KUBERNETES.read(Yaml.document(kubeconfig().yaml(), "access"));
  }
}
