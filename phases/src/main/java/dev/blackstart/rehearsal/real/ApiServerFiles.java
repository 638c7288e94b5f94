package dev.blackstart.rehearsal.real;

import java.util.List;
import java.util.Optional;

/**
 * What a kube-apiserver is given besides flags. All keys and certificates are PEM text; holds
 * private keys.
 *
 * @param authority the cluster's certificate authority, which also signs client certificates
 * @param serving certificate for the names and addresses under which the API is reached
 * @param servingKey its key
 * @param serviceAccountKey private key that signs service account tokens
 * @param aggregatorAuthority authority of the front proxy's client certificate
 * @param serviceRange addresses for Services, one CIDR or two separated by a comma
 * @param serviceAccountIssuer URL that tokens name
 * @param advertised the control plane's true address, which is never dialled
 * @param admission an AdmissionConfiguration document
 */
public record ApiServerFiles(
    String authority,
    String serving,
    String servingKey,
    String serviceAccountKey,
    String aggregatorAuthority,
    List<String> serviceRange,
    String serviceAccountIssuer,
    String advertised,
    Optional<String> admission) {
  public ApiServerFiles {
    serviceRange = List.copyOf(serviceRange);
  }

  @Override
  public String toString() {
    return "ApiServerFiles[" + serviceAccountIssuer + ", keys redacted]";
  }
}
