package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.phase.HandOver.Fate;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether Flux took over what the bootstrap installed, from facts alone: Helm's records, when each
 * object was made, who else writes it, and the pods. The moment of the hand-over is when the
 * HelmRelease was made; who is older was there before.
 */
public final class HandOvers {
  private static final String HELM_API = "helm.toolkit.fluxcd.io/v2";
  private static final String APPLIED_BY = "kustomize.toolkit.fluxcd.io/name";
  static final String RELEASE_NAME = "meta.helm.sh/release-name";
  static final String RELEASE_NAMESPACE = "meta.helm.sh/release-namespace";

  /** What helm-controller says when it is not let (Helm 3 and 4, helm-controller 1.6). */
  private static final List<String> CONFLICTS =
      List.of("invalid ownership metadata", "conflict", "cannot re-use a name", "already exists");

  private final World world;
  private final List<KubeObject> helmReleases;

  private HandOvers(World world) {
    this.world = world;
    this.helmReleases = world.kube().listOnce(HELM_API, "HelmRelease", "", Map.of());
  }

  /** Of every release of the bootstrap; none in a cluster that is handed to nobody. */
  public static List<HandOver> of(ClusterSpec spec, World world) {
    if (spec.argo().isPresent()) {
      return ArgoHandOvers.of(spec, spec.argo().get(), world);
    }
    if (spec.flux().isEmpty()) {
      return List.of();
    }
    HandOvers all = new HandOvers(world);
    return spec.releases().stream().map(all::of).toList();
  }

  /** Of one release; absent as long as Flux has no HelmRelease, or Argo CD no Application. */
  public static Optional<HandOver> of(ClusterSpec spec, Release release, World world) {
    if (spec.argo().isPresent()) {
      return ArgoHandOvers.of(release, spec.argo().get(), world);
    }
    HandOvers all = new HandOvers(world);
    return all.helmReleases.isEmpty() ? Optional.empty() : Optional.of(all.of(release));
  }

  private HandOver of(Release release) {
    Optional<Deployed> deployed = world.charts().deployed(release.namespace(), release.name());
    if (deployed.isEmpty()) {
      return HandOver.of(
          release, Fate.UNDECIDED, "Helm has no record of it", "see: helm list -A --all");
    }
    Optional<KubeObject> mine =
        helmReleases.stream().filter(each -> FluxRelease.isOf(each, release)).findFirst();
    List<KubeObject> objects = objects(deployed.get());
    return mine.map(flux -> of(release, flux, deployed.get(), objects))
        .orElseGet(() -> unclaimed(release, objects));
  }

  private List<KubeObject> objects(Deployed deployed) {
    return deployed.objects().stream().flatMap(ref -> world.kube().get(ref).stream()).toList();
  }

  /** No HelmRelease is its: somebody else may have its objects all the same. */
  private HandOver unclaimed(Release release, List<KubeObject> objects) {
    return foreign(release, objects)
        .orElseGet(
            () ->
                HandOver.of(
                    release,
                    Fate.LEFT,
                    "no HelmRelease installs " + release.qualifiedName(),
                    "add a HelmRelease of that name and namespace, or keep it up to date"
                        + " yourself"));
  }

  private HandOver of(
      Release release, KubeObject flux, Deployed deployed, List<KubeObject> objects) {
    String name = flux.namespace() + "/" + flux.name();
    String storage = FluxRelease.storageNamespace(flux);
    if (!storage.equals(release.namespace())) {
      return HandOver.of(
          release,
          Fate.CONFLICTING,
          "HelmRelease "
              + name
              + " keeps its records in "
              + storage
              + " and knows nothing of the release in "
              + release.namespace(),
          "set spec.storageNamespace: " + release.namespace() + " on it");
    }
    Optional<HandOver> unready = unready(release, flux, name);
    if (unready.isPresent()) {
      return unready.get();
    }
    Optional<HandOver> foreign = foreign(release, objects);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    String made = flux.text("metadata", "creationTimestamp");
    Optional<String> first = firstRecord(release);
    PodsSince pods = PodsSince.of(world.kube(), objects, made);
    if (first.isPresent() && first.get().compareTo(made) > 0) {
      return HandOver.of(
          release,
          Fate.RECREATED,
          "Helm's first record of it is younger than HelmRelease " + name + "; " + pods.told(),
          "see what took it down: kubectl -n " + flux.namespace() + " describe hr " + flux.name());
    }
    String revision =
        deployed.revision() == 1
            ? "as it was, revision 1"
            : "revision " + deployed.revision() + " now, " + deployed.chartVersion();
    return HandOver.of(release, Fate.ADOPTED, revision + "; " + pods.told(), "");
  }

  private static Optional<HandOver> unready(Release release, KubeObject flux, String name) {
    KubeObject ready = flux.condition("Ready").orElse(new KubeObject(Map.of()));
    if (ready.text("status").equals("True")) {
      return Optional.empty();
    }
    String message = ready.text("message").lines().findFirst().orElse("Flux has not seen it yet");
    String low = message.toLowerCase(Locale.ROOT);
    boolean conflict = CONFLICTS.stream().anyMatch(low::contains);
    return Optional.of(
        HandOver.of(
            release,
            conflict ? Fate.CONFLICTING : Fate.UNDECIDED,
            "HelmRelease " + name + ": " + message,
            "cure that, then: flux reconcile helmrelease -n "
                + flux.namespace()
                + " "
                + flux.name()));
  }

  /** Objects of the release that bear another release's mark, or that a Kustomization applies. */
  private static Optional<HandOver> foreign(Release release, List<KubeObject> objects) {
    for (KubeObject object : objects) {
      String namespace = object.text("metadata", "annotations", RELEASE_NAMESPACE);
      String owner = namespace + "/" + object.text("metadata", "annotations", RELEASE_NAME);
      if (!namespace.isEmpty() && !owner.equals(release.qualifiedName())) {
        return Optional.of(
            conflict(release, object, "is marked as the Helm release " + owner + "'s"));
      }
      String kustomization = object.text("metadata", "labels", APPLIED_BY);
      if (!kustomization.isEmpty() && object.managers().contains("kustomize-controller")) {
        return Optional.of(
            conflict(release, object, "is applied by Kustomization " + kustomization + " as well"));
      }
    }
    return Optional.empty();
  }

  private static HandOver conflict(Release release, KubeObject object, String what) {
    return HandOver.of(
        release,
        Fate.CONFLICTING,
        object.ref() + " " + what,
        "leave each object to one of them: the other undoes what the one writes");
  }

  /** When Helm's oldest record was made; absent when its first revision has been cleared away. */
  private Optional<String> firstRecord(Release release) {
    return world
        .kube()
        .listOnce(
            "v1",
            "Secret",
            release.namespace(),
            Map.of("owner", "helm", "name", release.name(), "version", "1"))
        .stream()
        .map(secret -> secret.text("metadata", "creationTimestamp"))
        .findFirst();
  }
}
