package dev.blackstart.rehearsal.actor.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** One informer a type, shared by all who ask; started when first asked for. */
public final class Informers implements AutoCloseable {
  private final ApiClient client;
  private final Executor executor;
  private final Map<ResourceType, Informer> informers = new ConcurrentHashMap<>();

  public Informers(ApiClient client, Executor executor) {
    this.client = client;
    this.executor = executor;
  }

  /**
   * The objects of a type. Of custom resource definitions only their metadata: the schemas of one
   * cluster are tens of megabytes.
   */
  public Informer of(ResourceType type) {
    return informers.computeIfAbsent(
        type,
        wanted -> {
          boolean metadataOnly = wanted.equals(ResourceType.DEFINITIONS);
          Informer informer = new Informer(client, wanted, metadataOnly, executor);
          informer.start();
          return informer;
        });
  }

  @Override
  public void close() {
    informers.values().forEach(Informer::close);
  }
}
