package dev.blackstart.talos;

import dev.blackstart.machineconfig.pki.Certificates;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/** Who answered at a node's address, judged by the certificate alone. */
sealed interface Sighting {
  /** The name in a maintenance service's certificate (Talos 1.12). */
  String MAINTENANCE = "CN=maintenance-service.talos.dev";

  /** Nobody, or nobody who speaks TLS. */
  record Silent(String reason) implements Sighting {}

  /** A machine without a config. */
  record Maintenance(X509Certificate leaf) implements Sighting {
    String fingerprint() {
      return Certificates.fingerprint(leaf.getPublicKey());
    }
  }

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
