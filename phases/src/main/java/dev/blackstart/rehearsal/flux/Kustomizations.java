package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.cel.CelFailure;
import dev.blackstart.rehearsal.flux.health.HealthExpressions;
import dev.blackstart.template.kustomize.SourceTree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Plays kustomize-controller: what a Kustomization names is built, applied and waited for. */
final class Kustomizations {
  static final String CONTROLLER = "kustomize-controller";
  private static final Duration POLL = Duration.ofSeconds(5);

  private final Surroundings around;
  private final Controllers controllers;
  private final Informer kustomizations;
  private final Artifacts artifacts;
  private final ApiTypes types;
  private final HealthChecks health;
  private final Dependencies dependencies;
  private final StagedApply apply;
  private final KustomizationBuild build;
  private final Rounds<KustomizationRun> rounds;
  private final Timetable timetable;
  private final Map<Key, KustomizationRun> runs;
  private final BiConsumer<ResourceType, Key> healthChanged;

  Kustomizations(Surroundings around, Controllers controllers, SourceTree tree) {
    ApiClient client = around.client().as(CONTROLLER);
    this.around = around;
    this.controllers = controllers;
    this.kustomizations = around.informer(FluxTypes.KUSTOMIZATIONS);
    this.types = new ApiTypes(client);
    this.artifacts = new Artifacts(around, tree);
    this.health = new HealthChecks(around, types);
    this.dependencies = new Dependencies(kustomizations);
    this.apply = new StagedApply(around, client, types);
    this.build = new KustomizationBuild(client, tree);
    Finalizers finalizers = new Finalizers(client, kustomizations);
    this.rounds =
        new Rounds<>(
            around, controllers, CONTROLLER, kustomizations, finalizers, this::work, this::prune);
    this.timetable = rounds.timetable();
    this.runs = rounds.runs();
    this.healthChanged = rounds::healthChanged;
    rounds.begin();
    around.informer(FluxTypes.GIT).listen(change -> sourceChanged(change.any()));
    // What was not rehearsed for want of a kind may be now.
    around
        .informer(ResourceType.DEFINITIONS)
        .listen(
            change ->
                kustomizations.all().stream()
                    .filter(FluxStatus::isNotRehearsed)
                    .forEach(timetable::renew));
  }

  private void sourceChanged(Resource source) {
    kustomizations.all().stream()
        .filter(kustomization -> Artifacts.sourceOf(kustomization).equals(source.key()))
        .forEach(kustomization -> rounds.add(kustomization.key()));
  }

  private void prune(Resource kustomization) {
    if (KustomizationSettings.prunesAtItsEnd(kustomization)) {
      Inventory.prune(around.client(), types, kustomization, Inventory.of(kustomization));
    }
  }

  private void work(Resource kustomization) {
    String revision = "";
    try {
      if (kustomization.spec().hasNonNull("kubeConfig")) {
        throw new NotRehearsedException("another cluster is not at hand");
      }
      revision = artifacts.revision(kustomization).orElse("");
      if (revision.isEmpty()) {
        noArtifact(kustomization);
        return;
      }
      KustomizationRun run = runs.get(kustomization.key());
      if (run == null || !run.isFor(kustomization, revision)) {
        if (timetable.isDue(kustomization, revision)) {
          begin(kustomization, revision);
        }
        return;
      }
      switch (run.stage()) {
        case FETCHING -> {}
        case APPLYING -> apply(kustomization, run);
        case WAITING -> checkHealth(kustomization, run);
      }
    } catch (Dependencies.WrongExpression | CelFailure wrong) {
      String message =
          "Reconciliation failed terminally due to configuration error: " + wrong.getMessage();
      end(
          kustomization,
          revision,
          status(kustomization).stalled("InvalidCELExpression", message),
          KustomizationSettings.interval(kustomization));
    } catch (NotRehearsedException apart) {
      end(
          kustomization,
          revision,
          status(kustomization).notRehearsed(apart.getMessage()),
          KustomizationSettings.interval(kustomization));
    } catch (Refusal refusal) {
      boolean waits = refusal.reason().equals("DependencyNotReady");
      Duration retry = KustomizationSettings.retry(kustomization);
      end(
          kustomization,
          revision,
          status(kustomization).failed(refusal.reason(), refusal.getMessage()),
          waits ? controllers.requeueDependency(CONTROLLER) : retry);
    }
  }

  private FluxStatus status(Resource kustomization) {
    return new FluxStatus(around, kustomization);
  }

  private void noArtifact(Resource kustomization) {
    Duration again = controllers.requeueDependency(CONTROLLER);
    status(kustomization)
        .failed("ArtifactFailed", "Source artifact not found, retrying in " + Durations.text(again))
        .write(kustomizations);
    timetable.nudge(kustomization.key(), again);
  }

