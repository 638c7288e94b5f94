package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of a cluster mesh as they lie in Secrets: in force, and of the authority that
 * the cluster has. Keys are not looked at.
 */
public final class MeshCertificates {
  public static final String AUTHORITY = "cilium-ca";

  /** Secrets with a certificate of the mesh, as Cilium's chart names them. */
  public static final List<String> ISSUED =
      List.of(
          "clustermesh-apiserver-server-cert",
          "clustermesh-apiserver-admin-cert",
          "clustermesh-apiserver-remote-cert",
          "clustermesh-apiserver-local-cert");

  private static final Duration SOON = Duration.ofDays(30);

  private final Collection<KubeObject> secrets;
  private final Instant now;

  /**
   * @param secrets those of one cluster; others among them are passed over
   * @param now wall time
   */
  public MeshCertificates(Collection<KubeObject> secrets, Instant now) {
    this.secrets = List.copyOf(secrets);
    this.now = now;
  }

  /** SHA-256 of the authority in hex; absent when there is none, or it cannot be read. */
  public Optional<String> authority() {
    return secret(AUTHORITY).flatMap(secret -> certificate(secret, "ca.crt")).map(this::digest);
  }

  /** What the others will refuse, now; empty when all is well. */
  public List<Waiting> wrong() {
    List<Waiting> wrong = new ArrayList<>();
    Optional<KubeObject> authority = secret(AUTHORITY);
    Optional<X509Certificate> own = authority.flatMap(each -> certificate(each, "ca.crt"));
    if (authority.isPresent() && own.isEmpty()) {
      wrong.add(waiting(AUTHORITY, "its ca.crt is no certificate"));
    }
    own.ifPresent(certificate -> time(AUTHORITY, certificate, Duration.ZERO, wrong));
    for (String name : ISSUED) {
      secret(name)
          .flatMap(secret -> certificate(secret, "tls.crt"))
          .ifPresent(
              certificate -> {
                time(name, certificate, Duration.ZERO, wrong);
                if (own.isPresent() && !isOf(certificate, own.get())) {
                  wrong.add(waiting(name, "is not of the authority in Secret " + AUTHORITY));
                }
              });
    }
    return wrong;
  }

  /** What will be refused within thirty days. */
  public List<Waiting> soon() {
    List<Waiting> soon = new ArrayList<>();
    secret(AUTHORITY)
        .flatMap(secret -> certificate(secret, "ca.crt"))
        .ifPresent(certificate -> time(AUTHORITY, certificate, SOON, soon));
    for (String name : ISSUED) {
      secret(name)
          .flatMap(secret -> certificate(secret, "tls.crt"))
          .ifPresent(certificate -> time(name, certificate, SOON, soon));
    }
    return soon;
  }

  private void time(String name, X509Certificate certificate, Duration ahead, List<Waiting> wrong) {
    Instant until = certificate.getNotAfter().toInstant();
    if (until.isBefore(now.plus(ahead))) {
      wrong.add(waiting(name, (until.isBefore(now) ? "expired " : "expires ") + until));
    } else if (ahead.isZero() && certificate.getNotBefore().toInstant().isAfter(now)) {
      wrong.add(waiting(name, "is valid only from " + certificate.getNotBefore().toInstant()));
    }
  }

  private static Waiting waiting(String name, String why) {
    return new Waiting("Secret " + name, why);
  }

  private Optional<KubeObject> secret(String name) {
    return secrets.stream()
        .filter(each -> each.kind().equals("Secret") && each.name().equals(name))
        .findFirst();
  }

  private static Optional<X509Certificate> certificate(KubeObject secret, String key) {
    String open = secret.text("stringData", key);
    try {
      byte[] pem =
          open.isEmpty()
              ? Base64.getMimeDecoder().decode(secret.text("data", key))
              : open.getBytes(StandardCharsets.US_ASCII);
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem)));
    } catch (CertificateException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static boolean isOf(X509Certificate certificate, X509Certificate authority) {
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  private String digest(X509Certificate certificate) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(certificate.getEncoded()));
    } catch (GeneralSecurityException everyJdkCan) {
      throw new IllegalStateException(everyJdkCan);
    }
  }
}
