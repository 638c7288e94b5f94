package dev.blackstart.machineconfig.review;

import dev.blackstart.cluster.Finding;
import dev.blackstart.machineconfig.document.SecretReference;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.template.yaml.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Secrets that nodes must have in common, must not have, or have for too long. */
final class SecretReview {
  private static final List<String> COMMON =
      List.of(
          "machine.token",
          "machine.ca.crt",
          "cluster.id",
          "cluster.secret",
          "cluster.token",
          "cluster.ca.crt",
          "cluster.secretboxEncryptionSecret",
          "cluster.aescbcEncryptionSecret",
          "cluster.aggregatorCA.crt",
          "cluster.serviceAccount.key",
          "cluster.etcd.ca.crt",
          "cluster.clusterName",
          "cluster.controlPlane.endpoint");

  private static final List<String> OF_CONTROL_PLANES =
      List.of(
          "cluster.secretboxEncryptionSecret",
          "cluster.aescbcEncryptionSecret",
          "cluster.aggregatorCA.key",
          "cluster.serviceAccount.key");

  private static final List<String> AUTHORITIES =
      List.of(
          "machine.ca.crt", "cluster.ca.crt", "cluster.aggregatorCA.crt", "cluster.etcd.ca.crt");

  private final List<ReviewedNode> nodes;
  private final Instant now;
  private final Consumer<Finding> findings;

  SecretReview(List<ReviewedNode> nodes, Instant now, Consumer<Finding> findings) {
    this.nodes = nodes;
    this.now = now;
    this.findings = findings;
  }

  void look() {
    COMMON.forEach(this::common);
    for (ReviewedNode node : nodes) {
      AUTHORITIES.forEach(path -> node.scalar(path).ifPresent(crt -> expired(path, crt)));
      if (!node.node().isControlPlane()) {
        OF_CONTROL_PLANES.forEach(
            path ->
                node.scalar(path).filter(s -> !s.text().isEmpty()).ifPresent(s -> extra(path, s)));
      }
    }
  }

  /** What an operator wrote twice and differently; the value is not said. */
  private void common(String path) {
    Optional<ScalarNode> first = Optional.empty();
    for (ReviewedNode node : nodes) {
      Optional<ScalarNode> own = node.scalar(path).filter(each -> !each.text().isEmpty());
      if (first.isPresent() && own.isPresent() && !own.get().text().equals(first.get().text())) {
        findings.accept(
            ConfigFinding.SECRETS_DIFFER.at(
                own.get().mark(),
                path
                    + " of node "
                    + node.node().name()
                    + " is another one than at "
                    + first.get().mark(),
                "give all nodes of the cluster the same"));
      }
      first = first.or(() -> own);
    }
  }

  private void extra(String path, ScalarNode secret) {
    findings.accept(
        ConfigFinding.SECRET_ON_WORKER.at(
            secret.mark(),
            path + " is given to a worker, which has no use for it",
            "keep it in what only control planes are given"));
  }

  private void expired(String path, ScalarNode crt) {
    if (SecretReference.isIn(crt.text())) {
      return;
    }
    try {
      String pem =
          new String(
              Base64.getDecoder().decode(crt.text().replaceAll("[\\r\\n]", "")),
              StandardCharsets.UTF_8);
      for (X509Certificate certificate : Certificates.readAll(pem)) {
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now)) {
          findings.accept(
              ConfigFinding.CA_EXPIRED.at(
                  crt.mark(),
                  path + " ran out on " + end.toString().substring(0, 10),
                  "make a new one: talosctl gen secrets, or rotate it on a cluster that runs"));
        }
      }
    } catch (IllegalArgumentException unreadable) {
      // What is no certificate is told when the config is checked.
    }
  }
}
