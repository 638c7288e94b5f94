package dev.blackstart.machineconfig.pki;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate authority. Every time is wall time; what is issued is valid from five minutes
 * before, so that a clock which is a little behind accepts it.
 *
 * @param certificatePem its own certificate
 * @param keyPem its private key, in the form Talos gives the key's algorithm
 */
public record CertificateAuthority(String certificatePem, String keyPem) {
  /** Ten years of 365 days, as Talos makes them. */
  private static final Duration LIFETIME = Duration.ofHours(87600);

  /** Makes a new authority that signs itself. */
  public static CertificateAuthority create(Subject subject, KeyAlgorithm algorithm, Instant now) {
    KeyPair pair = algorithm.generate();
    String certificate = new Signing(new SecureRandom()).authority(subject, pair, now, LIFETIME);
    return new CertificateAuthority(certificate, PrivateKeyPem.write(pair));
  }

  /** The CA of {@code machine.ca}. */
  public static CertificateAuthority os(Instant now) {
    return create(Subject.organization("talos"), KeyAlgorithm.ED25519, now);
  }

  /** The CA of {@code cluster.ca}. */
  public static CertificateAuthority kubernetes(Instant now) {
    return create(Subject.organization("kubernetes"), KeyAlgorithm.ECDSA_P256, now);
  }

  /** The CA of {@code cluster.etcd.ca}. */
  public static CertificateAuthority etcd(Instant now) {
    return create(Subject.organization("etcd"), KeyAlgorithm.ECDSA_P256, now);
  }

  /**
   * The CA of {@code cluster.aggregatorCA}. Talos leaves its subject empty, which no JDK parses;
   * with the name it meant to give everything accepts it.
   */
  public static CertificateAuthority aggregator(Instant now) {
    return create(Subject.commonName("front-proxy"), KeyAlgorithm.ECDSA_P256, now);
  }

  /** The nameless CA a machine in maintenance makes for itself at boot. */
  public static CertificateAuthority maintenance(Instant now) {
    return create(Subject.EMPTY, KeyAlgorithm.ED25519, now);
  }

  /** Issues a certificate with a new key of the authority's own algorithm. */
  public IssuedCertificate issue(Leaf leaf, Instant now) {
    return issue(leaf, now, new SecureRandom());
  }

  /**
   * The same with randomness that is handed in: from an Ed25519 authority the same randomness makes
   * the same certificate and key.
   */
  public IssuedCertificate issue(Leaf leaf, Instant now, SecureRandom random) {
    PrivateKey own = key();
    KeyPair pair = KeyAlgorithm.of(own).generate(random);
    String certificate = new Signing(random).leaf(certificatePem, own, leaf, pair.getPublic(), now);
    return new IssuedCertificate(certificate, PrivateKeyPem.write(pair));
  }

  public X509Certificate certificate() {
    return Certificates.read(certificatePem);
  }

  public PrivateKey key() {
    return PrivateKeyPem.read(keyPem);
  }

  @Override
  public String toString() {
    return "CertificateAuthority[redacted]";
  }
}
