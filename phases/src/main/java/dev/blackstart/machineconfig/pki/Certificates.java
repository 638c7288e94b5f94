package dev.blackstart.machineconfig.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates as PEM and as the objects JSSE works with. */
public final class Certificates {
  static final String LABEL = "CERTIFICATE";

  /** Enough of an identifier to tell two keys apart. */
  private static final int SHORT = 8;

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

  /** The first bytes of the identifier of the key that issued it; empty when it does not say. */
  public static Optional<String> issuerKey(X509Certificate certificate) {
    return extensions(certificate)
        .map(AuthorityKeyIdentifier::fromExtensions)
        .map(AuthorityKeyIdentifier::getKeyIdentifierOctets)
        .map(Certificates::shortened);
  }

  /** The same of its own key. */
  public static Optional<String> ownKey(X509Certificate certificate) {
    return extensions(certificate)
        .map(SubjectKeyIdentifier::fromExtensions)
        .map(SubjectKeyIdentifier::getKeyIdentifier)
        .map(Certificates::shortened);
  }

  private static String shortened(byte[] identifier) {
    byte[] first = Arrays.copyOf(identifier, Math.min(identifier.length, SHORT));
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(first);
  }

  private static Optional<Extensions> extensions(X509Certificate certificate) {
    try {
      return Optional.ofNullable(
          new X509CertificateHolder(certificate.getEncoded()).getExtensions());
    } catch (IOException | CertificateException | IllegalArgumentException unreadable) {
      return Optional.empty();
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
