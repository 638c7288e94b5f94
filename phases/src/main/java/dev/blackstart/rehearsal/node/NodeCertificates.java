package dev.blackstart.rehearsal.node;

import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.wire.NodeServer.Tls;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The certificates of a node's API. In maintenance a nameless throw-away CA issues one; a
 * configured control plane issues its own, and a worker has a control plane's trustd issue it.
 */
final class NodeCertificates {
  private final SimulatedNode node;
  private final Machinery machinery;

  NodeCertificates(SimulatedNode node, Machinery machinery) {
    this.node = node;
    this.machinery = machinery;
  }

  /** A new one for maintenance. */
  IssuedCertificate issueForMaintenance() {
    Instant now = machinery.agenda().wall();
    List<String> names = names(node.stableName(), List.of());
    return CertificateAuthority.maintenance(now).issue(Leaf.maintenanceServer(names), now);
  }

  /** What the API certificate still waits for; within a turn. */
  Optional<String> missing(Boot boot) {
    if (!boot.isNetworkReady() || authority(boot).isEmpty()) {
      return Optional.of("api certificates");
    }
    return Optional.empty();
  }

  /** Issues when it is asked; call within a turn. */
  Supplier<Tls> apidTls(Boot boot) {
    NodeConfig config = boot.config().orElseThrow();
    CertificateAuthority authority = authority(boot).orElseThrow();
    String hostname = boot.hostname();
    return () -> {
      List<String> names = names(hostname, config.texts("machine.certSANs"));
      IssuedCertificate leaf =
          authority.issue(Leaf.talosServer(hostname, names), machinery.agenda().wall());
      List<X509Certificate> accepted = new ArrayList<>();
      accepted.add(authority.certificate());
      config
          .certificates("machine.acceptedCAs")
          .forEach(pem -> accepted.addAll(Certificates.readAll(pem)));
      return Tls.mutual(leaf.certificate(), leaf.key(), accepted);
    };
  }

  private Optional<CertificateAuthority> authority(Boot boot) {
    NodeConfig config = boot.config().orElseThrow();
    if (config.isControlPlane()) {
      return own(config);
    }
    return machinery.nodes().stream()
        .flatMap(other -> other.boot().stream())
        .filter(other -> other.isControlPlane() && other.services().isUp("trustd"))
        .flatMap(other -> other.config().stream())
        .filter(
            other -> same(config, other, "machine.token") && same(config, other, "machine.ca.crt"))
        .flatMap(other -> own(other).stream())
        .findFirst();
  }

  private static Optional<CertificateAuthority> own(NodeConfig config) {
    return config
        .pem("machine.ca.crt")
        .flatMap(
            certificate ->
                config
                    .pem("machine.ca.key")
                    .map(key -> new CertificateAuthority(certificate, key)));
  }

  private static boolean same(NodeConfig one, NodeConfig other, String path) {
    return one.text(path).isPresent() && one.text(path).equals(other.text(path));
  }

  private List<String> names(String hostname, List<String> more) {
    Set<String> names = new LinkedHashSet<>();
    names.add(node.address());
    names.add(node.loopback());
    names.add("127.0.0.1");
    names.add(hostname);
    names.addAll(more);
    return List.copyOf(names);
  }
}
