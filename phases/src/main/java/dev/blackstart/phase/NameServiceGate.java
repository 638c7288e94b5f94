package dev.blackstart.phase;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Services of a name server have somebody behind them who answers on port 53. */
final class NameServiceGate implements ReleaseGate {
  private static final int PORT = 53;

  private final Release release;

  NameServiceGate(Release release) {
    this.release = release;
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
    for (KubeObject.Ref ref : objects) {
      if (ref.kind().equals("Service")
          && world.kube().list("v1", "Service", ref.namespace()).stream()
              .anyMatch(service -> service.name().equals(ref.name()) && asksForNames(service))
          && !answered(world, ref)) {
        missing.add(new Waiting(ref.toString(), "nobody behind it is ready to answer"));
      }
    }
    return missing;
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
