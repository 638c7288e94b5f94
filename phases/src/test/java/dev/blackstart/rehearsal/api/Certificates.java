package dev.blackstart.rehearsal.api;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate authority for one test, and the certificates it signs. */
final class Certificates {
  /** A certificate and its key. */
  record Identity(X509Certificate certificate, KeyPair keys) {
    String certificatePem() {
      return pem(certificate);
    }

    String keyPem() {
      // As Talos writes it: the curve inside, and a header that names the algorithm.
      try {
        return pem(
            new PemObject(
                "EC PRIVATE KEY",
                new org.bouncycastle.asn1.sec.ECPrivateKey(
                        256,
                        ((ECPrivateKey) keys.getPrivate()).getS(),
                        SECObjectIdentifiers.secp256r1)
                    .getEncoded()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final Duration SLACK = Duration.ofHours(1);
  private static final Duration LIFE = Duration.ofDays(1);

  private final SecureRandom random = new SecureRandom();
  private final Identity authority;

  Certificates() {
    try {
      KeyPair keys = keys();
      X500Name name = new X500Name("CN=rehearsal");
      X509v3CertificateBuilder builder = builder(name, name, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      this.authority = new Identity(sign(builder, keys), keys);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  Identity authority() {
    return authority;
  }

  /** A serving certificate for loopback addresses. */
  Identity serving(String... addresses) {
    try {
      KeyPair keys = keys();
      X509v3CertificateBuilder builder =
          builder(new X500Name("CN=rehearsal"), new X500Name("CN=kube-apiserver"), keys);
      GeneralName[] names = new GeneralName[addresses.length + 1];
      names[0] = new GeneralName(GeneralName.dNSName, "localhost");
      for (int i = 0; i < addresses.length; i++) {
        names[i + 1] =
            new GeneralName(
                GeneralName.iPAddress, InetAddress.getByName(addresses[i]).getHostAddress());
      }
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      return new Identity(sign(builder, authority.keys()), keys);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client certificate. */
  Identity client(String user, String group) {
    try {
      KeyPair keys = keys();
      X509v3CertificateBuilder builder =
          builder(new X500Name("CN=rehearsal"), new X500Name("O=" + group + ",CN=" + user), keys);
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
      return new Identity(sign(builder, authority.keys()), keys);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys) {
    Instant now = Instant.ofEpochMilli(new Date().getTime());
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(64, random),
        Date.from(now.minus(SLACK)),
        Date.from(now.plus(LIFE)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
  }

  static String pem(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
