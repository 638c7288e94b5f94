package dev.blackstart.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster's Kubernetes API. Until a kubeconfig is adopted, and while no API server answers,
 * readings are empty and acts throw {@link Failure} UNREACHABLE. Every request has a wall deadline.
 */
public interface KubeApi extends AutoCloseable {
  /**
   * Uses this kubeconfig from now on and keeps it in the file the adapter was given (0600), where
   * Helm and a later process find it.
   */
  void adopt(Kubeconfig kubeconfig);

  /** The kubeconfig in use. */
  Optional<Kubeconfig> adopted();

  /** Since when the kubeconfig's client certificate is no longer good. */
  default Optional<Instant> expired() {
    return Optional.empty();
  }

  /** Why the last reading found nothing, when that was not for want of the object. */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** Whether the API server is ready, and if not, what it said. */
  Answer answers();

  /**
   * @param because version when ready; reason when not
   */
  record Answer(boolean ready, String because) {}

  /** Raised whenever something that was read before changes. */
  Signal changes();

  Optional<KubeObject> get(KubeObject.Ref ref);

  /**
   * All objects of a kind, from a watch that is kept from the first call on.
   *
   * @param namespace empty for all namespaces
   */
  List<KubeObject> list(String apiVersion, String kind, String namespace);

  /** Objects of a kind read once, with no watch kept. */
  List<KubeObject> listOnce(
      String apiVersion, String kind, String namespace, Map<String, String> labels);

  /** The field manager of what is not applied for another one. */
  String MANAGER = "blackstart";

  /**
   * Applies server-side as field manager {@link #MANAGER}, conflicts forced.
   *
   * @throws Failure REFUSED with the server's words, UNREACHABLE
   */
  default KubeObject apply(KubeObject object) {
    return apply(object, MANAGER);
  }

  /** The same for another field manager, as a repository's own hook asks for it. */
  KubeObject apply(KubeObject object, String fieldManager);

  /**
   * Asks whether the API server, and every webhook it would ask, takes an object; nothing is
   * stored.
   *
   * @return why not, in its words; empty when it would
   * @throws Failure when it does not know the kind, or does not answer
   */
  Optional<String> refusal(KubeObject object);

  /** Applies many with several requests in flight; the first failure is thrown when all ended. */
  default void applyAll(List<KubeObject> objects) {
    applyAll(objects, MANAGER);
  }

  /** The same for another field manager. */
  void applyAll(List<KubeObject> objects, String fieldManager);

  void delete(KubeObject.Ref ref);

  /**
   * Changes these fields of an object that is there, and no others (JSON merge patch, RFC 7386).
   *
   * @param fields null takes a field away
   * @throws Failure REFUSED with the server's words, also when there is no such object; UNREACHABLE
   */
  KubeObject merge(KubeObject.Ref ref, Map<String, Object> fields);

  /**
   * Who keeps a namespace, a definition or any other object that is being deleted from going: what
   * lies in it, its own objects, itself.
   *
   * @throws Failure when the API server does not say
   */
  List<Holder> holders(KubeObject.Ref leaving);

  /**
   * @param reason such as {@code finalizer example.com/hold}
   * @param finalizers what somebody has yet to do for the object before it goes; empty when it is
   *     not a finalizer that holds
   */
  record Holder(KubeObject.Ref ref, String reason, List<String> finalizers) {}

  /**
   * Takes a holder's finalizers off, as if what they ask for were done. An object that has gone is
   * fine.
   *
   * @throws Failure REFUSED, also when it has changed meanwhile
   */
  void unhold(Holder holder);

  /**
   * Closes a node to new pods, or opens it again.
   *
   * @throws Failure REFUSED when there is no such node, UNREACHABLE
   */
  void cordon(String node, boolean closed);

  /**
   * Asks every pod on a node to leave, through the eviction API, so that disruption budgets are
   * kept. Pods of DaemonSets, static pods and finished ones stay. Asked again and again until
   * nobody is left.
   *
   * @return who is still there, and what keeps them
   */
  List<Waiting> drain(String node);

  /** Whether a LIST of this resource answers 200: Established alone does not say so. */
  boolean served(String group, String version, String plural);

  /** A resource of the API, such as {@code cert-manager.io v1 certificates}. */
  record Resource(String group, String version, String plural) {}

  /** Those of these that are not {@link #served served}. */
  default Set<Resource> unserved(List<Resource> resources) {
    Set<Resource> unserved = new HashSet<>();
    for (Resource each : resources) {
      if (!served(each.group(), each.version(), each.plural())) {
        unserved.add(each);
      }
    }
    return unserved;
  }

  /** How far the workloads among these objects are rolled out, with who is missing and why. */
  Rollout rollout(List<KubeObject.Ref> objects);

  /**
   * @param ready pods ready (for a Job: 1 when complete)
   * @param total pods wanted
   * @param waiting one entry per workload, pod or node that is not there yet
   * @param failing those among them who do not become ready by being waited for
   */
  record Rollout(int ready, int total, List<Waiting> waiting, List<Failing> failing) {
    public Rollout(int ready, int total, List<Waiting> waiting) {
      this(ready, total, waiting, List.of());
    }

    public boolean complete() {
      return waiting.isEmpty() && ready >= total;
    }
  }

  /** What is asked of running pods. */
  Inside inside();

  /** Kustomizations and HelmReleases as Flux last reported them; empty before Flux's CRDs. */
  List<FluxReading> flux();

  /**
   * @param ready Flux's Ready condition is True for the current generation
   * @param reason of the Ready condition; {@code NotRehearsed} when a rehearsal has no chart for it
   * @param since when the Ready condition last changed, when it is known
   */
  record FluxReading(
      KubeObject.Ref ref,
      boolean ready,
      boolean suspended,
      String reason,
      String message,
      Optional<Instant> since,
      FluxTies ties) {
    public FluxReading(
        KubeObject.Ref ref, boolean ready, boolean suspended, String reason, String message) {
      this(ref, ready, suspended, reason, message, Optional.empty(), FluxTies.NONE);
    }
  }

  /**
   * What an object's becoming ready hangs on.
   *
   * @param dependsOn what it depends on, written as {@link KubeObject.Ref} writes it
   * @param applies Kustomizations and HelmReleases among what it applied, likewise
   * @param stalled whether Flux does not try it again until it changes, or tries in vain because
   *     its source is refused
   * @param retry how long after a failure Flux tries it again, when that is known
   */
  record FluxTies(
      List<String> dependsOn, List<String> applies, boolean stalled, Optional<Duration> retry) {
    public static final FluxTies NONE = new FluxTies(List.of(), List.of(), false, Optional.empty());
  }

  @Override
  void close();
}
