package dev.blackstart.machineconfig.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.util.IPAddress;

/** The encoding of certificates (Talos 1.12: siderolabs/crypto v0.6.4 x509). */
final class Signing {
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private final SecureRandom random;

  Signing(SecureRandom random) {
    this.random = random;
  }

  String authority(Subject subject, KeyPair pair, Instant now, Duration lifetime) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign));
      extensions.addExtension(
          Extension.extendedKeyUsage, false, purposes(Set.of(Leaf.Use.SERVER, Leaf.Use.CLIENT)));
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      extensions.addExtension(
          Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(random(20)));
      Validity validity = Validity.from(now, lifetime);
      X500Name name = subject.encoded();
      return sign(name, pair.getPrivate(), validity, name, pair.getPublic(), extensions.generate());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that cannot be encoded", e);
    }
  }

  String leaf(String issuerPem, PrivateKey issuerKey, Leaf leaf, PublicKey key, Instant now) {
    try {
      X509CertificateHolder issuer = Certificates.holder(issuerPem);
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.keyUsage, true, keyUsage(key));
      extensions.addExtension(Extension.extendedKeyUsage, false, purposes(leaf.uses()));
      SubjectKeyIdentifier identifier = SubjectKeyIdentifier.fromExtensions(issuer.getExtensions());
      if (identifier != null) {
        extensions.addExtension(
            Extension.authorityKeyIdentifier,
            false,
            new AuthorityKeyIdentifier(identifier.getKeyIdentifier()));
      }
      if (!leaf.names().isEmpty()) {
        extensions.addExtension(Extension.subjectAlternativeName, false, names(leaf.names()));
      }
      return sign(
          issuer.getSubject(),
          issuerKey,
          Validity.from(now, leaf.lifetime()),
          leaf.subject().encoded(),
          key,
          extensions.generate());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that cannot be encoded", e);
    }
  }

  private record Validity(Instant from, Instant until) {
    static Validity from(Instant now, Duration lifetime) {
      return new Validity(now.minus(BACKDATED), now.minus(BACKDATED).plus(lifetime));
    }

    DERSequence encoded() {
      return new DERSequence(
          new ASN1Encodable[] {new Time(Date.from(from)), new Time(Date.from(until))});
    }
  }

  /** Encoded by hand: BouncyCastle's builder refuses an empty issuer. */
  private String sign(
      X500Name issuer,
      PrivateKey issuerKey,
      Validity validity,
      X500Name subject,
      PublicKey key,
      Extensions extensions)
      throws IOException, GeneralSecurityException {
    String algorithm = KeyAlgorithm.of(issuerKey).signature();
    AlgorithmIdentifier identifier =
        new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
    DERSequence content =
        new DERSequence(
            new ASN1Encodable[] {
              new DERTaggedObject(true, 0, new ASN1Integer(2)),
              new ASN1Integer(new BigInteger(1, random(16)).setBit(0)),
              identifier,
              issuer,
              validity.encoded(),
              subject,
              SubjectPublicKeyInfo.getInstance(key.getEncoded()),
              new DERTaggedObject(true, 3, extensions)
            });
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(issuerKey);
    signature.update(content.getEncoded(ASN1Encoding.DER));
    DERSequence certificate =
        new DERSequence(
            new ASN1Encodable[] {content, identifier, new DERBitString(signature.sign())});
    return new Pem(Certificates.LABEL, certificate.getEncoded(ASN1Encoding.DER)).text();
  }

  private static KeyUsage keyUsage(PublicKey key) {
    return switch (KeyAlgorithm.of(key)) {
      case ED25519 -> new KeyUsage(KeyUsage.digitalSignature);
      case ECDSA_P256, RSA_4096 ->
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
    };
  }

  private static ExtendedKeyUsage purposes(Set<Leaf.Use> uses) {
    List<KeyPurposeId> purposes = new ArrayList<>();
    if (uses.contains(Leaf.Use.SERVER)) {
      purposes.add(KeyPurposeId.id_kp_serverAuth);
    }
    if (uses.contains(Leaf.Use.CLIENT)) {
      purposes.add(KeyPurposeId.id_kp_clientAuth);
    }
    return new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new));
  }

  private static GeneralNames names(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
