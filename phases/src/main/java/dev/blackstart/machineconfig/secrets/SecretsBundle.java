package dev.blackstart.machineconfig.secrets;

import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.machineconfig.pki.PrivateKeyPem;
import dev.blackstart.world.SecretKind;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Everything secret that the machines of one cluster share (Talos 1.12 {@code gen secrets}).
 *
 * @param clusterId 32 bytes in URL-safe base64
 * @param clusterSecret 32 bytes in base64
 * @param bootstrapToken {@code cluster.token}
 * @param secretboxKey 32 bytes in base64; absent in a bundle that still has the older aescbc key
 * @param aescbcKey the older form, never together with the other
 * @param machineToken {@code machine.token}
 * @param serviceAccountKey PEM
 */
public record SecretsBundle(
    String clusterId,
    String clusterSecret,
    String bootstrapToken,
    Optional<String> secretboxKey,
    Optional<String> aescbcKey,
    String machineToken,
    CertificateAuthority etcd,
    CertificateAuthority kubernetes,
    CertificateAuthority aggregator,
    String serviceAccountKey,
    CertificateAuthority os) {
  private static final String TOKEN_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  /**
   * Makes a new one as Talos 1.12 does; finding the service account's RSA key takes seconds, twenty
   * and more where only the JVM's quick compiler runs.
   *
   * @param now wall time, which the authorities are valid from
   */
  public static SecretsBundle generate(Instant now) {
    return generate(now, KeyAlgorithm.RSA_4096);
  }

  /**
   * The same with a service account key of another kind: Talos up to 1.6 made ECDSA keys, which
   * take no time and which every version reads.
   */
  public static SecretsBundle generate(Instant now, KeyAlgorithm serviceAccount) {
    SecureRandom random = new SecureRandom();
    return new SecretsBundle(
        Base64.getUrlEncoder().encodeToString(bytes(random)),
        Base64.getEncoder().encodeToString(bytes(random)),
        token(random),
        Optional.of(Base64.getEncoder().encodeToString(bytes(random))),
        Optional.empty(),
        token(random),
        CertificateAuthority.etcd(now),
        CertificateAuthority.kubernetes(now),
        CertificateAuthority.aggregator(now),
        PrivateKeyPem.write(serviceAccount.generate()),
        CertificateAuthority.os(now));
  }

  /**
   * The value a place of that kind wants; absent for kinds that are no part of a bundle.
   *
   * @return certificates and keys in base64 of PEM, as machine configs carry them
   */
  public Optional<String> value(SecretKind kind) {
    return switch (kind) {
      case MACHINE_CA_CERTIFICATE -> Optional.of(Pem.inBase64(os.certificatePem()));
      case MACHINE_CA_KEY -> Optional.of(Pem.inBase64(os.keyPem()));
      case MACHINE_TOKEN -> Optional.of(machineToken);
      case CLUSTER_ID -> Optional.of(clusterId);
      case CLUSTER_SECRET -> Optional.of(clusterSecret);
      case BOOTSTRAP_TOKEN -> Optional.of(bootstrapToken);
      case SECRETBOX_KEY -> secretboxKey.or(() -> aescbcKey);
      case KUBERNETES_CA_CERTIFICATE -> Optional.of(Pem.inBase64(kubernetes.certificatePem()));
      case KUBERNETES_CA_KEY -> Optional.of(Pem.inBase64(kubernetes.keyPem()));
      case AGGREGATOR_CA_CERTIFICATE -> Optional.of(Pem.inBase64(aggregator.certificatePem()));
      case AGGREGATOR_CA_KEY -> Optional.of(Pem.inBase64(aggregator.keyPem()));
      case ETCD_CA_CERTIFICATE -> Optional.of(Pem.inBase64(etcd.certificatePem()));
      case ETCD_CA_KEY -> Optional.of(Pem.inBase64(etcd.keyPem()));
      case SERVICE_ACCOUNT_KEY -> Optional.of(Pem.inBase64(serviceAccountKey));
      case TLS_CERTIFICATE,
          TLS_KEY,
          TLS_CERTIFICATE_BASE64,
          TLS_KEY_BASE64,
          OPAQUE,
          OPAQUE_BASE64 ->
          Optional.empty();
    };
  }

  private static byte[] bytes(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Six letters or digits, a dot and sixteen more. */
  private static String token(SecureRandom random) {
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < 22; i++) {
      token.append(i == 6 ? "." : "");
      token.append(TOKEN_LETTERS.charAt(random.nextInt(TOKEN_LETTERS.length())));
    }
    return token.toString();
  }

  @Override
  public String toString() {
    return "SecretsBundle[redacted]";
  }
}
