package dev.blackstart.cluster;

import java.util.Optional;

/**
 * A machine of the cluster as the repository names it.
 *
 * @param name host name, as Kubernetes will know it
 * @param address the IP address its Talos API answers at, without a port
 * @param role what it is for
 * @param pin the maintenance certificate it must offer, when the operator wrote that down
 * @param versions what it is to run
 */
public record Node(String name, String address, Role role, Optional<Pin> pin, Versions versions) {
  public Node(String name, String address, Role role) {
    this(name, address, role, Optional.empty());
  }

  public Node(String name, String address, Role role, Optional<Pin> pin) {
    this(name, address, role, pin, Versions.UNKNOWN);
  }

  public boolean isControlPlane() {
    return role == Role.CONTROL_PLANE;
  }
}
