package dev.blackstart.machineconfig.secrets;

import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.machineconfig.pki.Subject;
import dev.blackstart.world.SecretKind;
import dev.blackstart.world.SecretStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stand-ins for secrets, of the right kind for each place and out of one bundle: every control
 * plane and worker gets the same authorities and tokens. The same bundle and reference always make
 * the same value, so that a resumed rehearsal goes on with what its world was given.
 */
public final class GeneratedSecrets implements SecretStore {
  private final SecretsBundle bundle;

  public GeneratedSecrets(SecretsBundle bundle) {
    this.bundle = bundle;
  }

  @Override
  public Map<String, String> resolve(Map<String, SecretKind> references) {
    Map<String, String> values = new LinkedHashMap<>();
    references.forEach((reference, kind) -> values.put(reference, value(reference, kind)));
    return values;
  }

  private String value(String reference, SecretKind kind) {
    return switch (kind) {
      case TLS_CERTIFICATE -> tls(reference).certificatePem();
      case TLS_KEY -> tls(reference).keyPem();
      case TLS_CERTIFICATE_BASE64 -> Pem.inBase64(tls(reference).certificatePem());
      case TLS_KEY_BASE64 -> Pem.inBase64(tls(reference).keyPem());
      case OPAQUE -> token(reference);
      case OPAQUE_BASE64 -> Pem.inBase64(token(reference));
      case MACHINE_CA_CERTIFICATE,
          MACHINE_CA_KEY,
          MACHINE_TOKEN,
          CLUSTER_ID,
          CLUSTER_SECRET,
          BOOTSTRAP_TOKEN,
          SECRETBOX_KEY,
          KUBERNETES_CA_CERTIFICATE,
          KUBERNETES_CA_KEY,
          AGGREGATOR_CA_CERTIFICATE,
          AGGREGATOR_CA_KEY,
          ETCD_CA_CERTIFICATE,
          ETCD_CA_KEY,
          SERVICE_ACCOUNT_KEY ->
          bundle.value(kind).orElseThrow();
    };
  }

  private String token(String reference) {
    return HexFormat.of().formatHex(derived("token " + reference, 20));
  }

  /** Certificate and key are two fields of one item: what they share decides, so that they fit. */
  private IssuedCertificate tls(String reference) {
    String item = reference.substring(0, Math.max(0, reference.lastIndexOf('/')));
    Instant since = bundle.os().certificate().getNotBefore().toInstant();
    Leaf leaf =
        new Leaf(
            Subject.commonName("blackstart stand-in"),
            Set.of(Leaf.Use.SERVER),
            List.of("localhost"),
            Duration.ofDays(365));
    return bundle.os().issue(leaf, since, new DerivedRandom("tls " + item));
  }

  private byte[] derived(String purpose, int length) {
    byte[] bytes = new byte[length];
    new DerivedRandom(purpose).nextBytes(bytes);
    return bytes;
  }

  /** A stream of bytes that only who knows the cluster's secret can tell. */
  private final class DerivedRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient String purpose;
    private int block;

    DerivedRandom(String purpose) {
      this.purpose = purpose;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
            new SecretKeySpec(bundle.clusterSecret().getBytes(StandardCharsets.UTF_8), "HMAC"));
        for (int at = 0; at < bytes.length; at += 32) {
          byte[] next = mac.doFinal((block++ + purpose).getBytes(StandardCharsets.UTF_8));
          System.arraycopy(next, 0, bytes, at, Math.min(32, bytes.length - at));
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no HMAC-SHA256", e);
      }
    }
  }

  @Override
  public String toString() {
    return "GeneratedSecrets[redacted]";
  }
}
