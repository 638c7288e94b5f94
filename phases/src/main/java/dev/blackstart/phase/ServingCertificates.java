package dev.blackstart.phase;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Certificates that kubelets ask for to serve with ({@code rotate-server-certificates}). Nobody
 * approves them unless told to; until then logs, exec and metrics fail with a TLS error.
 */
final class ServingCertificates {
  private static final String SIGNER = "kubernetes.io/kubelet-serving";
  private static final String NODE = "system:node:";

  private ServingCertificates() {}

  /** Nodes whose newest request nobody has answered, with the command that does. */
  static List<Waiting> pending(World world) {
    Map<String, KubeObject> newest = new HashMap<>();
    for (KubeObject request :
        world.kube().list("certificates.k8s.io/v1", "CertificateSigningRequest", "")) {
      String user = request.text("spec", "username");
      if (request.text("spec", "signerName").equals(SIGNER) && user.startsWith(NODE)) {
        newest.merge(
            user.substring(NODE.length()),
            request,
            (some, other) -> created(some).compareTo(created(other)) >= 0 ? some : other);
      }
    }
    return newest.entrySet().stream()
        .filter(entry -> entry.getValue().list("status", "conditions").isEmpty())
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .map(
            entry ->
                new Waiting(
                    entry.getKey(),
                    "its kubelet's serving certificate is not approved: kubectl certificate approve"
                        + " "
                        + entry.getValue().name()))
        .toList();
  }

  /** RFC 3339 in UTC sorts as text. */
  private static String created(KubeObject request) {
    return request.text("metadata", "creationTimestamp") + request.name();
  }
}
