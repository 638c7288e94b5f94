package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.util.ArrayList;
import java.util.List;

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
    for (JsonNode type : client.send("GET", path, null, null).path("resources")) {
      String verbs = type.path("verbs").toString();
      if (type.path("namespaced").asBoolean()
          && !type.path("name").asText().contains("/")
          && verbs.contains("\"list\"")
          && verbs.contains("\"delete\"")) {
        types.add(
            new ResourceType(
                group, version, type.path("name").asText(), type.path("kind").asText(), true));
      }
    }
  }
}
