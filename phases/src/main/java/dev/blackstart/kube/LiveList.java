package dev.blackstart.kube;

import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Signal;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All objects of a kind, kept up to date by a watch. It is opened anew each minute, so that one
 * that has gone quiet is noticed; when nobody answers for a while the list counts as empty rather
 * than as true.
 */
final class LiveList implements Runnable {
  private static final Duration WATCH = Duration.ofSeconds(60);
  private static final Duration QUIET = WATCH.plusSeconds(10);
  private static final Duration BELIEVED = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final int PAGE = 500;
  private static final int ENOUGH = 3;
  private static final String FLUX = ".toolkit.fluxcd.io/";

  private final Connection connection;
  private final String apiVersion;
  private final String kind;
  private final String namespace;
  private final Signal changes;
  private final Map<String, KubeObject> objects = new ConcurrentHashMap<>();
  private final CountDownLatch tried = new CountDownLatch(1);
  private volatile long heard;
  private volatile boolean connected;
  private volatile boolean known;
  private volatile Failure refusal;
  private int refusals;

  LiveList(
      Connection connection, String apiVersion, String kind, String namespace, Signal changes) {
    this.connection = connection;
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.namespace = namespace;
    this.changes = changes;
  }

  /**
   * What is known; waits for the first answer, be it that nobody is there.
   *
   * @throws Failure REFUSED when the API server says again and again that we may not read it
   */
  List<KubeObject> objects() throws InterruptedException {
    boolean answered = tried.await(Connection.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    Failure refused = refusal;
    if (refused != null && !connected) {
      throw refused;
    }
    return answered && believed() ? List.copyOf(objects.values()) : List.of();
  }

  private boolean believed() {
    long silence = connection.time().wallNanos() - heard;
    return known && (connected || silence < BELIEVED.toNanos());
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        follow();
        connection.time().pause(AGAIN);
      }
    } catch (InterruptedException e) {
      // The cluster was left, or the run ends.
    } finally {
      connected = false;
      tried.countDown();
    }
  }

  private void follow() throws InterruptedException {
    try {
      Optional<Discovery.Kind> served = connection.discovery().kind(apiVersion, kind);
      if (served.isEmpty()) {
        forget();
        return;
      }
      String path = served.get().path(namespace);
      String version = read(path);
      known = true;
      refusals = 0;
      refusal = null;
      hear();
      tried.countDown();
      changes.raise();
      while (!version.isEmpty()) {
        version = watch(path, version);
      }
    } catch (RefusedReply e) {
      refused(e.reply());
    } catch (IOException | RuntimeException e) {
      // Not yet there, or not any more: the next attempt tells.
    } finally {
      boolean was = connected;
      connected = false;
      tried.countDown();
      if (was) {
        changes.raise();
      }
    }
  }

  /** An API server that is just starting may refuse what it takes a moment later. */
  private void refused(Reply reply) {
    boolean ours = reply.code() == 401 || reply.code() == 403;
    refusals = ours ? refusals + 1 : 0;
    if (refusals >= ENOUGH && refusal == null) {
      refusal = connection.failure("list " + kind, reply);
      changes.raise();
    }
  }

  private void forget() {
    if (!objects.isEmpty()) {
      objects.clear();
      changes.raise();
    }
    known = true;
    hear();
  }

  private void hear() {
    heard = connection.time().wallNanos();
  }

  /** Reads all, page by page; returns the version to watch from. */
  private String read(String path) throws IOException, InterruptedException {
    Map<String, KubeObject> now = new ConcurrentHashMap<>();
    String next = "";
    KubeObject page;
    do {
      Reply reply = connection.get(path + "?limit=" + PAGE + next);
      if (!reply.ok()) {
        throw new RefusedReply("list " + kind, reply);
      }
      page = new KubeObject(reply.json(kind));
      for (KubeObject object : ObjectFields.of(page, apiVersion, kind)) {
        now.put(key(object), kept(object));
      }
      next = "&continue=" + ObjectFields.encoded(page.text("metadata", "continue"));
    } while (!page.text("metadata", "continue").isEmpty());
    objects.keySet().retainAll(now.keySet());
    objects.putAll(now);
    return page.text("metadata", "resourceVersion");
  }

  /**
   * Follows changes until the server ends the watch.
   *
   * @return the version to go on from; empty when all must be read again
   */
  private String watch(String path, String from) throws IOException, InterruptedException {
    LineQueue lines = new LineQueue();
    CompletableFuture<HttpResponse<AsyncBody>> opening =
        connection.stream(
            path
                + "?watch=true&allowWatchBookmarks=true&resourceVersion="
                + ObjectFields.encoded(from)
                + "&timeoutSeconds="
                + WATCH.toSeconds(),
            lines);
    HttpResponse<AsyncBody> response = Connection.waitFor(opening, Connection.DEADLINE);
    AsyncBody body = response.body();
    try {
      if (response.code() != 200) {
        return "";
      }
      connected = true;
      body.done().whenComplete((done, failure) -> lines.end());
      body.consume();
      return take(lines, from);
    } finally {
      body.cancel();
    }
  }

  private String take(LineQueue lines, String from) throws IOException, InterruptedException {
    String version = from;
    while (true) {
      LineQueue.Taken taken = lines.take(QUIET);
      if (taken.line().isEmpty()) {
        if (taken.ended()) {
          hear();
          return version;
        }
        throw new IOException("the watch has gone quiet");
      }
      KubeObject event = new KubeObject(Json.read(kind, taken.line().get()));
      if (event.text("type").equals("ERROR")) {
        return "";
      }
      version = event.text("object", "metadata", "resourceVersion");
      hear();
      if (note(event)) {
        changes.raise();
      }
    }
  }

  private boolean note(KubeObject event) {
    KubeObject object = ObjectFields.inside(event, "object");
    return switch (event.text("type")) {
      case "ADDED", "MODIFIED" -> {
        objects.put(key(object), kept(object));
        yield true;
      }
      case "DELETED" -> objects.remove(key(object)) != null;
      default -> false;
    };
  }

  /**
   * There may be thousands of Flux's objects, and who wrote which field of them is half of each.
   */
  private KubeObject kept(KubeObject object) {
    Map<String, Object> metadata = ObjectFields.inside(object, "metadata").fields();
    if (!apiVersion.contains(FLUX) || !metadata.containsKey("managedFields")) {
      return object;
    }
    Map<String, Object> fewer = new LinkedHashMap<>(metadata);
    fewer.remove("managedFields");
    Map<String, Object> fields = new LinkedHashMap<>(object.fields());
    fields.put("metadata", fewer);
    return new KubeObject(fields);
  }

  private static String key(KubeObject object) {
    return object.namespace() + "/" + object.name();
  }
}
