package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a secret store needs inside the cluster: Secrets to log in with, a Service to talk to. */
record StoreCredentials(Surroundings around) {
  private static final Pattern SERVICE =
      Pattern.compile("https?://([a-z0-9-]+)\\.([a-z0-9-]+)(\\.svc[a-z0-9.-]*)?(:\\d+)?(/.*)?");

  /** The first thing that is missing, in the operator's words. */
  Optional<String> missing(Resource store) {
    return search(store, store.spec().path("provider"));
  }

  private Optional<String> search(Resource store, JsonNode node) {
    if (node.isTextual()) {
      return unreachable(node.asText());
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      Optional<String> missing =
          member.getKey().toLowerCase(java.util.Locale.ROOT).endsWith("secretref")
                  && member.getValue().has("name")
              ? secret(store, member.getValue())
              : search(store, member.getValue());
      if (missing.isPresent()) {
        return missing;
      }
    }
    for (JsonNode element : node.isArray() ? node : Json.array()) {
      Optional<String> missing = search(store, element);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private Optional<String> secret(Resource store, JsonNode reference) {
    String namespace =
        store.namespace().isEmpty() ? reference.path("namespace").asText() : store.namespace();
    Key key = new Key(namespace, reference.path("name").asText());
    return around.client().find(ResourceType.SECRETS, key).isPresent()
        ? Optional.empty()
        : Optional.of(
            "cannot get Kubernetes secret \"%s\" from namespace \"%s\": secrets \"%s\" not found"
                .formatted(key.name(), namespace, key.name()));
  }

  /** A server inside the cluster answers when a pod behind its Service is ready. */
  private Optional<String> unreachable(String url) {
    Matcher matcher = SERVICE.matcher(url);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Key service = new Key(matcher.group(2), matcher.group(1));
    if (matcher.group(3) == null
        && around
            .informer(ResourceType.NAMESPACES)
            .get(Key.cluster(service.namespace()))
            .isEmpty()) {
      return Optional.empty(); // a host outside, such as vault.example
    }
    boolean ready =
        around.informer(ResourceType.ENDPOINT_SLICES).in(service.namespace()).stream()
            .filter(slice -> slice.label("kubernetes.io/service-name").equals(service.name()))
            .flatMap(slice -> slice.json().path("endpoints").valueStream())
            .anyMatch(endpoint -> endpoint.path("conditions").path("ready").asBoolean());
    return ready ? Optional.empty() : Optional.of("dial " + url + ": connection refused");
  }
}
