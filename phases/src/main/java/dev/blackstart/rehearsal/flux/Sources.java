package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays source-controller: the operator's GitRepository is the working tree; other sources are
 * stored as soon as they name something, since nobody but a chart's user looks into them.
 */
final class Sources {
  static final String CONTROLLER = "source-controller";
  private static final String FETCHED = "/fetched";

  private final Surroundings around;
  private final Controllers controllers;
  private final WorkingTree tree;
  private final OwnRepository own;
  private final Map<ResourceType, Kind> kinds = new ConcurrentHashMap<>();

  Sources(Surroundings around, Controllers controllers, WorkingTree tree, OwnRepository own) {
    this.around = around;
    this.controllers = controllers;
    this.tree = tree;
    this.own = own;
    for (ResourceType type :
        List.of(
            FluxTypes.GIT,
            FluxTypes.OCI,
            FluxTypes.HELM_REPOSITORIES,
            FluxTypes.HELM_CHARTS,
            FluxTypes.BUCKETS)) {
      kinds.put(type, new Kind(type));
    }
  }

  void close() {
    kinds.values().forEach(kind -> kind.queue.close());
  }

  /** One kind of source with its queue. */
  private final class Kind {
    private final Informer informer;
    private final Lanes queue;
    private final Timetable timetable;
    private final Map<Key, String> fetching = new ConcurrentHashMap<>();

    Kind(ResourceType type) {
      this.informer = around.informer(type);
      this.queue = new Lanes(around, this::reconcile);
      this.timetable = new Timetable(around, queue::add);
      queue.startAfter(informer.synced());
      informer.listen(change -> queue.add(change.any().key()));
      controllers.listen(() -> informer.all().forEach(source -> queue.add(source.key())));
    }

    private void reconcile(Key key) {
      Resource source = informer.get(key).orElse(null);
      if (source == null
          || source.deleting()
          || source.spec().path("suspend").asBoolean()
          || source.spec().path("type").asText().equals("oci")
          || !controllers.isRunning(CONTROLLER)
          || !timetable.isDue(source, "")) {
        return;
      }
      String version = source.uid() + "/" + source.generation();
      if (!fetching.getOrDefault(key, "").startsWith(version) && !source.isTrue(FluxStatus.READY)) {
        fetching.put(key, version);
        if (source.status().path("conditions").isEmpty()) {
          new FluxStatus(around, source).progressing("building artifact").write(informer);
        }
        Duration takes =
            around.pace().between(Duration.ofSeconds(2), Duration.ofSeconds(5), key.toString());
        around.after(
            takes,
            () -> {
              fetching.put(key, version + FETCHED);
              queue.add(key);
            });
        return;
      }
      if (version.equals(fetching.get(key))) {
        return;
      }
      fetched(source);
    }

    private void fetched(Resource source) {
      FluxStatus status = new FluxStatus(around, source).handled();
      Duration interval = Durations.of(source.spec().path("interval"), Duration.ofMinutes(10));
      try {
        demandSecret(source);
        fetch(source, status);
      } catch (Refusal refusal) {
        status.failed(refusal.reason(), refusal.getMessage());
        interval = Duration.ofMinutes(1);
      } catch (NotRehearsedException apart) {
        status.notRehearsed(apart.getMessage());
      }
      status.write(informer);
      timetable.done(source, "", interval);
    }

    private void fetch(Resource source, FluxStatus status) {
      ResourceType type = informer.type();
      if (around.faults().strikes(FaultKind.SOURCE_DENIED, source.namespace(), source.name())) {
        throw denied(type, source.spec().path("url").asText());
      }
      if (type.equals(FluxTypes.GIT)) {
        String revision = GitReference.of(source.spec().path("ref")) + "@sha1:" + tree.digest();
        if (!own.is(source)) {
          throw new NotRehearsedException(
              "the content of " + source.spec().path("url").asText() + " is not at hand");
        }
        store(status, source, revision, "stored artifact for revision '" + revision + "'");
      } else if (type.equals(FluxTypes.OCI)) {
        JsonNode reference = source.spec().path("ref");
        String url = url(source, "oci://");
        String tag = reference.path("tag").asText(reference.path("semver").asText("latest"));
        String revision =
            tag + "@" + reference.path("digest").asText("sha256:" + sha256(url + tag));
        store(status, source, revision, "stored artifact for digest '" + revision + "'");
      } else if (type.equals(FluxTypes.HELM_REPOSITORIES)) {
        String revision = "sha256:" + sha256(url(source, "http"));
        store(status, source, revision, "stored artifact: revision '" + revision + "'");
      } else if (type.equals(FluxTypes.HELM_CHARTS)) {
        String chart = source.spec().path("chart").asText();
        String version = source.spec().path("version").asText("*");
        store(
            status, source, version, "pulled '" + chart + "' chart with version '" + version + "'");
      } else {
        throw new NotRehearsedException("the content of a bucket is not at hand");
      }
    }

    private static Refusal denied(ResourceType type, String url) {
      return type.equals(FluxTypes.GIT)
          ? new Refusal(
              "GitOperationFailed",
              "failed to checkout and determine revision: unable to clone '"
                  + url
                  + "': ssh: handshake failed: ssh: unable to authenticate, attempted methods [none"
                  + " publickey], no supported methods remain")
          : new Refusal(
              "AuthenticationFailed", "failed to determine artifact digest: " + url + ": DENIED");
    }

    private String url(Resource source, String scheme) {
      String url = source.spec().path("url").asText();
      if (!url.startsWith(scheme)) {
        throw new Refusal("URLInvalid", "URL validation failed: '" + url + "'");
      }
      return url;
    }

    private void demandSecret(Resource source) {
      String name = source.spec().path("secretRef").path("name").asText();
      Key key = new Key(source.namespace(), name);
      if (!name.isEmpty() && around.client().find(ResourceType.SECRETS, key).isEmpty()) {
        throw new Refusal(
            "AuthenticationFailed",
            "failed to get secret '" + key + "': secrets \"" + name + "\" not found");
      }
    }

    private void store(FluxStatus status, Resource source, String revision, String message) {
      String path =
          informer.type().kind().toLowerCase(Locale.ROOT)
              + "/"
              + source.namespace()
              + "/"
              + source.name()
              + "/"
              + sha256(revision).substring(0, 40)
              + ".tar.gz";
      JsonNode old = source.status().path("artifact");
      if (!old.path("revision").asText().equals(revision)) {
        status.set(
            "artifact",
            Json.object(
                "digest",
                "sha256:" + sha256(path),
                "lastUpdateTime",
                around.wall(),
                "path",
                path,
                "revision",
                revision,
                "url",
                "http://source-controller.flux-system.svc.cluster.local./" + path));
      }
      status.mark("ArtifactInStorage", "True", "Succeeded", message);
      status.ready("Succeeded", message);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }
}
