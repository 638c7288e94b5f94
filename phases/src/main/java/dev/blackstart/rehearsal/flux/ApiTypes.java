package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where the API server serves a kind, by its own discovery. */
public final class ApiTypes {
  private final ApiClient client;
  private final Map<String, ResourceType> known = new ConcurrentHashMap<>();

  /** Asks through this client. */
  public ApiTypes(ApiClient client) {
    this.client = client;
  }

  /**
   * The type of a kind; empty when the server does not know it.
   *
   * @throws ApiFailure when the server does not answer
   */
  public Optional<ResourceType> find(String apiVersion, String kind) {
    ResourceType type = known.get(apiVersion + "/" + kind);
    return type != null ? Optional.of(type) : ask(apiVersion, kind);
  }

  private Optional<ResourceType> ask(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    JsonNode list;
    try {
      list = client.send("GET", (slash < 0 ? "/api/" : "/apis/") + apiVersion, null, null);
    } catch (ApiFailure failure) {
      if (failure.notFound()) {
        return Optional.empty();
      }
      throw failure;
    }
    for (JsonNode resource : list.path("resources")) {
      String plural = resource.path("name").asText();
      if (!plural.contains("/")) {
        String served = resource.path("kind").asText();
        known.put(
            apiVersion + "/" + served,
            new ResourceType(
                group,
                apiVersion.substring(slash + 1),
                plural,
                served,
                resource.path("namespaced").asBoolean()));
      }
    }
    return Optional.ofNullable(known.get(apiVersion + "/" + kind));
  }

  /** Forgets a type whose definition is gone. */
  public void forget(ResourceType type) {
    known.values().remove(type);
  }
}
