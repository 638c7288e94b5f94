package dev.blackstart.phase;

import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.KubeObject.Ref;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A Helm release is deployed from the chart and values the repository names, and rolled out. */
final class InstallRelease implements Phase {
  private static final List<String> BEFORE = List.of("prepare", "presync");
  private static final List<String> AFTER = List.of("postsync", "cleanup");

  private final ReleaseHooks hooks = new ReleaseHooks();
  private final ReleaseHealing healing;
  private final PhaseId id;
  private final Release release;
  private final ReleaseGate gate;
  private final Duration budget;

  /**
   * @param gate what has to hold beyond its pods being ready
   */
  InstallRelease(PhaseId id, Release release, ReleaseGate gate, Duration budget) {
    this.gate = gate;
    this.id = id;
    this.release = release;
    this.healing = new ReleaseHealing(release);
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return id;
  }

  @Override
  public String claims() {
    return release.chart() + " is deployed in " + release.namespace() + " and rolled out";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.RELEASE;
  }

  @Override
  public String inputs(World world) {
    InputDigest digest =
        new InputDigest()
            .with(world.charts().find(release.chart()).digest())
            .with(world.charts().valuesDigest(release));
    release.hooks().forEach(hook -> digest.with(hook.toString()));
    for (PostRender step : release.postRenders()) {
      digest.with(step.toString());
      step.entries().forEach(entry -> digest.with(entry.yaml()));
    }
    return digest.hex();
  }

  @Override
  public Map<String, String> files(World world) {
    List<String> files = new ArrayList<>(release.inputs());
    files.add(release.at().file());
    if (release.chart().isFolder()) {
      files.add(release.chart().reference());
    }
    Map<String, String> digests = new TreeMap<>(world.manifests().digests(files));
    digests.putAll(ChartPins.of(release, world));
    return digests;
  }

  @Override
  public Condition check(World world) {
    Condition rolledOut = rolledOut(world, () -> gate.missing(world));
    return rolledOut.met() ? hooked(world, rolledOut) : rolledOut;
  }

  private Condition rolledOut(World world, Supplier<List<Waiting>> gate) {
    Optional<Deployed> deployed = deployed(world);
    if (deployed.isEmpty()) {
      return Condition.unmet("not installed", List.of(new Waiting(who(), "not installed")));
    }
    Deployed helm = deployed.get();
    String chart = helm.chart() + " " + helm.chartVersion();
    if (!helm.status().equals("deployed")) {
      return Condition.unmet(
          "Helm says " + helm.status(), List.of(new Waiting(who(), "Helm says " + helm.status())));
    }
    if (!sameVersion(helm.chartVersion(), wantedVersion(world))) {
      return Condition.unmet(chart + " is deployed, " + release.chart() + " is wanted");
    }
    Rollout rollout = world.kube().rollout(helm.objects());
    List<Waiting> gated = rollout.complete() ? gate.get() : List.of();
    if (!gated.isEmpty()) {
      return Condition.unmet(chart + " is rolled out, but cannot be leaned on yet", gated)
          .counted(rollout.ready(), rollout.total());
    }
    return (rollout.complete()
            ? Condition.met(chart + " is rolled out, revision " + helm.revision())
            : Condition.unmet(chart + " is rolling out", rollout.waiting()))
        .counted(rollout.ready(), rollout.total());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    healing.heal(world, progress);
    hooks.reset();
    RolloutWatch watch = new RolloutWatch(who(), progress, rollout(world));
    GateWatch gated = new GateWatch(who(), gate, progress);
    if (!deployedAsWanted(world)) {
      for (Hook hook : hooks(BEFORE)) {
        progress.until(() -> hooks.attempt(world, hook, progress));
      }
      install(world, progress, watch, gated);
    }
    watch.installed();
    progress.until(
        () -> {
          Condition condition = rolledOut(world, () -> gated.missing(world));
          if (!condition.met()) {
            watch.look(rollout(world));
          }
          return condition;
        });
    gate.remarks().forEach(remark -> progress.log("warning: " + remark));
    for (Hook hook : hooks(AFTER)) {
      progress.until(() -> hooks.attempt(world, hook, progress));
    }
  }

