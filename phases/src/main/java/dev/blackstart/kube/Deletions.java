package dev.blackstart.kube;

import dev.blackstart.world.KubeApi.Holder;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who keeps what is being deleted. A namespace goes when all that lies in it has gone, a definition
 * when its objects have, and each of them when nobody's finalizer is left on it.
 */
final class Deletions {
  /** The API server's own: it takes it off itself when the definition's objects have gone. */
  private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

  private final Cluster now;
  private final List<Holder> holders = new ArrayList<>();

  private Deletions(Cluster now) {
    this.now = now;
  }

  static List<Holder> holders(Cluster now, KubeObject.Ref ending)
      throws IOException, InterruptedException {
    Deletions deletions = new Deletions(now);
    Optional<KubeObject> object = deletions.read(ending);
    if (object.isPresent()) {
      switch (ending.kind()) {
        case "Namespace" -> deletions.inNamespace(ending.name());
        case "CustomResourceDefinition" -> deletions.ofDefinition(object.get());
        default -> {
          // Only its own finalizers hold it.
        }
      }
      deletions.add(object.get());
    }
    return List.copyOf(deletions.holders);
  }

  private Optional<KubeObject> read(KubeObject.Ref ref) throws IOException, InterruptedException {
    Optional<Discovery.Kind> kind = now.kind(ref.apiVersion(), ref.kind());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Reply reply = now.connection().get(kind.get().path(ref));
    if (reply.code() == 404) {
      return Optional.empty();
    }
    return Optional.of(new KubeObject(json("get " + ref, reply)));
  }

  private void add(KubeObject object) {
    List<String> finalizers =
        object.list("metadata", "finalizers").stream()
            .map(String::valueOf)
            .filter(finalizer -> !finalizer.equals(CLEANUP))
            .toList();
    if (!finalizers.isEmpty()) {
      holders.add(
          new Holder(
              object.ref(),
              (finalizers.size() == 1 ? "finalizer " : "finalizers ")
                  + String.join(", ", finalizers),
              finalizers));
    }
  }

  private void ofDefinition(KubeObject definition) throws IOException, InterruptedException {
    String group = definition.text("spec", "group");
    for (KubeObject version : ObjectFields.each(definition, "spec", "versions")) {
      if (Boolean.TRUE.equals(version.at("served").orElse(false))) {
        String apiVersion = group + "/" + version.text("name");
        String path = Discovery.root(apiVersion) + "/" + definition.text("spec", "names", "plural");
        each(path, apiVersion, definition.text("spec", "names", "kind"));
        return;
      }
    }
  }

  /** Everything that can be listed and deleted, each resource in its group's preferred version. */
  private void inNamespace(String namespace) throws IOException, InterruptedException {
    List<String> versions = new ArrayList<>(List.of("v1"));
    KubeObject groups = new KubeObject(json("list API groups", now.connection().get("/apis")));
    ObjectFields.each(groups, "groups")
        .forEach(group -> versions.add(group.text("preferredVersion", "groupVersion")));
    for (String version : versions) {
      Reply reply = now.connection().get(Discovery.root(version));
      if (reply.ok()) {
        for (KubeObject resource : ObjectFields.each(new KubeObject(reply.json()), "resources")) {
          if (isContent(resource)) {
            String path =
                "/namespaces/" + ObjectFields.encoded(namespace) + "/" + resource.text("name");
            each(Discovery.root(version) + path, version, resource.text("kind"));
          }
        }
      } else {
        unserved(version, reply);
      }
    }
  }

  private static boolean isContent(KubeObject resource) {
    return Boolean.TRUE.equals(resource.at("namespaced").orElse(false))
        && !resource.text("name").contains("/")
        && resource.list("verbs").containsAll(List.of("list", "delete"));
  }

  /** What an extension of the API does not list may still lie there, so nothing goes. */
  private void unserved(String version, Reply reply) {
    int slash = version.indexOf('/');
    String name = version.substring(slash + 1) + "." + version.substring(0, Math.max(0, slash));
    holders.add(
        new Holder(
            new KubeObject.Ref("apiregistration.k8s.io/v1", "APIService", "", name),
            "does not answer: " + reply.message(),
            List.of()));
  }

  private void each(String path, String apiVersion, String kind)
      throws IOException, InterruptedException {
    Reply reply = now.connection().get(path);
    if (reply.code() == 404 || reply.code() == 405) {
      return;
    }
    KubeObject list = new KubeObject(json("list " + kind, reply));
    ObjectFields.of(list, apiVersion, kind).forEach(this::add);
  }

  /** Takes finalizers off an object unless it has changed meanwhile. */
  static boolean unhold(Cluster now, Holder holder) throws IOException, InterruptedException {
    Deletions deletions = new Deletions(now);
    Optional<KubeObject> object = deletions.read(holder.ref());
    Optional<Discovery.Kind> kind = now.kind(holder.ref().apiVersion(), holder.ref().kind());
    if (object.isEmpty() || kind.isEmpty()) {
      return false;
    }
    List<?> left =
        object.get().list("metadata", "finalizers").stream()
            .filter(finalizer -> !holder.finalizers().contains(String.valueOf(finalizer)))
            .toList();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", object.get().text("metadata", "resourceVersion"));
    metadata.put("finalizers", left);
    Reply reply =
        now.connection()
            .patch(
                kind.get().path(holder.ref()),
                "application/merge-patch+json",
                Map.of("metadata", metadata));
    if (!reply.ok() && reply.code() != 404) {
      throw KubeFailures.of("take the finalizers off " + holder.ref(), reply);
    }
    return true;
  }

  private static Map<String, Object> json(String doing, Reply reply) {
    if (!reply.ok()) {
      throw KubeFailures.of(doing, reply);
    }
    return reply.json();
  }
}
