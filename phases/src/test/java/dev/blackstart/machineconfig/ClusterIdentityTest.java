package dev.blackstart.machineconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.machineconfig.pki.Pem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterIdentityTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String CA = certificate();

  @Test
  void whateverElseDiffersTheSameIdAndCasAreOneCluster() {
    assertEquals(
        List.of(),
        ClusterIdentity.differences(
            config("id: a, ca: {crt: " + CA + "}, clusterName: x"),
            config("id: a, ca: {crt: " + CA + "}, clusterName: y")));
  }

  @Test
  void aWorkerThatKnowsNoCaOfEtcdIsNotAnothers() {
    assertEquals(
        List.of(),
        ClusterIdentity.differences(
            config("ca: {crt: " + CA + "}"),
            config("id: a, ca: {crt: " + CA + "}, etcd: {ca: {crt: " + certificate() + "}}")));
  }

  @Test
  void anotherIdAndOtherCasAreToldWithoutSecrets() {
    List<String> told =
        ClusterIdentity.differences(
            config("id: secret, ca: {crt: " + certificate() + "}"),
            config("id: other, ca: {crt: " + CA + "}"));

    assertEquals(2, told.size());
    assertEquals("cluster.id is another one", told.getFirst());
    assertTrue(told.getLast().startsWith("its CA of Kubernetes is "), told::toString);
  }

  @Test
  void aCertificateTellsWhoseKeyIssuedIt() {
    CertificateAuthority authority = CertificateAuthority.os(NOW);
    IssuedCertificate node = authority.issue(Leaf.talosServer("a", List.of("10.0.0.1")), NOW);

    String own = Certificates.ownKey(authority.certificate()).orElseThrow();
    assertEquals(own, Certificates.issuerKey(node.certificate()).orElseThrow());
    assertTrue(own.matches("([0-9A-F]{2}:){7}[0-9A-F]{2}"), own);
  }

  private static MachineConfig config(String cluster) {
    return MachineConfig.parse("machine: {}\ncluster: {" + cluster + "}\n", "node.yaml");
  }

  private static String certificate() {
    return Pem.inBase64(CertificateAuthority.kubernetes(NOW).certificatePem());
  }
}
