package dev.blackstart.kube;

import dev.blackstart.run.Fanout;
import dev.blackstart.world.Inside;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Kubernetes API through fabric8's client. */
public final class Fabric8KubeApi implements KubeApi {
  private static final int IN_FLIGHT = 8;

  private final KubeconfigFile file;
  private final TimeSource time;
  private final Fanout fanout;
  private final Signal changes = new Signal();
  private final FluxReadings readings = new FluxReadings();
  private volatile Cluster cluster;

  /**
   * @param kubeconfig the file to keep it in; used at once when it is there
   * @param fanout runs watches and parallel requests
   */
  public Fabric8KubeApi(Path kubeconfig, TimeSource time, Fanout fanout) {
    this.file = new KubeconfigFile(kubeconfig);
    this.time = time;
    this.fanout = fanout;
    adoptWhatIsThere();
  }

  @Override
  public void adopt(Kubeconfig kubeconfig) {
    use(kubeconfig);
    file.write(kubeconfig);
    changes.raise();
  }

  private synchronized void use(Kubeconfig kubeconfig) {
    Cluster next = new Cluster(new Connection(kubeconfig, time), fanout, changes);
    if (cluster != null) {
      cluster.close();
    }
    cluster = next;
  }

  /** What it is in, once there is a file: another process may write that later than we began. */
  private Optional<Cluster> known() {
    if (cluster == null) {
      adoptWhatIsThere();
    }
    return Optional.ofNullable(cluster);
  }

  private synchronized void adoptWhatIsThere() {
    if (cluster == null) {
      file.read().ifPresent(this::use);
    }
  }

  @Override
  public Optional<Kubeconfig> adopted() {
    return known().map(now -> now.connection().kubeconfig());
  }

  @Override
  public Signal changes() {
    return changes;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(cluster).flatMap(Cluster::trouble);
  }

  @Override
  public Optional<Instant> expired() {
    return Optional.ofNullable(cluster).flatMap(now -> now.connection().expired());
  }

  @Override
  public Answer answers() {
    Cluster now = known().orElse(null);
    return now == null ? new Answer(false, "no kubeconfig yet") : ApiReadiness.of(now);
  }

  @Override
  public Optional<KubeObject> get(KubeObject.Ref ref) {
    return read(
        "get " + ref,
        Optional.empty(),
        now -> {
          Optional<Discovery.Kind> kind = now.kind(ref.apiVersion(), ref.kind());
          if (kind.isEmpty()) {
            return Optional.empty();
          }
          Reply reply = now.connection().get(kind.get().path(ref));
          return now.found("get " + ref, reply)
              ? Optional.of(new KubeObject(reply.json()))
              : Optional.empty();
        });
  }

  @Override
  public List<KubeObject> list(String apiVersion, String kind, String namespace) {
    return read("list " + kind, List.of(), now -> now.live(apiVersion, kind, namespace));
  }

  @Override
  public List<KubeObject> listOnce(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    String query = ObjectFields.selecting(labels);
    return read(
        "list " + kind,
        List.of(),
        now -> {
          Optional<Discovery.Kind> served = now.kind(apiVersion, kind);
          if (served.isEmpty()) {
            return List.of();
          }
          Reply reply = now.connection().get(served.get().path(namespace) + query);
          return now.found("list " + kind, reply)
              ? ObjectFields.of(new KubeObject(reply.json(kind)), apiVersion, kind)
              : List.of();
        });
  }

  /** A reading, with the Kubernetes API as it is now. */
  private interface Reading<T> {
    T from(Cluster now) throws IOException, InterruptedException;
  }

  private <T> T read(String doing, T nothing, Reading<T> reading) {
    Cluster now = known().orElse(null);
    if (now == null) {
      return nothing;
    }
    try {
      return reading.from(now);
    } catch (IOException e) {
      return nothing;
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted(doing, e);
    }
  }

