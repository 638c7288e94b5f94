package dev.blackstart.cluster;

import java.util.Optional;

/**
 * A machine of the cluster as the repository names it.
 *
 * @param name host name, as Kubernetes will know it
 * @param address the IP address its Talos API answers at, without a port
 * @param role what it is for
 * @param fingerprint SHA-256 of the maintenance certificate's public key in base64, when the
 *     operator pinned it
 * @param versions what it is to run
 */
public record Node(
    String name, String address, Role role, Optional<String> fingerprint, Versions versions) {
  public Node(String name, String address, Role role) {
    this(name, address, role, Optional.empty());
  }

  public Node(String name, String address, Role role, Optional<String> fingerprint) {
    this(name, address, role, fingerprint, Versions.UNKNOWN);
  }

  public boolean isControlPlane() {
    return role == Role.CONTROL_PLANE;
  }
}
