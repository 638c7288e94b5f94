package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.talos.api.resource.definitions.k8s.KubePrismEndpoint;
import dev.talos.api.resource.definitions.k8s.KubePrismEndpointsSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a configured node knows of the other nodes of its cluster. */
final class MembersPortrait {
  private static final ResourceKind PRISM =
      ResourceKinds.named("KubePrismEndpoints.kubernetes.talos.dev");

  static final Set<ResourceKind> KINDS =
      Set.of(ResourceKinds.MEMBER, ResourceKinds.named("Affiliates.cluster.talos.dev"), PRISM);

  private final Boot boot;

  MembersPortrait(Boot boot) {
    this.boot = boot;
  }

  List<Published> resources() {
    List<Published> all = new ArrayList<>();
    if (boot.config().isPresent()) {
      List<Boot> members = members(boot);
      for (Boot other : members) {
        all.add(other.card().member());
        if (other != boot) {
          all.add(other.card().affiliate());
        }
      }
      all.add(prism(members));
    }
    return all;
  }

  /** Nodes of the same cluster that can be seen from here. */
  static List<Boot> members(Boot boot) {
    Optional<String> cluster = boot.config().flatMap(config -> boot.card().cluster());
    return boot.machinery().nodes().stream()
        .flatMap(node -> node.boot().stream())
        .filter(Boot::isNetworkReady)
        .filter(other -> other.config().isPresent())
        .filter(other -> cluster.equals(other.card().cluster()))
        .toList();
  }

  /** Where KubePrism finds the API server: the control planes it knows, and itself. */
  private static Published prism(List<Boot> members) {
    KubePrismEndpointsSpec.Builder spec = KubePrismEndpointsSpec.newBuilder();
    List<Map<String, Object>> people = new ArrayList<>();
    members.stream()
        .filter(Boot::isControlPlane)
        .map(other -> other.node().address())
        .forEach(
            host -> {
              spec.addEndpoints(KubePrismEndpoint.newBuilder().setHost(host).setPort(6443));
              people.add(yaml("host", host, "port", 6443));
            });
    return Published.of(PRISM, "k8s-cluster", spec.build(), yaml("endpoints", people));
  }
}
