package dev.blackstart.machineconfig;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.Pem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes a cluster the one it is (Talos 1.12): its id, and the CAs of Kubernetes and of etcd. A
 * node may trust our Talos CA and still be another cluster's: then its data is not ours.
 */
public final class ClusterIdentity {
  /** Path of a CA's certificate, and what it is the CA of. */
  private static final Map<String, String> AUTHORITIES =
      Map.of("cluster.ca.crt", "Kubernetes", "cluster.etcd.ca.crt", "etcd");

  private ClusterIdentity() {}

  /**
   * In what two configs are of different clusters, in words without secrets; empty when they are of
   * one. What only one of them tells does not count: a worker knows no CA of etcd.
   */
  public static List<String> differences(MachineConfig running, MachineConfig ours) {
    List<String> differences = new ArrayList<>();
    Optional<String> id = running.text("cluster.id");
    if (id.isPresent()
        && ours.text("cluster.id").filter(own -> !own.equals(id.get())).isPresent()) {
      differences.add("cluster.id is another one");
    }
    AUTHORITIES.keySet().stream()
        .sorted()
        .forEach(
            path -> {
              Optional<String> theirs = running.text(path).flatMap(ClusterIdentity::key);
              Optional<String> own = ours.text(path).flatMap(ClusterIdentity::key);
              if (theirs.isPresent() && own.isPresent() && !theirs.equals(own)) {
                differences.add(
                    "its CA of "
                        + AUTHORITIES.get(path)
                        + " is "
                        + theirs.get()
                        + ", the repository's "
                        + own.get());
              }
            });
    return differences;
  }

  /** Fingerprint of the key of a CA; empty when it cannot be read. */
  private static Optional<String> key(String base64) {
    try {
      return Optional.of(
          Certificates.fingerprint(Certificates.read(Pem.fromBase64(base64)).getPublicKey()));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
