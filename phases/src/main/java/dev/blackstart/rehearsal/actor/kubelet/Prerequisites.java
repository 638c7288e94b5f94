package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.util.Optional;

/** What a pod takes from ConfigMaps, Secrets and claims: without it a kubelet does not start it. */
record Prerequisites(ApiClient client) {
  /** The first volume that cannot be mounted, in the kubelet's words. */
  Optional<String> unmountable(Resource pod) {
    for (JsonNode volume : pod.spec().path("volumes")) {
      Optional<String> missing =
          source(pod, volume, "secret", "secretName")
              .or(() -> source(pod, volume, "configMap", "name"));
      for (JsonNode projected : volume.path("projected").path("sources")) {
        if (missing.isEmpty()) {
          missing =
              source(pod, projected, "secret", "name")
                  .or(() -> source(pod, projected, "configMap", "name"));
        }
      }
      if (missing.isPresent()) {
        return Optional.of(
            "MountVolume.SetUp failed for volume \"%s\" : %s"
                .formatted(volume.path("name").asText(), missing.get()));
      }
      String claim = volume.path("persistentVolumeClaim").path("claimName").asText();
      if (!claim.isEmpty() && !bound(new Key(pod.namespace(), claim))) {
        return Optional.of("persistentvolumeclaim \"" + claim + "\" is not bound");
      }
    }
    return Optional.empty();
  }

  private boolean bound(Key claim) {
    return client
        .find(ResourceType.VOLUME_CLAIMS, claim)
        .map(found -> found.status().path("phase").asText().equals("Bound"))
        .orElse(false);
  }

  /** The first variable whose source is missing. */
  Optional<String> unreadable(Resource pod) {
    for (String containers : new String[] {"initContainers", "containers"}) {
      for (JsonNode container : pod.spec().path(containers)) {
        for (JsonNode variable : container.path("env")) {
          JsonNode from = variable.path("valueFrom");
          Optional<String> missing =
              source(pod, from, "secretKeyRef", "name")
                  .or(() -> source(pod, from, "configMapKeyRef", "name"));
          if (missing.isPresent()) {
            return missing;
          }
        }
        for (JsonNode from : container.path("envFrom")) {
          Optional<String> missing =
              source(pod, from, "secretRef", "name")
                  .or(() -> source(pod, from, "configMapRef", "name"));
          if (missing.isPresent()) {
            return missing;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What is missing of a reference that is not optional, in the kubelet's words. */
  private Optional<String> source(Resource pod, JsonNode holder, String field, String nameField) {
    JsonNode reference = holder.path(field);
    String name = reference.path(nameField).asText();
    if (name.isEmpty() || reference.path("optional").asBoolean()) {
      return Optional.empty();
    }
    boolean secret = field.startsWith("secret");
    ResourceType type = secret ? ResourceType.SECRETS : ResourceType.CONFIG_MAPS;
    Optional<Resource> found = client.find(type, new Key(pod.namespace(), name));
    String what = secret ? "secret" : "configmap";
    if (found.isEmpty()) {
      return Optional.of("%s \"%s\" not found".formatted(what, name));
    }
    String key = reference.path("key").asText();
    return key.isEmpty()
            || found.get().json().path("data").has(key)
            || found.get().json().path("binaryData").has(key)
        ? Optional.empty()
        : Optional.of(
            "couldn't find key %s in %s %s/%s"
                .formatted(key, secret ? "Secret" : "ConfigMap", pod.namespace(), name));
  }
}
