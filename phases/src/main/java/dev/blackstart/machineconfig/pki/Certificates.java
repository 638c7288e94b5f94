package dev.blackstart.machineconfig.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates as PEM and as the objects JSSE works with. */
public final class Certificates {
  static final String LABEL = "CERTIFICATE";

  private Certificates() {}

  /**
   * Reads the first certificate of a text. One without issuer is read too, see {@link
   * LenientCertificateFactory}.
   *
   * @throws IllegalArgumentException when there is none, or it cannot be read
   */
  public static X509Certificate read(String pem) {
    return readAll(pem).getFirst();
  }

  /** Reads every certificate of a text. */
  public static List<X509Certificate> readAll(String pem) {
    List<X509Certificate> certificates =
        blocks(pem).stream().map(block -> parse(block.der())).toList();
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("no certificate among the PEM blocks");
    }
    return certificates;
  }

  /**
   * What Talos prints on a machine's console and {@code talosctl --cert-fingerprint} takes: base64
   * of the SHA-256 of the public key (its SubjectPublicKeyInfo in DER).
   */
  public static String fingerprint(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  static X509CertificateHolder holder(String pem) {
    try (EmptyIssuer allowed = EmptyIssuer.allowed()) {
      return new X509CertificateHolder(blocks(pem).getFirst().der());
    } catch (IOException e) {
      throw new IllegalArgumentException("a certificate that cannot be read", e);
    }
  }

  private static List<Pem> blocks(String pem) {
    return Pem.read(pem).stream().filter(block -> block.label().equals(LABEL)).toList();
  }

  private static X509Certificate parse(byte[] der) {
    try {
      return LenientCertificateFactory.parse(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate that cannot be read", e);
    }
  }
}
