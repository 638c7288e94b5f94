package dev.blackstart.phase;

import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * cert-manager's webhook can be called by the API server: a Certificate passes, which is not
 * stored. Its pods' being ready does not say so; a caBundle that is not injected yet is told in the
 * API server's words, x509 and all.
 */
final class CertificateGate implements ReleaseGate {
  private static final String NAME = "blackstart-asks-the-webhook";

  /** World time for which an answer is believed. */
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private final String namespace;
  private Optional<Instant> passed = Optional.empty();

  CertificateGate(String namespace) {
    this.namespace = namespace;
  }

  /** A caBundle is injected within a minute of the pods' being ready. */
  @Override
  public Optional<Duration> patience() {
    return Optional.of(Duration.ofMinutes(2));
  }

  @Override
  public List<Waiting> missing(World world) {
    Instant now = world.time().now();
    if (passed.isPresent() && now.isBefore(passed.get().plus(BELIEVED))
        || !world.kube().served("cert-manager.io", "v1", "certificates")) {
      return List.of();
    }
    Optional<String> refusal = refusal(world);
    passed = refusal.isEmpty() ? Optional.of(now) : Optional.empty();
    return refusal
        .map(why -> List.of(new Waiting("webhook of cert-manager", "takes no Certificate: " + why)))
        .orElse(List.of());
  }

  private Optional<String> refusal(World world) {
    try {
      return world.kube().refusal(certificate());
    } catch (Failure failure) {
      return Optional.of(failure.what());
    }
  }

  private KubeObject certificate() {
    return new KubeObject(
        Map.of(
            "apiVersion",
            "cert-manager.io/v1",
            "kind",
            "Certificate",
            "metadata",
            Map.of("name", NAME, "namespace", namespace),
            "spec",
            Map.of(
                "secretName",
                NAME,
                "dnsNames",
                List.of(NAME + ".invalid"),
                "issuerRef",
                Map.of("name", NAME))));
  }
}
