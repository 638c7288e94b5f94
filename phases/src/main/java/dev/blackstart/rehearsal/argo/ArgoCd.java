package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.operator.RunningPods;
import dev.blackstart.rehearsal.flux.ApiTypes;
import dev.blackstart.rehearsal.flux.ManagedObject;
import dev.blackstart.rehearsal.flux.WorkingTree;
import dev.blackstart.world.Charts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays Argo CD: Applications are built, compared and synced wave by wave while a pod of its
 * application controller is ready. It manages itself like everything else.
 */
public final class ArgoCd {
  static final String CONTROLLER = "argocd-application-controller";
  static final String MANAGER = "argocd-controller";
  private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofMinutes(3);

  private final Surroundings around;
  private final Manifests manifests;
  private final ApiTypes types;
  private final ResourceHealth health;
  private final Syncing syncing;
  private final Pruning pruning;
  private final Map<Key, Sync> syncs = new ConcurrentHashMap<>();
  private final Set<Key> awaited = ConcurrentHashMap.newKeySet();
  private Informer applications;
  private Informer projects;
  private RunningPods controller;
  private Reconciler queue;
  private Status status;
  private Permissions permissions;

  /**
   * Begins to watch.
   *
   * @param repository the operator's working tree, which Argo CD takes for its Git repository
   * @param charts renders charts; one it does not find is not rehearsed
   */
  public ArgoCd(Surroundings around, Path repository, Charts charts) {
    this.around = around;
    this.types = new ApiTypes(around.client().as(CONTROLLER));
    WorkingTree tree = new WorkingTree(repository);
    this.manifests = new Manifests(tree, charts);
    this.health = new ResourceHealth(around, types);
    this.pruning = new Pruning(around, types);
    this.syncing = new Syncing(around, types, health, pruning);
    new RedisPassword(around);
    new ArgoSets(around, tree);
    around.whenDefined(
        ArgoTypes.PROJECTS, () -> around.whenDefined(ArgoTypes.APPLICATIONS, this::begin));
  }

  private void begin() {
    projects = around.informer(ArgoTypes.PROJECTS);
    applications = around.informer(ArgoTypes.APPLICATIONS);
    status = new Status(around, applications);
    permissions = new Permissions(around, projects);
    controller = new RunningPods(around, RunningPods.named(CONTROLLER));
    queue = around.reconciler(this::reconcile, ArgoTypes.APPLICATIONS, ArgoTypes.PROJECTS);
    applications.listen(change -> queue.add(change.any().key()));
    projects.listen(change -> all());
    controller.listen(this::all);
  }

  private void all() {
    applications.all().forEach(application -> queue.add(application.key()));
  }

  private void reconcile(Key key) {
    Resource application = applications.get(key).orElse(null);
    if (application == null) {
      syncs.remove(key);
    } else if (controller.ready()) {
      if (application.deleting()) {
        release(application);
      } else {
        work(application);
      }
    }
  }

  private void release(Resource application) {
    if (application.hasFinalizer(FINALIZER)) {
      pruning.cascade(application);
      around
          .client()
          .as(CONTROLLER)
          .merge(
              ArgoTypes.APPLICATIONS,
              application.key(),
              Json.object("metadata", Json.object("finalizers", Json.array())));
    }
  }

  private void work(Resource application) {
    boolean well = false;
    try {
      permissions.demand(application);
      well = compared(application);
    } catch (Refused refused) {
      status.refused(application, refused);
    }
    again(application.key(), well ? LATER : SOON);
  }

  /** One look ahead for each Application, however often it is reconciled meanwhile. */
  private void again(Key key, Duration pause) {
    if (awaited.add(key)) {
      around.after(
          pause,
          () -> {
            awaited.remove(key);
            queue.add(key);
          });
    }
  }

  /** Whether there is nothing to be done or waited for. */
  private boolean compared(Resource application) {
    Sync sync = current(application);
    boolean automated =
        application.spec().path("syncPolicy").has("automated")
            && application.spec().at("/syncPolicy/automated/enabled").asBoolean(true);
    if (!automated) {
      ArrayNode resources = resources(application, sync);
      status.byHand(application, sync.target(), ResourceHealth.worst(resources), resources);
      return true;
    }
    if (sync.isDue(around.now())) {
      syncing.advance(application, sync);
    }
    List<ObjectNode> stale =
        sync.succeeded() ? pruning.stale(application, sync.target()) : List.of();
    ArrayNode resources = resources(application, sync);
    String worst = ResourceHealth.worst(resources);
    stale.forEach(object -> resources.add(stale(object)));
    boolean missing = sync.succeeded() && isMissing(resources);
    if (missing && application.spec().at("/syncPolicy/automated/selfHeal").asBoolean()) {
      syncs.remove(application.key());
    }
    status.compared(application, sync, stale.isEmpty() && !missing, worst, resources);
    return sync.succeeded() && !missing && worst.equals(ResourceHealth.HEALTHY);
  }

  /** The sync of what is meant now: another spec or another commit means another one. */
  private Sync current(Resource application) {
    Sync sync = syncs.get(application.key());
    boolean meant =
        sync != null
            && sync.target().spec().equals(application.spec().toString())
            && manifests.isCurrent(sync.target(), around.now());
    if (meant) {
      return sync;
    }
    Target target = manifests.of(application, around.now());
    if (sync == null || !sync.target().all().equals(target.all())) {
      sync = new Sync(target, application, around.now());
    } else {
      sync = sync.of(target);
    }
    syncs.put(application.key(), sync);
    return sync;
  }

  private static boolean isMissing(ArrayNode resources) {
    for (var resource : resources) {
      if (resource.path("health").path("status").asText().equals("Missing")) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode stale(ObjectNode object) {
    ManagedObject id = ManagedObject.of(object);
    return Json.object(
        "group", id.group(),
        "version", id.version(),
        "kind", id.kind(),
        "namespace", id.namespace(),
        "name", id.name(),
        "status", "OutOfSync",
        "requiresPruning", true);
  }

  private ArrayNode resources(Resource application, Sync sync) {
    ArrayNode resources = Json.array();
    for (ObjectNode object : sync.target().objects()) {
      ManagedObject id = ManagedObject.of(object);
      ObjectNode one =
          Json.object(
              "version", id.version(),
              "kind", id.kind(),
              "name", id.name(),
              "status", sync.succeeded() ? "Synced" : "OutOfSync");
      if (!id.group().isEmpty()) {
        one.put("group", id.group());
      }
      String namespace =
          id.namespace().isEmpty() ? Syncing.destination(application) : id.namespace();
      if (!namespace.isEmpty()) {
        one.put("namespace", namespace);
      }
      health
          .of(object, Syncing.destination(application))
          .ifPresent(
              said -> {
                ObjectNode told = Json.object("status", said);
                String message =
                    said.equals(ResourceHealth.HEALTHY)
                        ? ""
                        : health.message(object, Syncing.destination(application));
                if (!message.isEmpty()) {
                  told.put("message", message);
                }
                one.set("health", told);
              });
      resources.add(one);
    }
    return resources;
  }
}
