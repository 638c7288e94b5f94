package dev.blackstart.rehearsal.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of its own (ECDSA P-256), as operators in a cluster make one. */
public final class Authority {
  private static final SecureRandom RANDOM = new SecureRandom();
  // Clocks of two programs on one machine may differ by their reading, not by more.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final PrivateKey key;
  private final X509Certificate certificate;

  private Authority(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** A new self-signed authority. */
  public static Authority named(String commonName, Instant now, Duration validFor) {
    KeyPair pair = newPair();
    X500Principal name = new X500Principal("CN=" + commonName);
    try {
      JcaX509v3CertificateBuilder builder = builder(name, name, pair, now, validFor);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
      return new Authority(pair.getPrivate(), sign(builder, pair.getPrivate()));
    } catch (CertIOException e) {
      throw new IllegalStateException("cannot make an authority", e);
    }
  }

  /** An authority whose key is at hand. */
  public static Authority of(String certificatePem, String keyPem) {
    return new Authority(Pem.privateKey(keyPem), Pem.certificates(certificatePem).getFirst());
  }

  /** The authority's own certificate as PEM text. */
  public String certificatePem() {
    return Pem.of(certificate);
  }

  /** The authority's key as PEM text. */
  public String keyPem() {
    return Pem.of(key);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** A certificate for a server. */
  public Issued server(
      Collection<String> dnsNames, Collection<String> addresses, Instant now, Duration validFor) {
    List<GeneralName> names =
        java.util.stream.Stream.concat(
                dnsNames.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                addresses.stream().map(address -> new GeneralName(GeneralName.iPAddress, address)))
            .toList();
    String commonName = dnsNames.stream().findFirst().orElse("server");
    return issue(
        new X500Principal("CN=" + commonName.substring(0, Math.min(64, commonName.length()))),
        names,
        now,
        validFor);
  }

  /** A certificate for a client or a server without names. */
  public Issued client(String subject, Instant now, Duration validFor) {
    return issue(new X500Principal(subject), List.of(), now, validFor);
  }

  private Issued issue(
      X500Principal subject, List<GeneralName> names, Instant now, Duration validFor) {
    KeyPair pair = newPair();
    try {
      JcaX509v3CertificateBuilder builder =
          builder(certificate.getSubjectX500Principal(), subject, pair, now, validFor);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      return new Issued(pair.getPrivate(), List.of(sign(builder, key)));
    } catch (CertIOException e) {
      throw new IllegalStateException("cannot issue a certificate", e);
    }
  }

  /**
   * A certificate for who asked for one, as PEM text; with the names that were asked for.
   *
   * @param server whether it is to serve with, else to be a client with
   */
  public String sign(AskedFor request, boolean server, Instant now, Duration validFor) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              certificate,
              new BigInteger(120, RANDOM).setBit(119),
              Date.from(now.minus(SKEW)),
              Date.from(now.plus(validFor)),
              request.subject(),
              request.key());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              server ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth));
      if (request.names().isPresent()) {
        builder.addExtension(
            Extension.subjectAlternativeName, false, request.names().get().getParsedValue());
      }
      return Pem.of(sign(builder, key));
    } catch (CertIOException e) {
      throw new IllegalStateException("cannot sign a certificate", e);
    }
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair pair, Instant now, Duration validFor) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(120, RANDOM).setBit(119),
        Date.from(now.minus(SKEW)),
        Date.from(now.plus(validFor)),
        subject,
        pair.getPublic());
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(
                          key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA")
                      .build(key)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("cannot sign a certificate", e);
    }
  }

  static KeyPair newPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make EC keys", e);
    }
  }
}
