package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.util.Optional;

/** Gives a volume to each claim whose StorageClass exists; others stay pending. */
public final class VolumeClaims {
  private static final String PROTECTION = "kubernetes.io/pvc-protection";

  private final Surroundings around;
  private final Informer claims;
  private final Informer classes;
  private final Informer pods;

  public VolumeClaims(Surroundings around) {
    this.around = around;
    this.claims = around.informer(ResourceType.VOLUME_CLAIMS);
    this.classes = around.informer(ResourceType.STORAGE_CLASSES);
    this.pods = around.informer(ResourceType.PODS);
    Reconciler queue =
        around.reconciler(
            this::reconcile,
            ResourceType.VOLUME_CLAIMS,
            ResourceType.STORAGE_CLASSES,
            ResourceType.PODS);
    claims.listen(change -> queue.add(change.any().key()));
    classes.listen(change -> claims.all().forEach(claim -> queue.add(claim.key())));
    pods.listen(
        change -> {
          for (JsonNode volume : change.any().spec().path("volumes")) {
            String name = volume.path("persistentVolumeClaim").path("claimName").asText();
            if (!name.isEmpty()) {
              queue.add(new Key(change.any().namespace(), name));
            }
          }
        });
  }

  private void reconcile(Key key) {
    Optional<Resource> found = claims.get(key);
    if (found.isEmpty()) {
      return;
    }
    Resource claim = found.get();
    if (claim.deleting()) {
      release(claim);
      return;
    }
    Optional<Resource> storage = storage(claim);
    if (claim.status().path("phase").asText().equals("Bound") || storage.isEmpty()) {
      return;
    }
    boolean waits =
        storage.get().json().path("volumeBindingMode").asText().equals("WaitForFirstConsumer");
    if (!waits || consumed(claim, true)) {
      Duration takes =
          around
              .pace()
              .between(
                  Duration.ofSeconds(1), Duration.ofSeconds(5), claim.namespace(), claim.name());
      around.after(takes, () -> bind(key, storage.get()));
    }
  }

  private Optional<Resource> storage(Resource claim) {
    if (claim.spec().has("storageClassName")) {
      return classes.get(Key.cluster(claim.spec().path("storageClassName").asText()));
    }
    return classes.all().stream()
        .filter(
            found -> found.annotation("storageclass.kubernetes.io/is-default-class").equals("true"))
        .findFirst();
  }

  private boolean consumed(Resource claim, boolean scheduled) {
    for (Resource pod : pods.in(claim.namespace())) {
      if (scheduled && pod.spec().path("nodeName").asText().isEmpty()) {
        continue;
      }
      for (JsonNode volume : pod.spec().path("volumes")) {
        if (volume.path("persistentVolumeClaim").path("claimName").asText().equals(claim.name())) {
          return true;
        }
      }
    }
    return false;
  }

  private void bind(Key key, Resource storage) {
    Optional<Resource> found = claims.get(key).filter(claim -> !claim.deleting());
    if (found.isEmpty() || found.get().status().path("phase").asText().equals("Bound")) {
      return;
    }
    Resource claim = found.get();
    String name = "pvc-" + claim.uid();
    JsonNode capacity =
        Json.object("storage", claim.spec().at("/resources/requests/storage").asText("1Gi"));
    ObjectNode volume =
        Json.object(
            "metadata", Json.object("name", name),
            "spec",
                Json.object(
                    "capacity",
                    capacity,
                    "accessModes",
                    claim.spec().path("accessModes"),
                    "persistentVolumeReclaimPolicy",
                    "Delete",
                    "storageClassName",
                    storage.name(),
                    "volumeMode",
                    claim.spec().path("volumeMode").asText("Filesystem"),
                    "claimRef",
                    Json.object(
                        "apiVersion", "v1",
                        "kind", "PersistentVolumeClaim",
                        "namespace", claim.namespace(),
                        "name", claim.name(),
                        "uid", claim.uid()),
                    place(storage),
                    content(storage, claim)));
    around.client().createIfAbsent(ResourceType.VOLUMES, volume);
    around
        .client()
        .mergeStatus(ResourceType.VOLUMES, Key.cluster(name), Json.object("phase", "Bound"));
    claims.saw(
        around
            .client()
            .merge(
                ResourceType.VOLUME_CLAIMS,
                key,
                Json.object("spec", Json.object("volumeName", name))));
    claims.saw(
        around
            .client()
            .mergeStatus(
                ResourceType.VOLUME_CLAIMS,
                key,
                Json.object(
                    "phase",
                    "Bound",
                    "accessModes",
                    claim.spec().path("accessModes"),
                    "capacity",
                    capacity)));
  }

  /** A CSI driver's name has no slash; who has one, as local-path, keeps volumes on the node. */
  private static String place(Resource storage) {
    return storage.json().path("provisioner").asText().contains("/") ? "hostPath" : "csi";
  }

  private static ObjectNode content(Resource storage, Resource claim) {
    return place(storage).equals("csi")
        ? Json.object(
            "driver", storage.json().path("provisioner").asText(),
            "volumeHandle", claim.uid())
        : Json.object("path", "/var/lib/volumes/pvc-" + claim.uid());
  }

  /** A claim goes when no pod uses it, and its volume with it. */
  private void release(Resource claim) {
    if (consumed(claim, false) || !claim.hasFinalizer(PROTECTION)) {
      return;
    }
    ArrayNode others = Json.array();
    claim
        .meta()
        .path("finalizers")
        .forEach(
            finalizer -> {
              if (!finalizer.asText().equals(PROTECTION)) {
                others.add(finalizer);
              }
            });
    around
        .client()
        .merge(
            ResourceType.VOLUME_CLAIMS,
            claim.key(),
            Json.object("metadata", Json.object("finalizers", others)));
    String volume = claim.spec().path("volumeName").asText();
    if (!volume.isEmpty()) {
      Key key = Key.cluster(volume);
      around.client().delete(ResourceType.VOLUMES, key, Json.object());
      around
          .client()
          .find(ResourceType.VOLUMES, key)
          .ifPresent(
              gone ->
                  around
                      .client()
                      .merge(
                          ResourceType.VOLUMES,
                          key,
                          Json.object("metadata", Json.object("finalizers", Json.array()))));
    }
  }
}
