package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Secret behind an ExternalSecret. A vault whose items cannot be looked into holds whatever
 * pods ask for by name.
 */
final class FetchedSecret {
  private final Surroundings around;
  private final Map<Key, Set<String>> asked = new ConcurrentHashMap<>();

  FetchedSecret(Surroundings around) {
    this.around = around;
  }

  String target(Resource secret) {
    String named = secret.spec().path("target").path("name").asText();
    return named.isEmpty() ? secret.name() : named;
  }

  /** Notes the keys that a pod wants; wakes the ExternalSecret they come from. */
  void demanded(Informer.Change change, Informer secrets, Reconciler queue) {
    if (change.now().isEmpty()) {
      return;
    }
    Resource pod = change.now().get();
    for (String kind : new String[] {"initContainers", "containers"}) {
      for (JsonNode container : pod.spec().path(kind)) {
        for (JsonNode variable : container.path("env")) {
          JsonNode reference = variable.path("valueFrom").path("secretKeyRef");
          if (reference.has("key")) {
            Key key = new Key(pod.namespace(), reference.path("name").asText());
            boolean news =
                asked
                    .computeIfAbsent(key, absent -> ConcurrentHashMap.newKeySet())
                    .add(reference.path("key").asText());
            if (news) {
              secrets.in(pod.namespace()).stream()
                  .filter(secret -> target(secret).equals(key.name()))
                  .forEach(secret -> queue.add(secret.key()));
            }
          }
        }
      }
    }
  }

  private Set<String> keys(Resource secret) {
    Set<String> keys = new TreeSet<>();
    JsonNode template = secret.spec().path("target").path("template");
    template.path("data").fieldNames().forEachRemaining(keys::add);
    boolean merges = template.path("mergePolicy").asText().equals("Merge");
    if (template.path("data").isEmpty() || merges) {
      secret.spec().path("data").forEach(data -> keys.add(data.path("secretKey").asText()));
      if (!secret.spec().path("dataFrom").isEmpty()) {
        keys.addAll(asked.getOrDefault(new Key(secret.namespace(), target(secret)), Set.of()));
      }
    }
    return keys;
  }

  /** Whether the Secret is there with all that is wanted of it. */
  boolean upToDate(Resource secret) {
    Optional<Resource> found =
        around.client().find(ResourceType.SECRETS, new Key(secret.namespace(), target(secret)));
    return secret.spec().path("target").path("creationPolicy").asText().equals("None")
        || (found.isPresent()
            && keys(secret).stream().allMatch(key -> found.get().json().path("data").has(key)));
  }

  /** A text that changes with the keys. */
  String version(Resource secret) {
    return Pace.letters(new Pace(0).number(keys(secret).toString()) >>> 1, 12);
  }

  void write(Resource secret) {
    String policy = secret.spec().path("target").path("creationPolicy").asText("Owner");
    if (policy.equals("None")) {
      return;
    }
    JsonNode template = secret.spec().path("target").path("template");
    ObjectNode meta = Json.object("name", target(secret), "namespace", secret.namespace());
    for (String field : new String[] {"labels", "annotations"}) {
      if (template.path("metadata").has(field)) {
        meta.set(field, template.path("metadata").path(field).deepCopy());
      }
    }
    if (policy.equals("Owner")) {
      meta.set("ownerReferences", Json.array(secret.asController()));
    }
    ObjectNode data = Json.object();
    keys(secret).forEach(key -> data.put(key, value(secret, key)));
    ObjectNode object =
        Json.object("apiVersion", "v1", "kind", "Secret", "metadata", meta, "data", data);
    if (template.has("type")) {
      object.set("type", template.path("type"));
    }
    around.client().apply(ResourceType.SECRETS, object, "external-secrets", true);
  }

  /** Deletes what was written for an ExternalSecret that has gone. */
  void forget(Resource secret) {
    if (secret.spec().path("target").path("creationPolicy").asText("Owner").equals("Owner")) {
      Key key = new Key(secret.namespace(), target(secret));
      around.client().delete(ResourceType.SECRETS, key, Json.object());
    }
  }

  private String value(Resource secret, String key) {
    if (key.equals(".dockerconfigjson")) {
      return Base64.getEncoder().encodeToString("{\"auths\":{}}".getBytes(StandardCharsets.UTF_8));
    }
    long number = around.pace().number(secret.namespace(), target(secret), key);
    String text = Pace.letters(number, 12) + Pace.letters(~number, 12);
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