  /** What the hooks after the installation apply is part of the claim: it is in the cluster. */
  private Condition hooked(World world, Condition rolledOut) {
    List<Waiting> missing = new ArrayList<>();
    hooks(AFTER).forEach(hook -> missing.addAll(hooks.missing(world, hook)));
    return missing.isEmpty()
        ? rolledOut
        : Condition.unmet("its hooks have not run", missing)
            .counted(rolledOut.ready(), rolledOut.total());
  }

  private List<Hook> hooks(List<String> events) {
    return events.stream()
        .flatMap(event -> release.hooks().stream().filter(hook -> hook.events().contains(event)))
        .distinct()
        .toList();
  }

  private Optional<Deployed> deployed(World world) {
    return world.charts().deployed(release.namespace(), release.name());
  }

  /** A chart in a folder or in Git, or one named by digest, says its version itself. */
  private String wantedVersion(World world) {
    String tag = release.chart().isGit() ? "" : release.chart().tag();
    return tag.isEmpty() ? world.charts().find(release.chart()).version() : tag;
  }

  /** Whether this run installed the release from what its chart was before somebody edited it. */
  private boolean isEdited(World world) {
    return world
        .ledger()
        .choice(installed())
        .filter(before -> !before.equals(world.charts().find(release.chart()).digest()))
        .isPresent();
  }

  private String installed() {
    return "installed " + release.qualifiedName();
  }

  private boolean deployedAsWanted(World world) {
    return deployed(world)
        .filter(helm -> helm.status().equals("deployed"))
        .filter(helm -> sameVersion(helm.chartVersion(), wantedVersion(world)))
        .filter(helm -> !isEdited(world))
        .filter(helm -> helm.valuesDigest().equals(world.charts().valuesDigest(release)))
        .isPresent();
  }

  /** Helm waits for hooks, so how the release rolls out is watched beside it. */
  private void install(World world, Progress progress, RolloutWatch watch, GateWatch gated)
      throws InterruptedException {
    healing.begin(world);
    Future<?> helm = progress.fanout().background(() -> installing(world));
    try {
      while (!helm.isDone()) {
        Rollout rollout = rollout(world);
        if (rollout.total() > 0) {
          gated.report(world, objects(world), rollout);
          watch.look(rollout, world.time().now());
        }
        waitBriefly(world, helm);
      }
      helm.get();
      healing.end(world);
      progress.did(
          "installed " + release.chart() + " as " + who() + revision(world),
          ByHand.install(release));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      helm.cancel(true);
    }
  }

  /** What Helm's storage says the release consists of, and the hooks Helm waits for. */
  private Rollout rollout(World world) {
    List<Ref> objects = new ArrayList<>(deployed(world).map(Deployed::objects).orElse(List.of()));
    objects.addAll(HelmHooks.unfinished(world, release.namespace()));
    return world.kube().rollout(objects);
  }

  private Rollout objects(World world) {
    return world.kube().rollout(deployed(world).map(Deployed::objects).orElse(List.of()));
  }

  private String revision(World world) {
    return deployed(world).map(helm -> ", revision " + helm.revision()).orElse("");
  }

  /** Whoever watches beside it is woken when it is over. */
  private void installing(World world) {
    try {
      String digest = world.charts().find(release.chart()).digest();
      world.charts().install(release);
      world.ledger().choose(installed(), digest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      world.kube().changes().raise();
    }
  }

  private static void waitBriefly(World world, Future<?> helm) throws InterruptedException {
    long seen = world.kube().changes().version();
    if (!helm.isDone()) {
      world.time().await(world.kube().changes(), seen, Duration.ofMillis(500));
    }
  }

  private String who() {
    return "release " + release.qualifiedName();
  }

  private static boolean sameVersion(String some, String other) {
    return plain(some).equals(plain(other));
  }

  private static String plain(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }
}
