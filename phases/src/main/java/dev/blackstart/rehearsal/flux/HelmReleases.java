package dev.blackstart.rehearsal.flux;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.cel.CelFailure;
import dev.blackstart.rehearsal.flux.health.HealthExpressions;
import dev.blackstart.world.Charts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Plays helm-controller: a release is installed by Helm itself and waited for. One that Helm has
 * but no history of the HelmRelease is unmanaged and so upgraded, whatever it holds; one that is
 * deployed by the HelmRelease, with the same chart and values, is left as it is (helm-controller
 * 1.6, {@code DetermineReleaseState}).
 */
final class HelmReleases {
  static final String CONTROLLER = "helm-controller";
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration LAG = Duration.ofSeconds(1);

  private final Surroundings around;
  private final Controllers controllers;
  private final Charts charts;
  private final Informer releases;
  private final ApiClient client;
  private final ReleaseChart chart;
  private final ReleaseTarget target;
  private final HealthChecks health;
  private final Dependencies dependencies;
  private final Installer installer;
  private final Uninstaller uninstaller;
  private final Rounds<ReleaseRun> rounds;
  private final Timetable timetable;
  private final Map<Key, ReleaseRun> runs;
  private final BiConsumer<ResourceType, Key> healthChanged;

  HelmReleases(
      Surroundings around,
      Controllers controllers,
      Charts charts,
      OwnRepository own,
      Path repository) {
    this.around = around;
    this.controllers = controllers;
    this.charts = charts;
    this.releases = around.informer(FluxTypes.HELM_RELEASES);
    this.client = around.client().as(CONTROLLER);
    this.chart = new ReleaseChart(around, client, charts, own, repository);
    this.target = new ReleaseTarget(client);
    ApiTypes types = new ApiTypes(client);
    this.health = new HealthChecks(around, types);
    this.dependencies = new Dependencies(releases);
    this.uninstaller = new Uninstaller(client, types, charts);
    SpoiltHandOver spoilt = new SpoiltHandOver(around, charts, uninstaller);
    this.installer = new Installer(around, charts, new Ownership(client, types, charts), spoilt);
    Finalizers finalizers = new Finalizers(client, releases);
    this.rounds =
        new Rounds<>(
            around, controllers, CONTROLLER, releases, finalizers, this::work, this::uninstall);
    this.timetable = rounds.timetable();
    this.runs = rounds.runs();
    this.healthChanged = rounds::healthChanged;
    rounds.begin();
    for (ResourceType source : List.of(FluxTypes.OCI, FluxTypes.HELM_CHARTS)) {
      around.informer(source).listen(change -> sourceChanged(change));
    }
  }

  /** A source that has become ready lets go those that wait for it. */
  private void sourceChanged(Informer.Change change) {
    boolean became =
        change.now().map(now -> now.isTrue(FluxStatus.READY)).orElse(false)
            && !change.before().map(old -> old.isTrue(FluxStatus.READY)).orElse(false);
    if (became) {
      releases.all().stream()
          .filter(release -> !release.isTrue(FluxStatus.READY))
          .filter(
              release ->
                  List.of("SourceNotReady", "ArtifactFailed")
                      .contains(FluxStatus.reason(release, FluxStatus.READY)))
          .forEach(
              release -> {
                timetable.forget(release.key());
                rounds.add(release.key());
              });
    }
  }

  private void uninstall(Resource release) {
    if (!release.spec().path("suspend").asBoolean()) {
      uninstaller.uninstall(ReleaseNames.namespace(release), ReleaseNames.name(release));
    }
  }

  private void work(Resource release) {
    try {
      ReleaseRun run = runs.get(release.key());
      if (run == null || run.generation() != release.generation()) {
        if (timetable.isDue(release, "")) {
          begin(release);
        }
      } else if (run.failure().isPresent()) {
        installFailed(release, run, run.failure().get());
      } else if (run.isInstalled()) {
        checkHealth(release, run);
      }
    } catch (Dependencies.WrongExpression | CelFailure wrong) {
      end(
          release,
          status(release)
              .stalled(
                  "InvalidCELExpression",
                  "Reconciliation failed terminally due to configuration error: "
                      + wrong.getMessage()),
          interval(release));
    } catch (NotRehearsedException apart) {
      end(release, status(release).notRehearsed(apart.getMessage()), interval(release));
    } catch (Refusal refusal) {
      end(
          release,
          status(release).failed(refusal.reason(), refusal.getMessage()),
          controllers.requeueDependency(CONTROLLER));
    }
  }

  private FluxStatus status(Resource release) {
    return new FluxStatus(around, release);
  }

