package dev.blackstart.talos;

import dev.blackstart.machineconfig.pki.Certificates;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one public key and asks for nothing else: a machine in maintenance has a certificate it
 * signed itself. Without a pin it only notes what was offered.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final Optional<String> expected;
  private volatile List<X509Certificate> offered = List.of();

  PinnedTrust(Optional<String> expected) {
    this.expected = expected;
  }

  /** The chain last offered, leaf first; empty before the first handshake. */
  List<X509Certificate> offered() {
    return offered;
  }

  /** The fingerprint last offered. */
  Optional<String> offeredFingerprint() {
    return offered.stream().findFirst().map(leaf -> Certificates.fingerprint(leaf.getPublicKey()));
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    offered = List.of(chain);
    String fingerprint = offeredFingerprint().orElse("none");
    if (expected.isPresent() && !expected.get().equals(fingerprint)) {
      throw new CertificateException(
          "expected certificate fingerprint " + expected.get() + ", offered " + fingerprint);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
