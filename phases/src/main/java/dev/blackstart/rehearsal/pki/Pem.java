package dev.blackstart.rehearsal.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Keys and certificates as PEM text and back. */
public final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  public static String of(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate that cannot be encoded", e);
    }
  }

  public static String of(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  /**
   * The key in the older form of its algorithm (PKCS#1, SEC 1), from which Kubernetes also takes
   * the public key.
   */
  public static String traditional(PrivateKey key) {
    try {
      PrivateKeyInfo whole = PrivateKeyInfo.getInstance(key.getEncoded());
      if (!key.getAlgorithm().equals("EC")) {
        return block("RSA PRIVATE KEY", whole.parsePrivateKey().toASN1Primitive().getEncoded());
      }
      ECPrivateKey inner = ECPrivateKey.getInstance(whole.parsePrivateKey());
      int bits = ((ECKey) key).getParams().getOrder().bitLength();
      // The curve is named outside in PKCS#8 and inside here.
      return block(
          "EC PRIVATE KEY",
          new ECPrivateKey(bits, inner.getKey(), whole.getPrivateKeyAlgorithm().getParameters())
              .getEncoded());
    } catch (IOException e) {
      throw new IllegalArgumentException("a key that cannot be encoded", e);
    }
  }

  static String block(String type, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, LINES.encodeToString(der), type);
  }

  /** Every certificate in a text. */
  public static List<X509Certificate> certificates(String pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not certificates in PEM", e);
    }
  }

  /** A private key in PKCS#8 or, as Kubernetes likes it, in the older form of its algorithm. */
  public static PrivateKey privateKey(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      Object read = parser.readObject();
      return switch (read) {
        case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
        case PrivateKeyInfo key -> converter.getPrivateKey(key);
        case null, default -> throw new IllegalArgumentException("not a private key in PEM");
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("not a private key in PEM", e);
    }
  }
}
