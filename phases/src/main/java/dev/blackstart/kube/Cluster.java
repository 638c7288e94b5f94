package dev.blackstart.kube;

import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Resource;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/** A connection with what is known through it: kinds, watches, what was seen served. */
final class Cluster implements AutoCloseable {
  private static final int IN_FLIGHT = 8;
  private static final Duration STILL_SERVED = Duration.ofMinutes(1);

  private final Connection connection;
  private final Fanout fanout;
  private final Signal changes;
  private final Map<String, Followed> followed = new ConcurrentHashMap<>();
  private final Map<String, Long> served = new ConcurrentHashMap<>();

  private volatile String version = "";
  private volatile Optional<String> trouble = Optional.empty();

  Cluster(Connection connection, Fanout fanout, Signal changes) {
    this.connection = connection;
    this.fanout = fanout;
    this.changes = changes;
  }

  private record Followed(LiveList list, Future<?> watcher) {}

  Connection connection() {
    return connection;
  }

  /** Version of the API server, asked for once. */
  String version() throws IOException, InterruptedException {
    if (version.isEmpty()) {
      Reply reply = connection.get("/version");
      if (!reply.ok()) {
        throw new IOException(reply.message());
      }
      version = new KubeObject(reply.json()).text("gitVersion");
    }
    return version;
  }

  Optional<Discovery.Kind> kind(String apiVersion, String kind)
      throws IOException, InterruptedException {
    return connection.discovery().kind(apiVersion, kind);
  }

  /** From a watch of all namespaces when there is one, else from one of this namespace. */
  List<KubeObject> live(String apiVersion, String kind, String namespace)
      throws InterruptedException {
    Followed all = followed.get(apiVersion + " " + kind + " ");
    if (all != null && !namespace.isEmpty()) {
      return all.list().objects().stream()
          .filter(object -> object.namespace().equals(namespace))
          .toList();
    }
    return followed
        .computeIfAbsent(
            apiVersion + " " + kind + " " + namespace,
            unfollowed -> follow(apiVersion, kind, namespace))
        .list()
        .objects();
  }

  private Followed follow(String apiVersion, String kind, String namespace) {
    LiveList list = new LiveList(connection, apiVersion, kind, namespace, changes);
    return new Followed(list, fanout.background(list));
  }

  /** What is served stays so for a while: there may be a hundred CRDs to ask for. */
  boolean serves(String group, String version, String plural)
      throws IOException, InterruptedException {
    String path = Discovery.root(group.isEmpty() ? version : group + "/" + version) + "/" + plural;
    long now = connection.time().wallNanos();
    Long seen = served.get(path);
    if (seen != null && now - seen < STILL_SERVED.toNanos()) {
      return true;
    }
    boolean ok = connection.get(path + "?limit=1").ok();
    if (ok) {
      served.put(path, now);
    }
    return ok;
  }

  /** Not there and not answering are no errors of a reading; a refusal is. */
  boolean found(String doing, Reply reply) {
    if (reply.ok()) {
      trouble = Optional.empty();
      return true;
    }
    Failure failure = connection.failure(doing, reply);
    if (reply.code() != 404 && !failure.retryable()) {
      throw failure;
    }
    trouble = reply.code() == 404 ? Optional.empty() : Optional.of(failure.what());
    return false;
  }

  /** Why the last reading found nothing, when that was not for want of the object. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Asked side by side: one after the other, a hundred LISTs take seconds. */
  Set<Resource> unserved(List<Resource> resources) throws InterruptedException {
    Set<Resource> unserved = ConcurrentHashMap.newKeySet();
    fanout.each(
        resources,
        IN_FLIGHT,
        each -> {
          if (!answers(each)) {
            unserved.add(each);
          }
          return each;
        });
    return unserved;
  }

  private boolean answers(Resource resource) {
    try {
      return serves(resource.group(), resource.version(), resource.plural());
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted("list " + resource.plural(), e);
    }
  }

  @Override
  public void close() {
    followed.values().forEach(each -> each.watcher().cancel(true));
    connection.close();
  }
}