  private void begin(Resource release) {
    if (release.spec().hasNonNull("kubeConfig")) {
      throw new NotRehearsedException("another cluster is not at hand");
    }
    if (release.status().path("conditions").isEmpty()) {
      release = status(release).progressing("Fulfilling prerequisites").write(releases);
    }
    List<String> apart = dependencies.check(release, "");
    new HealthExpressions(release.spec().path("healthCheckExprs"));
    ChartRef reference = chart.reference(release);
    Charts.Chart found = chart.find(reference);
    Release wanted = target.wanted(release, reference);
    String digest = charts.valuesDigest(wanted);
    Optional<Charts.Deployed> deployed = charts.deployed(wanted.namespace(), wanted.name());
    ReleaseRun run = new ReleaseRun(release, wanted, found, digest, apart);
    runs.put(release.key(), run);
    if (run.isManaged() && deployed.filter(run::isSame).isPresent()) {
      installed(release, run, deployed.get(), release);
      return;
    }
    target.demandNamespace(release, wanted.namespace());
    run.action(deployed.isEmpty() ? "install" : "upgrade");
    String running =
        "Running '"
            + run.action()
            + "' action with timeout of "
            + Durations.text(timeout(release, run));
    status(release)
        .mark(FluxStatus.RECONCILING, "True", "Progressing", running)
        .mark(FluxStatus.READY, "Unknown", "Progressing", running)
        .set("lastAttemptedRevision", found.version())
        .set("lastAttemptedReleaseAction", run.action())
        .set("lastAttemptedGeneration", release.generation())
        .set("lastAttemptedConfigDigest", "sha256:" + digest)
        .handled()
        .write(releases);
    Key key = release.key();
    installer.install(wanted, run, Ownership.isTaken(release, run.action()), () -> rounds.add(key));
  }

  private void installed(
      Resource release, ReleaseRun run, Charts.Deployed deployed, Resource written) {
    Instant now = around.now();
    run.waitFor(deployed, now, now.plus(timeout(release, run)));
    if (run.disablesWait(release)) {
      run.checkNothing();
    }
    health.watch(run.toCheck(), healthChanged);
    checkHealth(written, run);
  }

  private void checkHealth(Resource release, ReleaseRun run) {
    if (!run.isWaiting()) {
      Optional<Charts.Deployed> deployed =
          charts.deployed(run.wanted().namespace(), run.wanted().name());
      boolean lags = deployed.map(there -> there.status().startsWith("pending-")).orElse(true);
      if (lags && run.mayLag(around.now())) {
        timetable.nudge(release.key(), LAG);
        return;
      }
      if (deployed.isEmpty() || !deployed.get().status().equals("deployed")) {
        installFailed(
            release,
            run,
            "release is " + deployed.map(Charts.Deployed::status).orElse("not there"));
        return;
      }
      installed(release, run, deployed.get(), release);
      return;
    }
    HealthExpressions expressions = new HealthExpressions(release.spec().path("healthCheckExprs"));
    HealthChecks.Finding finding = health.look(run.toCheck(), expressions);
    if (finding.healthy()) {
      succeed(release, run);
    } else if (run.isOver(around.now()) || finding.terminal()) {
      installFailed(
          release,
          run,
          run.isOver(around.now())
              ? "timeout waiting for: " + finding.list()
              : "failed early due to stalled resources: " + finding.list());
    } else {
      timetable.nudge(release.key(), POLL);
    }
  }

  private void succeed(Resource release, ReleaseRun run) {
    String message = run.succeeded();
    String reason = run.reason(true);
    FluxStatus status =
        status(release)
            .mark("Released", "True", reason, message)
            .set("history", run.history(around.wall()))
            .set("storageNamespace", ReleaseNames.storageNamespace(release))
            .set("lastAttemptedRevision", run.chart().version())
            .set("lastAttemptedGeneration", release.generation())
            .set("lastAttemptedConfigDigest", "sha256:" + run.digest())
            .ready(
                reason,
                message
                    + (run.apart().isEmpty()
                        ? ""
                        : ", not rehearsed: " + String.join(", ", run.apart())));
    end(release, status, interval(release));
  }

  private void installFailed(Resource release, ReleaseRun run, String why) {
    FailedRelease failed = new FailedRelease(release, run, why);
    failed.demandRehearsed(releases);
    boolean again = !failed.isOutOfRetries();
    Duration pause = again ? Duration.ofSeconds(15) : interval(release);
    end(release, failed.mark(status(release).set("history", run.history(around.wall()))), pause);
  }

  private void end(Resource release, FluxStatus status, Duration again) {
    runs.remove(release.key());
    Resource written = status.handled().write(releases);
    timetable.done(written, "", again);
  }

  private static Duration interval(Resource release) {
    return Durations.of(release.spec().path("interval"), Duration.ofMinutes(10));
  }

  private static Duration timeout(Resource release, ReleaseRun run) {
    Duration common = Durations.of(release.spec().path("timeout"), Duration.ofMinutes(5));
    return Durations.of(release.spec().path(run.action()).path("timeout"), common);
  }

  void close() {
    rounds.close();
  }
}
