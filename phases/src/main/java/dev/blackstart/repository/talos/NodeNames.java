package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Role;
import dev.blackstart.repository.source.IpAddress;

/** How machines are called. */
public final class NodeNames {
  private NodeNames() {}

  /**
   * The name Kubernetes knows a machine by: a host name's part before the first dot, unless the
   * kubelet registers with the whole (Talos 1.12, {@code registerWithFQDN}).
   */
  public static String shortened(String hostname) {
    int dot = hostname.indexOf('.');
    return dot <= 0 || IpAddress.matches(hostname) ? hostname : hostname.substring(0, dot);
  }

  /** Whether two names are those of one machine, one perhaps with its domain. */
  static boolean same(String one, String other) {
    return one.equals(other) || shortened(one).equals(other) || one.equals(shortened(other));
  }

  /** What an operator writes to list a node whose address nothing tells. */
  static String listing(String cluster, String name, Role role) {
    return "in blackstart.yaml: clusters: {"
        + (cluster.isEmpty() ? "NAME" : cluster)
        + ": {talos: {nodes: {ADDRESS: {name: "
        + name
        + ", role: "
        + role.machineType()
        + "}}}}}";
  }
}
