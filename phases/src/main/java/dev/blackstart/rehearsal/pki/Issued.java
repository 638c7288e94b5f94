package dev.blackstart.rehearsal.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key and its certificate; holds a private key.
 *
 * @param chain leaf first, without the root
 */
public record Issued(PrivateKey key, List<X509Certificate> chain) {
  public Issued {
    chain = List.copyOf(chain);
  }

  /** The certificates as PEM text. */
  public String chainPem() {
    StringBuilder text = new StringBuilder();
    chain.forEach(certificate -> text.append(Pem.of(certificate)));
    return text.toString();
  }

  /** The key as PEM text (PKCS#8). */
  public String keyPem() {
    return Pem.of(key);
  }

  @Override
  public String toString() {
    return "Issued[" + chain.getFirst().getSubjectX500Principal() + ", key redacted]";
  }
}
