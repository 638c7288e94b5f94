package dev.blackstart.machineconfig.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate with its private key.
 *
 * @param certificatePem without its issuer
 * @param keyPem in the form Talos gives the key's algorithm
 */
public record IssuedCertificate(String certificatePem, String keyPem) {
  /** The certificate as JSSE needs it, even with an empty issuer. */
  public X509Certificate certificate() {
    return Certificates.read(certificatePem);
  }

  public PrivateKey key() {
    return PrivateKeyPem.read(keyPem);
  }

  @Override
  public String toString() {
    return "IssuedCertificate[redacted]";
  }
}
