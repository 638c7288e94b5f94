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
import java.util.TreeSet;
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
  private final WaveApply apply;
  private final Map<Key, Sync> syncs = new ConcurrentHashMap<>();
  private final Set<Key> awaited = ConcurrentHashMap.newKeySet();
  private Informer applications;
  private Informer projects;
  private RunningPods controller;
  private Reconciler queue;
  private Status status;

  /**
   * Begins to watch.
   *
   * @param repository the operator's working tree, which Argo CD takes for its Git repository
   * @param charts renders charts; one it does not find is not rehearsed
   */
  public ArgoCd(Surroundings around, Path repository, Charts charts) {
    this.around = around;
    this.types = new ApiTypes(around.client().as(CONTROLLER));
    this.manifests = new Manifests(new WorkingTree(repository), charts);
    this.health = new ResourceHealth(around, types);
    this.apply = new WaveApply(around, types);
    new RedisPassword(around);
    around.whenDefined(
        ArgoTypes.PROJECTS, () -> around.whenDefined(ArgoTypes.APPLICATIONS, this::begin));
  }

  private void begin() {
    projects = around.informer(ArgoTypes.PROJECTS);
    applications = around.informer(ArgoTypes.APPLICATIONS);
    status = new Status(around, applications);
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
      demandProject(application);
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

  /** Argo CD makes the project {@code default} itself. */
  private void demandProject(Resource application) {
    String name = application.spec().path("project").asText("default");
    Key key = new Key(application.namespace(), name);
    if (projects.get(key).isPresent()) {
      return;
    }
    if (!name.equals("default")) {
      throw new Refused(
          "InvalidSpecError", "Application referencing project " + name + " which does not exist");
    }
    ObjectNode everything =
        Json.object(
            "sourceRepos", Json.array("*"),
            "destinations", Json.array(Json.object("namespace", "*", "server", "*")),
            "clusterResourceWhitelist", Json.array(Json.object("group", "*", "kind", "*")));
    around
        .client()
        .as(CONTROLLER)
        .createIfAbsent(
            ArgoTypes.PROJECTS,
            Json.object(
                "apiVersion",
                ArgoTypes.PROJECTS.apiVersion(),
                "kind",
                "AppProject",
                "metadata",
                Json.object("name", name, "namespace", application.namespace()),
                "spec",
                everything));
  }

  /** Whether there is nothing to be done or waited for. */
  private boolean compared(Resource application) {
    Sync sync = syncs.get(application.key());
    if (sync == null || !sync.target().spec().equals(application.spec().toString())) {
      sync = new Sync(manifests.of(application), around.now());
      syncs.put(application.key(), sync);
    }
    boolean automated =
        application.spec().path("syncPolicy").has("automated")
            && application.spec().at("/syncPolicy/automated/enabled").asBoolean(true);
    if (!automated) {
      ArrayNode resources = resources(application, sync);
      status.byHand(application, sync.target(), ResourceHealth.worst(resources), resources);
      return true;
    }
    if (sync.isDue(around.now())) {
      advance(application, sync);
    }
    ArrayNode resources = resources(application, sync);
    String worst = ResourceHealth.worst(resources);
    status.compared(application, sync, worst, resources);
    return sync.succeeded() && worst.equals(ResourceHealth.HEALTHY);
  }

  private void advance(Resource application, Sync sync) {
    List<List<ObjectNode>> waves = sync.target().waves();
    try {
      while (sync.wave() < waves.size()) {
        List<ObjectNode> wave = waves.get(sync.wave());
        if (!sync.isApplied()) {
          apply.apply(application, wave);
          sync.applied();
        }
        Set<String> ill = ill(application, wave);
        boolean last = sync.wave() == waves.size() - 1;
        if (!last && !ill.isEmpty()) {
          String first = ill.iterator().next();
          sync.waitsFor(
              "waiting for healthy state of "
                  + first
                  + (ill.size() > 1 ? " and " + (ill.size() - 1) + " more resources" : ""));
          return;
        }
        sync.nextWave();
      }
      sync.succeed(around.now());
    } catch (Refused refused) {
      sync.failed(refused.getMessage(), around.now());
    }
  }

  private Set<String> ill(Resource application, List<ObjectNode> wave) {
    Set<String> ill = new TreeSet<>();
    for (ObjectNode object : wave) {
      boolean well =
          health
              .of(object, destination(application))
              .map(ResourceHealth.HEALTHY::equals)
              .orElse(true);
      if (!well) {
        ManagedObject id = ManagedObject.of(object);
        ill.add((id.group().isEmpty() ? "" : id.group() + "/") + id.kind() + "/" + id.name());
      }
    }
    return ill;
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
      String namespace = id.namespace().isEmpty() ? destination(application) : id.namespace();
      if (!namespace.isEmpty()) {
        one.put("namespace", namespace);
      }
      health
          .of(object, destination(application))
          .ifPresent(
              said -> {
                ObjectNode told = Json.object("status", said);
                String message =
                    said.equals(ResourceHealth.HEALTHY)
                        ? ""
                        : health.message(object, destination(application));
                if (!message.isEmpty()) {
                  told.put("message", message);
                }
                one.set("health", told);
              });
      resources.add(one);
    }
    return resources;
  }

  private static String destination(Resource application) {
    return application.spec().path("destination").path("namespace").asText();
  }
}
