package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What types the API server serves just now. */
record Discovery(ApiClient client) {
  /** Types whose objects lie in namespaces and can be listed and deleted. */
  List<ResourceType> deletable() {
    List<ResourceType> types = new ArrayList<>();
    read("/api/v1", "", "v1", types);
    for (JsonNode group : client.send("GET", "/apis", null, null).path("groups")) {
      String name = group.path("name").asText();
      String version = group.path("preferredVersion").path("version").asText();
      read("/apis/" + name + "/" + version, name, version, types);
    }
    return types;
  }

  private void read(String path, String group, String version, List<ResourceType> types) {
    all(path, group, version).stream().filter(ResourceType::namespaced).forEach(types::add);
  }

  /** The type of a kind, if it is served and its objects can be listed and deleted. */
  Optional<ResourceType> find(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    try {
      return all(
              (slash < 0 ? "/api/" : "/apis/") + apiVersion, group, apiVersion.substring(slash + 1))
          .stream()
          .filter(type -> type.kind().equals(kind))
          .findFirst();
    } catch (ApiFailure e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private List<ResourceType> all(String path, String group, String version) {
    List<ResourceType> types = new ArrayList<>();
    for (JsonNode type : client.send("GET", path, null, null).path("resources")) {
      String verbs = type.path("verbs").toString();
      if (!type.path("name").asText().contains("/")
          && verbs.contains("\"list\"")
          && verbs.contains("\"delete\"")) {
        types.add(
            new ResourceType(
                group,
                version,
                type.path("name").asText(),
                type.path("kind").asText(),
                type.path("namespaced").asBoolean()));
      }
    }
    return types;
  }
}
