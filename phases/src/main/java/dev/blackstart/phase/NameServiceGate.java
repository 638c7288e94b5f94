package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.phase.inside.NameLookups;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Services of a name server have somebody behind them who is ready, and every node gets answers
 * from there.
 */
final class NameServiceGate implements ReleaseGate {
  private static final int PORT = 53;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Release release;
  private final List<Node> nodes;
  private final Asking asking = new Asking(PATIENCE);

  /**
   * @param nodes of the repository; none where it names none
   */
  NameServiceGate(Release release, List<Node> nodes) {
    this.release = release;
    this.nodes = List.copyOf(nodes);
  }

  @Override
  public List<Waiting> missing(World world) {
    List<Waiting> missing = new ArrayList<>();
    List<KubeObject.Ref> objects =
        world
            .charts()
            .deployed(release.namespace(), release.name())
            .map(helm -> helm.objects())
            .orElse(List.of());
    Optional<KubeObject> asked = Optional.empty();
    for (KubeObject.Ref ref : objects) {
      Optional<KubeObject> service =
          ref.kind().equals("Service")
              ? world.kube().list("v1", "Service", ref.namespace()).stream()
                  .filter(each -> each.name().equals(ref.name()) && asksForNames(each))
                  .findFirst()
              : Optional.empty();
      if (service.isPresent() && !answered(world, ref)) {
        missing.add(new Waiting(ref.toString(), "nobody behind it is ready to answer"));
      }
      asked = asked.or(() -> service);
    }
    if (!missing.isEmpty() || asked.isEmpty()) {
      return missing;
    }
    KubeObject server = asked.get();
    return asking.missing(
        world.time().now(), () -> NameLookups.ask(world, server, NodeNames.of(world, nodes)));
  }

  @Override
  public List<String> remarks() {
    return asking.remarks();
  }

  private static boolean asksForNames(KubeObject service) {
    return service.list("spec", "ports").stream()
        .anyMatch(
            port ->
                port instanceof Map<?, ?> map
                    && map.get("port") instanceof Number number
                    && number.intValue() == PORT);
  }

  private static boolean answered(World world, KubeObject.Ref service) {
    return world.kube().list("discovery.k8s.io/v1", "EndpointSlice", service.namespace()).stream()
        .filter(
            slice ->
                slice
                    .text("metadata", "labels", "kubernetes.io/service-name")
                    .equals(service.name()))
        .flatMap(slice -> slice.list("endpoints").stream())
        .anyMatch(NameServiceGate::ready);
  }

  private static boolean ready(Object endpoint) {
    return endpoint instanceof Map<?, ?> map
        && map.get("conditions") instanceof Map<?, ?> conditions
        && Boolean.TRUE.equals(conditions.get("ready"));
  }
}