  private void begin(Resource kustomization, String revision) {
    List<String> apart = dependencies.check(kustomization, revision);
    new HealthExpressions(kustomization.spec().path("healthCheckExprs"));
    KustomizationRun run = new KustomizationRun(kustomization, revision, apart);
    runs.put(kustomization.key(), run);
    boolean known =
        KustomizationSettings.isCurrent(kustomization, revision)
            || FluxStatus.isNotRehearsed(kustomization);
    if (!known) {
      status(kustomization)
          .fetching(revision, KustomizationSettings.timeout(kustomization))
          .write(kustomizations);
    }
    Duration takes =
        around
            .pace()
            .between(Duration.ofSeconds(2), Duration.ofSeconds(5), kustomization.key().toString());
    around.after(
        takes,
        () -> {
          run.fetched();
          rounds.add(kustomization.key());
        });
  }

  private void apply(Resource kustomization, KustomizationRun run) {
    KustomizationBuild.Built built = build.build(kustomization);
    run.standInFor(built.unread());
    StagedApply.Result result = apply.apply(kustomization, built.objects());
    if (!result.complete()) {
      timetable.nudge(kustomization.key(), Duration.ofSeconds(2));
      return;
    }
    List<ManagedObject> stale = Inventory.stale(Inventory.of(kustomization), result.applied());
    FluxStatus status =
        status(kustomization)
            .set("inventory", Inventory.json(result.applied()))
            .set("lastAttemptedRevision", run.revision());
    if (kustomization.spec().path("prune").asBoolean()) {
      Inventory.prune(around.client(), types, kustomization, stale);
    }
    List<ManagedObject> toCheck = KustomizationSettings.toCheck(kustomization, result.applied());
    if (!toCheck.isEmpty() && !KustomizationSettings.isCurrent(kustomization, run.revision())) {
      status.checkingHealth(run.revision(), KustomizationSettings.timeout(kustomization));
    }
    Resource written = status.write(kustomizations);
    Instant now = around.now();
    run.waitFor(toCheck, now, now.plus(KustomizationSettings.timeout(kustomization)));
    health.watch(toCheck, healthChanged);
    checkHealth(written, run);
  }

  private void checkHealth(Resource kustomization, KustomizationRun run) {
    HealthExpressions expressions =
        new HealthExpressions(kustomization.spec().path("healthCheckExprs"));
    HealthChecks.Finding finding = health.look(run.toCheck(), expressions);
    Instant now = around.now();
    if (finding.healthy()) {
      succeed(kustomization, run, finding, now);
      return;
    }
    boolean over = run.isOver(now);
    if (!over && !finding.terminal()) {
      run.settle(object -> !finding.unhealthy().containsKey(object.toString()));
      timetable.nudge(kustomization.key(), POLL);
      return;
    }
    Duration took = Duration.between(run.waitingSince(), now);
    String message =
        "health check failed after "
            + Durations.text(took)
            + ": "
            + (over ? "timeout waiting for: " : "failed early due to stalled resources: ")
            + finding.list();
    FluxStatus status =
        status(kustomization)
            .mark(FluxStatus.HEALTHY, "False", "HealthCheckFailed", message)
            .failed("HealthCheckFailed", message);
    end(kustomization, run.revision(), status, KustomizationSettings.retry(kustomization));
  }

  private void succeed(
      Resource kustomization, KustomizationRun run, HealthChecks.Finding finding, Instant now) {
    List<String> apart = new ArrayList<>(run.apart());
    apart.addAll(finding.notRehearsed());
    String message =
        "Applied revision: "
            + run.revision()
            + (apart.isEmpty() ? "" : ", not rehearsed: " + String.join(", ", apart));
    FluxStatus status = status(kustomization);
    if (!run.checksHealth()) {
      status.without(FluxStatus.HEALTHY);
    } else {
      String took = Durations.text(Duration.between(run.waitingSince(), now));
      status.mark(FluxStatus.HEALTHY, "True", "Succeeded", "Health check passed in " + took);
    }
    status.set("lastAppliedRevision", run.revision());
    end(
        kustomization,
        run.revision(),
        run.unread().isEmpty()
            ? status.ready("ReconciliationSucceeded", message)
            : status.notRehearsed(EncryptedValues.notRehearsed(run.unread())),
        KustomizationSettings.interval(kustomization));
  }

  private void end(Resource kustomization, String revision, FluxStatus status, Duration again) {
    runs.remove(kustomization.key());
    status.handled().write(kustomizations);
    timetable.done(kustomization, revision, again);
  }

  void close() {
    rounds.close();
  }
}
