package dev.blackstart.phase;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.phase.HandOver.Fate;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether Argo CD took over what the bootstrap installed, from facts alone: the tracking ids and
 * field managers of each object, when it was made, and the pods. The moment of the hand-over is
 * when the Application was made.
 */
final class ArgoHandOvers {
  private static final String TRACKING = "argocd.argoproj.io/tracking-id";
  private static final String INSTANCE = "app.kubernetes.io/instance";
  private static final String MANAGER = "argocd-controller";

  private final World world;
  private final Map<String, KubeObject> applications = new TreeMap<>();

  private ArgoHandOvers(World world, String namespace) {
    this.world = world;
    world
        .kube()
        .listOnce(ApplyRoot.API, "Application", namespace, Map.of())
        .forEach(each -> applications.put(each.name(), each));
  }

  static List<HandOver> of(ClusterSpec spec, ArgoSource argo, World world) {
    ArgoHandOvers all = new ArgoHandOvers(world, argo.namespace());
    return spec.releases().stream().map(all::of).toList();
  }

  /** Of one release; absent as long as there is no Application at all. */
  static Optional<HandOver> of(Release release, ArgoSource argo, World world) {
    ArgoHandOvers all = new ArgoHandOvers(world, argo.namespace());
    return all.applications.isEmpty() ? Optional.empty() : Optional.of(all.of(release));
  }

  private HandOver of(Release release) {
    Optional<Deployed> deployed = world.charts().deployed(release.namespace(), release.name());
    if (deployed.isEmpty()) {
      return HandOver.of(
          release, Fate.UNDECIDED, "Helm has no record of it", "see: helm list -A --all");
    }
    List<KubeObject> objects =
        deployed.get().objects().stream().flatMap(ref -> world.kube().get(ref).stream()).toList();
    Map<String, KubeObject> owners = new TreeMap<>();
    objects.forEach(object -> owner(object).ifPresent(name -> owners.putIfAbsent(name, object)));
    if (owners.isEmpty()) {
      return HandOver.of(
          release,
          Fate.LEFT,
          "no Application deploys " + release.qualifiedName(),
          "add an Application of its chart and values, or keep it up to date yourself");
    }
    if (owners.size() > 1) {
      List<String> names = List.copyOf(owners.keySet());
      return HandOver.of(
          release,
          Fate.CONFLICTING,
          owners.get(names.getLast()).ref()
              + " is Application "
              + names.getLast()
              + "'s, others of it are "
              + names.getFirst()
              + "'s",
          "leave each release to one Application: the others' prune deletes what is not theirs");
    }
    return of(release, applications.get(owners.keySet().iterator().next()), objects);
  }

  private HandOver of(Release release, KubeObject application, List<KubeObject> objects) {
    ArgoApplication argo = new ArgoApplication(application);
    if (!argo.ready()) {
      return HandOver.of(
          release,
          Fate.UNDECIDED,
          argo.name() + ": " + argo.reason(),
          "cure that; Argo CD goes on by itself");
    }
    String made = application.text("metadata", "creationTimestamp");
    PodsSince pods = PodsSince.of(world.kube(), objects, made);
    List<KubeObject> workloads =
        objects.stream().filter(each -> each.ref().apiVersion().startsWith("apps/")).toList();
    Optional<KubeObject> again =
        workloads.stream()
            .filter(each -> each.text("metadata", "creationTimestamp").compareTo(made) > 0)
            .findFirst();
    if (again.isPresent()) {
      return HandOver.of(
          release,
          Fate.RECREATED,
          again.get().ref() + " is younger than " + argo.name() + "; " + pods.told(),
          "see what took it down: kubectl -n "
              + application.namespace()
              + " describe application "
              + application.name());
    }
    long taken = objects.stream().filter(each -> owner(each).isPresent()).count();
    String rest =
        taken == objects.size()
            ? taken + " objects"
            : taken + " of " + objects.size() + " objects, the others stay as Helm left them";
    return HandOver.of(
        release, Fate.ADOPTED, "by " + argo.name() + ", " + rest + "; " + pods.told(), "");
  }

  /** The Application an object belongs to, by its tracking id, else by its label. */
  private Optional<String> owner(KubeObject object) {
    String tracking = object.text("metadata", "annotations", TRACKING);
    if (!tracking.isEmpty()) {
      return Optional.of(tracking.split(":", -1)[0]).filter(applications::containsKey);
    }
    String instance = object.text("metadata", "labels", INSTANCE);
    return Optional.of(instance)
        .filter(name -> applications.containsKey(name) && isWritten(object));
  }

  private static boolean isWritten(KubeObject object) {
    return object.list("metadata", "managedFields").stream()
        .anyMatch(each -> each instanceof Map<?, ?> field && MANAGER.equals(field.get("manager")));
  }
}
