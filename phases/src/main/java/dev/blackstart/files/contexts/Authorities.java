package dev.blackstart.files.contexts;

import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.Pem;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The CA certificates somebody trusts, to tell clusters apart. While one is replaced by another
 * there are two; one in common makes the cluster the same.
 */
record Authorities(List<X509Certificate> certificates) {
  static final Authorities UNKNOWN = new Authorities(List.of());

  /** Of base64 of PEM; unknown when it is none. */
  static Authorities ofBase64(Optional<String> text) {
    try {
      return text.map(Pem::fromBase64).map(Authorities::ofPem).orElse(UNKNOWN);
    } catch (IllegalArgumentException unreadable) {
      return UNKNOWN;
    }
  }

  static Authorities ofPem(String pem) {
    try {
      return new Authorities(Certificates.readAll(pem));
    } catch (IllegalArgumentException unreadable) {
      return UNKNOWN;
    }
  }

  boolean sameAs(Authorities other) {
    return !Collections.disjoint(keys(), other.keys());
  }

  /** The fingerprints of their keys, or that there is none. */
  String told() {
    return certificates.isEmpty()
        ? "no CA certificate"
        : "CA " + keys().stream().sorted().collect(Collectors.joining(", "));
  }

  private Set<String> keys() {
    return certificates.stream()
        .map(each -> Certificates.fingerprint(each.getPublicKey()))
        .collect(Collectors.toSet());
  }
}
