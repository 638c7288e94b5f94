package dev.blackstart.rehearsal.flux;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.util.List;

/** What a HelmRelease wants of Helm, and the namespace it goes into. */
final class ReleaseTarget {
  private final ApiClient client;
  private final ReleaseValues values;

  ReleaseTarget(ApiClient client) {
    this.client = client;
    this.values = new ReleaseValues(client);
  }

  Release wanted(Resource release, ChartRef reference) {
    return new Release(
        ReleaseNames.name(release),
        ReleaseNames.namespace(release),
        reference,
        values.of(release),
        List.of(),
        List.of(),
        List.of(),
        new Place("HelmRelease " + release.key(), 0));
  }

  /** Makes the namespace where the release may, as Helm does; else it must be there. */
  void demandNamespace(Resource release, String namespace) {
    if (client.find(ResourceType.NAMESPACES, Key.cluster(namespace)).isPresent()) {
      return;
    }
    if (!release.spec().path("install").path("createNamespace").asBoolean()) {
      throw new Refusal(
          "InstallFailed",
          "Helm install failed for release "
              + namespace
              + "/"
              + ReleaseNames.name(release)
              + ": create: failed to create: namespaces \""
              + namespace
              + "\" not found");
    }
    client.createIfAbsent(
        ResourceType.NAMESPACES, Json.object("metadata", Json.object("name", namespace)));
  }
}
