package dev.blackstart.jhelm;

import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.Charts.Unfinished;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Helm's storage in the cluster: one Secret for each revision of a release. */
final class ReleaseStorage {
  private final KubeApi kube;
  private final Map<String, Deployed> read = new ConcurrentHashMap<>();

  ReleaseStorage(KubeApi kube) {
    this.kube = kube;
  }

  /** The newest revision, from a watch: cheap enough to ask again and again. */
  Optional<Deployed> newest(String namespace, String name) {
    return revisions(
            kube.list("v1", "Secret", namespace).stream()
                .filter(secret -> secret.text("metadata", "labels", "owner").equals("helm"))
                .filter(secret -> secret.text("metadata", "labels", "name").equals(name))
                .toList())
        .stream()
        .findFirst()
        .map(this::decoded);
  }

  /** The newest revision as the API server has it now. */
  Optional<Deployed> newestNow(String namespace, String name) {
    return revisionsNow(namespace, name).stream().findFirst().map(this::decoded);
  }

  /** What the revision put into the cluster, hooks left out. */
  List<KubeObject> manifest(Deployed revision) {
    return revisionsNow(revision.namespace(), revision.name()).stream()
        .filter(secret -> revision(secret) == revision.revision())
        .findFirst()
        .map(ReleaseStorage::manifest)
        .orElse(List.of());
  }

  private static List<KubeObject> manifest(KubeObject secret) {
    try {
      return ReleaseRecord.manifest(secret);
    } catch (IOException | YamlProblem e) {
      throw damaged(secret, e);
    }
  }

  /** The newest revision when Helm never closed it. */
  Optional<Unfinished> unfinished(String namespace, String name) {
    return revisionsNow(namespace, name).stream()
        .findFirst()
        .filter(ReleaseStorage::isUnfinished)
        .map(ReleaseStorage::unfinished);
  }

  /**
   * Removes the newest revisions as long as they are unfinished, each after what its hooks had
   * begun: a Job that Helm is not told to replace would be in the way of the next one.
   */
  void removeUnfinished(String namespace, String name) {
    for (KubeObject secret : revisionsNow(namespace, name)) {
      if (!isUnfinished(secret)) {
        return;
      }
      unfinished(secret).hooks().forEach(kube::delete);
      kube.delete(new KubeObject.Ref("v1", "Secret", secret.namespace(), secret.name()));
    }
  }

  private static boolean isUnfinished(KubeObject secret) {
    return Unfinished.is(secret.text("metadata", "labels", "status"));
  }

  /** A record that is damaged stays what its labels say. */
  private static Unfinished unfinished(KubeObject secret) {
    try {
      return ReleaseRecord.unfinished(secret);
    } catch (IOException e) {
      String status = secret.text("metadata", "labels", "status");
      return new Unfinished(revision(secret), status, Optional.empty(), List.of());
    }
  }

  private List<KubeObject> revisionsNow(String namespace, String name) {
    return revisions(
        kube.listOnce("v1", "Secret", namespace, Map.of("owner", "helm", "name", name)));
  }

  private static List<KubeObject> revisions(List<KubeObject> secrets) {
    return secrets.stream()
        .sorted(Comparator.comparingInt(ReleaseStorage::revision).reversed())
        .toList();
  }

  private static int revision(KubeObject secret) {
    String version = secret.text("metadata", "labels", "version");
    return version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
  }

  /** Unpacking costs milliseconds and a record does not change without its resource version. */
  private Deployed decoded(KubeObject secret) {
    String key = secret.text("metadata", "uid") + " " + secret.text("metadata", "resourceVersion");
    return read.computeIfAbsent(key, unread -> decode(secret));
  }

  private static Deployed decode(KubeObject secret) {
    try {
      return ReleaseRecord.read(secret);
    } catch (IOException | YamlProblem e) {
      throw damaged(secret, e);
    }
  }

  private static Failure damaged(KubeObject secret, Exception why) {
    return new Failure(
        Failure.Kind.REFUSED,
        secret.ref() + " is not a record of Helm 3",
        "look at it with helm history; delete it if it is damaged",
        why);
  }
}
