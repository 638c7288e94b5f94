package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.world.Charts;
import dev.blackstart.world.KubeObject;
import java.util.Optional;

/**
 * Takes over for a release what was there before it, such as definitions that a bootstrap applied:
 * helm-controller has Helm do so unless {@code disableTakeOwnership} is set (since Flux 2.5); the
 * Helm that plays it here cannot, and asks for its marks instead.
 */
final class Ownership {
  private static final String REFUSED = "invalid ownership metadata";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String NAME = "meta.helm.sh/release-name";
  private static final String NAMESPACE = "meta.helm.sh/release-namespace";

  private final ApiClient client;
  private final ApiTypes types;
  private final Charts charts;

  Ownership(ApiClient client, ApiTypes types, Charts charts) {
    this.client = client;
    this.types = types;
    this.charts = charts;
  }

  /** Whether a HelmRelease lets Helm take over what others made. */
  static boolean isTaken(Resource release, String action) {
    return !release.spec().path(action).path("disableTakeOwnership").asBoolean();
  }

  /** Whether Helm refused because objects belong to somebody else. */
  static boolean isMissing(String failure) {
    return failure.contains(REFUSED);
  }

  /** Marks every object of the release that is there as the release's own. */
  void take(Release release) {
    for (KubeObject wanted : charts.render(release)) {
      types
          .find(wanted.text("apiVersion"), wanted.kind())
          .ifPresent(type -> take(type, key(type, wanted, release), release));
    }
  }

  private static Key key(ResourceType type, KubeObject wanted, Release release) {
    String namespace = wanted.namespace().isEmpty() ? release.namespace() : wanted.namespace();
    return type.namespaced() ? new Key(namespace, wanted.name()) : Key.cluster(wanted.name());
  }

  private void take(ResourceType type, Key key, Release release) {
    Optional<Resource> found = client.find(type, key);
    boolean own =
        found
            .map(
                object ->
                    object.label(MANAGED_BY).equals("Helm")
                        && object.annotation(NAME).equals(release.name())
                        && object.annotation(NAMESPACE).equals(release.namespace()))
            .orElse(true);
    if (own) {
      return;
    }
    ObjectNode marks =
        Json.object(
            "metadata",
            Json.object(
                "labels",
                Json.object(MANAGED_BY, "Helm"),
                "annotations",
                Json.object(NAME, release.name(), NAMESPACE, release.namespace())));
    client.merge(type, key, marks);
  }
}
