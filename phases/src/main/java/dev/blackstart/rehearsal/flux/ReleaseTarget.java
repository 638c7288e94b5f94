package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.FluxPostRenders;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.template.yaml.Yaml;
import java.util.List;
import java.util.Map;

/** What a HelmRelease wants of Helm, and the namespace it goes into. */
final class ReleaseTarget {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

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
            at(release))
        .rendered(
            FluxPostRenders.of(
                JSON.convertValue(release.spec(), MAP), Yaml::write, any -> at(release)));
  }

  private static Place at(Resource release) {
    return new Place("HelmRelease " + release.key(), 0);
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
