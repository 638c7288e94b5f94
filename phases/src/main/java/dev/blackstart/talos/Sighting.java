package dev.blackstart.talos;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/** Who answered at a node's address, judged by the certificate alone. */
sealed interface Sighting {
  /** The name in a maintenance service's certificate (Talos 1.12). */
  String MAINTENANCE = "CN=maintenance-service.talos.dev";

  /** Nobody, or nobody who speaks TLS. */
  record Silent(String reason) implements Sighting {}

  /** A machine without a config. */
  record Maintenance(String fingerprint) implements Sighting {}

  /** A configured node; whether it is ours is for its certificate's issuer to say. */
  record Configured(X509Certificate leaf) implements Sighting {
    boolean issuedBy(X509Certificate authority) {
      try {
        leaf.verify(authority.getPublicKey());
        return true;
      } catch (GeneralSecurityException notByThisOne) {
        return false;
      }
    }
  }
}