  @Override
  public KubeObject apply(KubeObject object, String fieldManager) {
    String doing = "apply " + object.ref();
    return act(
        doing,
        now -> {
          Reply reply = patched(now, doing, object, fieldManager, "");
          if (!reply.ok()) {
            throw now.connection().failure(doing, reply);
          }
          return new KubeObject(reply.json());
        });
  }

  @Override
  public Optional<String> refusal(KubeObject object) {
    String doing = "try " + object.ref();
    return act(
        doing,
        now -> {
          Reply reply = patched(now, doing, object, MANAGER, "&dryRun=All");
          return reply.ok() ? Optional.empty() : Optional.of(reply.message());
        });
  }

  private static Reply patched(
      Cluster now, String doing, KubeObject object, String fieldManager, String more)
      throws IOException, InterruptedException {
    KubeObject.Ref ref = object.ref();
    Discovery.Kind kind =
        now.kind(ref.apiVersion(), ref.kind())
            .orElseThrow(() -> KubeFailures.unknownKind(doing, ref.apiVersion(), ref.kind()));
    return now.connection()
        .patch(
            kind.path(ref)
                + "?force=true&fieldManager="
                + ObjectFields.encoded(fieldManager)
                + more,
            "application/apply-patch+yaml",
            object.fields());
  }

  @Override
  public void applyAll(List<KubeObject> objects, String fieldManager) {
    try {
      fanout.each(objects, IN_FLIGHT, object -> apply(object, fieldManager));
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted("apply " + objects.size() + " objects", e);
    }
  }

  @Override
  public void delete(KubeObject.Ref ref) {
    String doing = "delete " + ref;
    act(
        doing,
        now -> {
          Optional<Discovery.Kind> kind = now.kind(ref.apiVersion(), ref.kind());
          if (kind.isPresent()) {
            Reply reply = now.connection().delete(kind.get().path(ref));
            if (!reply.ok() && reply.code() != 404) {
              throw now.connection().failure(doing, reply);
            }
          }
          return true;
        });
  }

  @Override
  public KubeObject merge(KubeObject.Ref ref, Map<String, Object> fields) {
    String doing = "change " + ref;
    return act(doing, now -> Merges.merge(now, doing, ref, fields));
  }

  @Override
  public List<Holder> holders(KubeObject.Ref leaving) {
    return act("see who holds " + leaving, now -> Deletions.holders(now, leaving));
  }

  @Override
  public void unhold(Holder holder) {
    act("free " + holder.ref(), now -> Deletions.unhold(now, holder));
  }

  @Override
  public void cordon(String node, boolean closed) {
    act((closed ? "cordon " : "uncordon ") + node, now -> Drains.cordon(now, node, closed));
  }

  @Override
  public List<Waiting> drain(String node) {
    return act("drain " + node, now -> Drains.drain(now, node));
  }

  private <T> T act(String doing, Reading<T> acting) {
    Cluster now = known().orElse(null);
    if (now == null) {
      throw KubeFailures.notAdopted(doing);
    }
    try {
      return acting.from(now);
    } catch (IOException e) {
      throw KubeFailures.unreachable(doing, e);
    } catch (InterruptedException e) {
      throw KubeFailures.interrupted(doing, e);
    }
  }

  @Override
  public boolean served(String group, String version, String plural) {
    return read("list " + plural, false, now -> now.serves(group, version, plural));
  }

  @Override
  public Set<Resource> unserved(List<Resource> resources) {
    return read("list resources", Set.copyOf(resources), now -> now.unserved(resources));
  }

  @Override
  public Rollout rollout(List<KubeObject.Ref> objects) {
    return Rollouts.of(objects, (apiVersion, kind) -> list(apiVersion, kind, ""));
  }

  @Override
  public Inside inside() {
    return new PodCalls(() -> Optional.ofNullable(cluster).map(Cluster::connection), fanout);
  }

  @Override
  public List<FluxReading> flux() {
    return readings.all((apiVersion, kind) -> list(apiVersion, kind, ""));
  }

  @Override
  public synchronized void close() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
