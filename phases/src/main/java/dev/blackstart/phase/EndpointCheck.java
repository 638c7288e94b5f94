package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.World;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What is asked of the cluster's endpoint: workers reach the control plane by it. */
final class EndpointCheck {
  private EndpointCheck() {}

  static List<Finding> endpoint(ClusterSpec spec, World world) {
    String host = world.manifests().endpointHost();
    boolean worker =
        spec.workers().stream().map(Node::address).anyMatch(address -> address.equals(host));
    if (worker) {
      return List.of(
          PreflightFinding.ENDPOINT_WORKER.error(
              host,
              "the cluster endpoint is the address of a worker",
              "name a control plane, a virtual IP or a load balancer"));
    }
    return switch (world.kind()) {
      case LIVE -> resolves(host);
      // A rehearsal asks no name server; a name is as good as an address there.
      case REHEARSAL -> List.of();
    };
  }

  private static List<Finding> resolves(String host) {
    try {
      InetAddress.getByName(host);
      return List.of();
    } catch (UnknownHostException e) {
      return List.of(
          PreflightFinding.ENDPOINT_UNRESOLVED.warning(
              host,
              "the cluster endpoint does not resolve from here",
              "add the name to your DNS; nodes need it to find the control plane"));
    }
  }
}
