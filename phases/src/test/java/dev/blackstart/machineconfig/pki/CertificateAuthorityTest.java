package dev.blackstart.machineconfig.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  @Test
  void theOsAuthorityIsAsTalosMakesIt() throws Exception {
    X509Certificate ca = CertificateAuthority.os(NOW).certificate();
    ca.verify(ca.getPublicKey());
    assertEquals("O=talos", ca.getSubjectX500Principal().getName());
    assertEquals("EdDSA", ca.getPublicKey().getAlgorithm());
    assertEquals(Integer.MAX_VALUE, ca.getBasicConstraints(), "a CA of unlimited path length");
    assertEquals(List.of(SERVER_AUTH, CLIENT_AUTH), ca.getExtendedKeyUsage());
    assertEquals(
        Duration.ofHours(87600),
        Duration.between(ca.getNotBefore().toInstant(), ca.getNotAfter().toInstant()));
    assertEquals(
        Set.of("2.5.29.15", "2.5.29.19"), ca.getCriticalExtensionOIDs(), "key usage, constraints");
    assertTrue(ca.getKeyUsage()[0] && ca.getKeyUsage()[5], "digitalSignature, keyCertSign");
  }

  @Test
  void everyAuthorityIsParsedByTheJdkItself() throws Exception {
    for (CertificateAuthority authority :
        List.of(
            CertificateAuthority.os(NOW),
            CertificateAuthority.kubernetes(NOW),
            CertificateAuthority.etcd(NOW),
            CertificateAuthority.aggregator(NOW))) {
      X509Certificate parsed = byTheJdk(authority.certificatePem());
      assertEquals(parsed, authority.certificate());
    }
  }

  @Test
  void aTalosClientMayOnlyBeAClientAndHasItsRoleAsOrganization() throws Exception {
    CertificateAuthority os = CertificateAuthority.os(NOW);
    X509Certificate client = os.issue(Leaf.talosClient("os:admin"), NOW).certificate();
    client.verify(os.certificate().getPublicKey());
    assertEquals(List.of(CLIENT_AUTH), client.getExtendedKeyUsage());
    assertEquals("O=os:admin", client.getSubjectX500Principal().getName());
    assertEquals(-1, client.getBasicConstraints());
    assertNull(client.getSubjectAlternativeNames());
    byte[] subjectKey = os.certificate().getExtensionValue("2.5.29.14");
    byte[] authorityKey = client.getExtensionValue("2.5.29.35");
    assertArrayEquals(tail(subjectKey), tail(authorityKey));
  }

  @Test
  void aServerIsKnownByItsNamesAndAddresses() throws Exception {
    CertificateAuthority os = CertificateAuthority.os(NOW);
    Leaf leaf = Leaf.talosServer("k8s-cp-1", List.of("k8s-cp-1", "10.25.11.11", "fd00::b"));
    X509Certificate server = os.issue(leaf, NOW).certificate();
    assertEquals(List.of(SERVER_AUTH), server.getExtendedKeyUsage());
    assertEquals(
        Set.of("2 k8s-cp-1", "7 10.25.11.11", "7 fd00:0:0:0:0:0:0:b"),
        server.getSubjectAlternativeNames().stream()
            .map(name -> name.get(0) + " " + name.get(1))
            .collect(Collectors.toSet()));
  }

  @Test
  void aClockThatIsALittleBehindAcceptsWhatWasIssuedNow() throws Exception {
    CertificateAuthority os = CertificateAuthority.os(NOW);
    X509Certificate leaf = os.issue(Leaf.talosClient("os:admin"), NOW).certificate();
    Date behind = Date.from(NOW.minus(Duration.ofMinutes(4)));
    os.certificate().checkValidity(behind);
    leaf.checkValidity(behind);
  }

  @Test
  void theKubernetesAuthoritySignsWithEcdsa() throws Exception {
    CertificateAuthority kubernetes = CertificateAuthority.kubernetes(NOW);
    X509Certificate admin = kubernetes.issue(Leaf.kubernetesAdmin(), NOW).certificate();
    admin.verify(kubernetes.certificate().getPublicKey());
    assertEquals("SHA256withECDSA", admin.getSigAlgName());
    assertEquals("CN=admin,O=system:masters", admin.getSubjectX500Principal().getName());
    assertTrue(admin.getKeyUsage()[0] && admin.getKeyUsage()[2]);
  }

  @Test
  void aMaintenanceCertificateIsRefusedByTheJdkAndReadByTheLenientFactory() throws Exception {
    CertificateAuthority nameless = CertificateAuthority.maintenance(NOW);
    IssuedCertificate issued = nameless.issue(Leaf.maintenanceServer(List.of("127.0.0.1")), NOW);
    assertThrows(CertificateException.class, () -> byTheJdk(issued.certificatePem()));
    X509Certificate read = issued.certificate();
    assertEquals("", read.getIssuerX500Principal().getName());
    assertEquals("EdDSA", read.getPublicKey().getAlgorithm());
    assertEquals(44, Certificates.fingerprint(read.getPublicKey()).length());
  }

  @Test
  void whatIsNoCertificateIsRefusedByBothParsers() {
    assertThrows(
        CertificateException.class,
        () ->
            LenientCertificateFactory.parse(new ByteArrayInputStream(new byte[] {48, 3, 2, 1, 0})));
  }

  @Test
  void nothingSecretIsPrinted() {
    CertificateAuthority os = CertificateAuthority.os(NOW);
    IssuedCertificate issued = os.issue(Leaf.talosClient("os:admin"), NOW);
    assertFalse((os + " " + issued).contains("BEGIN"));
  }

  private static X509Certificate byTheJdk(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", "SUN")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] tail(byte[] extension) {
    return java.util.Arrays.copyOfRange(extension, extension.length - 20, extension.length);
  }
}
