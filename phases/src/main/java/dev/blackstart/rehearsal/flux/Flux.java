package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.world.Charts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Flux on an API server. Its operator waits for a FluxInstance; each controller begins when the
 * definitions of its kinds are there, and acts while its Deployment is available.
 */
public final class Flux implements AutoCloseable {
  private final Surroundings around;
  private final Map<List<ResourceType>, Supplier<Runnable>> parts = new LinkedHashMap<>();
  private final List<Runnable> closing = new ArrayList<>();

  /**
   * Begins to watch.
   *
   * @param repository the operator's working tree, which Flux takes for its GitRepository
   * @param charts installs HelmReleases; a chart it does not find is not rehearsed
   */
  public Flux(Surroundings around, Path repository, Charts charts) {
    this.around = around;
    Controllers controllers = new Controllers(around);
    OwnRepository own = new OwnRepository(around);
    WorkingTree tree = new WorkingTree(repository);
    parts.put(List.of(FluxTypes.INSTANCES), () -> new FluxOperator(around, controllers)::close);
    parts.put(
        List.of(
            FluxTypes.GIT,
            FluxTypes.OCI,
            FluxTypes.HELM_REPOSITORIES,
            FluxTypes.HELM_CHARTS,
            FluxTypes.BUCKETS),
        () -> new Sources(around, controllers, tree, own)::close);
    parts.put(
        List.of(FluxTypes.GIT, FluxTypes.OCI, FluxTypes.HELM_CHARTS, FluxTypes.HELM_RELEASES),
        () -> new HelmReleases(around, controllers, charts, own, repository)::close);
    parts.put(
        List.of(FluxTypes.GIT, FluxTypes.OCI, FluxTypes.KUSTOMIZATIONS),
        () -> new Kustomizations(around, controllers, tree)::close);
    parts.put(List.of(FluxTypes.RECEIVERS), () -> new Receivers(around, controllers)::close);
    around.informer(ResourceType.DEFINITIONS).listen(change -> around.soon(this::beginParts));
  }

  private synchronized void beginParts() {
    parts
        .entrySet()
        .removeIf(
            part -> {
              boolean there = part.getKey().stream().allMatch(this::isDefined);
              if (there) {
                closing.add(part.getValue().get());
              }
              return there;
            });
  }

  private boolean isDefined(ResourceType type) {
    return around
        .informer(ResourceType.DEFINITIONS)
        .get(Key.cluster(FluxTypes.definition(type)))
        .isPresent();
  }

  @Override
  public synchronized void close() {
    closing.forEach(Runnable::run);
    parts.clear();
  }
}
