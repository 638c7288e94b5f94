package dev.blackstart.machineconfig.mesh;

import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.machineconfig.pki.Subject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The one certificate authority of all clusters of a mesh, Cilium's own, with which each of them
 * issues what it serves and asks with.
 */
public final class MeshAuthority {
  /** What Cilium's chart gives its certificates: {@code certValidityDuration}, three years. */
  private static final Duration LIFETIME = Duration.ofDays(1095);

  private final CertificateAuthority authority;
  private final Instant now;

  private MeshAuthority(CertificateAuthority authority, Instant now) {
    this.authority = authority;
    this.now = now;
  }

  /** A new one; its key is of the kind Cilium's certgen makes. */
  public static MeshAuthority create(Instant now) {
    return new MeshAuthority(
        CertificateAuthority.create(Subject.commonName("Cilium CA"), KeyAlgorithm.ECDSA_P256, now),
        now);
  }

  /**
   * One that is there.
   *
   * @throws IllegalArgumentException when the two are no certificate and its key; they are not told
   */
  public static MeshAuthority of(String certificatePem, String keyPem, Instant now) {
    CertificateAuthority authority = new CertificateAuthority(certificatePem, keyPem);
    if (!fits(authority)) {
      throw new IllegalArgumentException("the key is not the certificate's");
    }
    return new MeshAuthority(authority, now);
  }

  private static boolean fits(CertificateAuthority authority) {
    try {
      PrivateKey key = authority.key();
      String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      Signature signature =
          Signature.getInstance(key.getAlgorithm().startsWith("Ed") ? "Ed25519" : algorithm);
      signature.initSign(key);
      signature.update(new byte[] {1});
      byte[] signed = signature.sign();
      signature.initVerify(authority.certificate().getPublicKey());
      signature.update(new byte[] {1});
      return signature.verify(signed);
    } catch (SignatureException other) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a key that cannot be used", e);
    }
  }

  public String certificatePem() {
    return authority.certificatePem();
  }

  String keyPem() {
    return authority.keyPem();
  }

  /** SHA-256 of the certificate, in hex: tells authorities apart and opens nothing. */
  public String fingerprint() {
    return fingerprint(authority.certificate());
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException everyJdkCan) {
      throw new IllegalStateException(everyJdkCan);
    }
  }

  /** A certificate of the chart's form: for serving and for asking. */
  IssuedCertificate issue(String commonName, List<String> names) {
    return authority.issue(
        new Leaf(
            Subject.commonName(commonName),
            Set.of(Leaf.Use.SERVER, Leaf.Use.CLIENT),
            names,
            LIFETIME),
        now);
  }

  static String base64(String pem) {
    return Pem.inBase64(pem);
  }

  @Override
  public String toString() {
    return "MeshAuthority[" + fingerprint() + "]";
  }
}
