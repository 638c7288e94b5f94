package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.jhelm.HelmRequest.Act;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.ReleasePreview;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Charts by Helm 3 in a child JVM; its release storage is read through the Kubernetes API. */
public final class JHelmCharts implements Charts {
  private static final Duration RENDERING = Duration.ofSeconds(60);
  private static final Duration BEYOND_HOOKS = Duration.ofMinutes(2);

  private final HelmSettings settings;
  private final KubeApi kube;
  private final TimeSource time;
  private final ChartShelf shelf;
  private final ReleaseStorage storage;
  private final WarmHelm helm;
  private final ReleaseDefinitions definitions;

  public JHelmCharts(HelmSettings settings, KubeApi kube, TimeSource time) {
    this(settings, kube, time, KeptReadings.nowhere());
  }

  /**
   * @param kept what was read of charts before
   */
  public JHelmCharts(HelmSettings settings, KubeApi kube, TimeSource time, KeptReadings kept) {
    this.settings = settings;
    this.kube = kube;
    this.time = time;
    this.shelf = new ChartShelf(settings, time, kept);
    this.definitions =
        new ReleaseDefinitions(shelf, kept, () -> kubernetesVersion(Act.RENDER), this::rendered);
    this.storage = new ReleaseStorage(kube);
    this.helm = new WarmHelm(settings.work(), settings.manager());
  }

  @Override
  public void warmUp() {
    helm.warmUp();
  }

  @Override
  public Chart find(ChartRef ref) {
    return shelf.chart(ref);
  }

  @Override
  public List<KubeObject> crds(Release release) {
    return undamaged(release.chart(), () -> definitions.of(release));
  }

  @Override
  public List<KubeObject> crdOutlines(Release release) {
    return undamaged(release.chart(), () -> definitions.outlines(release));
  }

  @Override
  public List<String> ownCrds(ChartRef ref) {
    return shelf.card(ref).definitions();
  }

  @Override
  public List<String> bundledCrds(ChartRef ref) {
    return shelf.card(ref).bundled();
  }

  @Override
  public List<KubeObject> render(Release release) {
    return undamaged(
        release.chart(), () -> ChartCrds.objects(rendered(release), release.chart().toString()));
  }

  private static List<KubeObject> undamaged(ChartRef chart, Supplier<List<KubeObject>> reading) {
    try {
      return reading.get();
    } catch (YamlProblem problem) {
      throw damaged(chart, problem);
    }
  }

  private static Failure damaged(ChartRef chart, YamlProblem problem) {
    return new Failure(
        Failure.Kind.INPUT,
        "chart " + chart + " brings YAML that cannot be read: " + problem.getMessage(),
        "correct the release's values, or choose another chart version",
        problem);
  }

  private String rendered(Release release) {
    try {
      return ask(Act.RENDER, release, RENDERING, () -> {});
    } catch (InterruptedException e) {
      throw interrupted(release, e);
    }
  }

  private static Failure interrupted(Release release, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "interrupted while chart " + release.chart() + " was rendered",
        "resume the run",
        e);
  }

  @Override
  public ReleasePreview preview(Release release) {
    requireCluster(release.qualifiedName());
    Redaction redaction = new Redaction(ReleaseValues.of(release));
    return new ReleasePreviews(storage, redaction, valuesDigest(release))
        .of(release, () -> render(release), () -> upgraded(release));
  }

  /** What an upgrade would put into the cluster, with its lookups and its APIs. */
  private List<KubeObject> upgraded(Release release) {
    Kubeconfig cluster =
        kube.adopted().orElseThrow(() -> new IllegalStateException("it answers, so it is adopted"));
    try (ReadingCluster reading = new ReadingCluster(cluster, settings.work());
        TimeSource.Work work = time.working("helm diff")) {
      HelmReply reply = asked(Act.UPGRADE, release, reading.kubeconfig(), RENDERING, () -> {});
      return ReleaseRecord.manifest(reading.written().orElseThrow(() -> failed(release, reply)));
    } catch (InterruptedException e) {
      throw interrupted(release, e);
    } catch (YamlProblem problem) {
      throw damaged(release.chart(), problem);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "release " + release.qualifiedName() + " cannot be compared: " + e.getMessage(),
          "compare with helm diff",
          e);
    }
  }

  @Override
  public Optional<Deployed> deployed(String namespace, String name) {
    return storage.newest(namespace, name);
  }

  @Override
  public String valuesDigest(Release release) {
    return ReleaseValues.digest(ReleaseValues.of(release));
  }

  @Override
  public void install(Release release) throws InterruptedException {
    requireCluster(release.qualifiedName());
    Act act = act(release);
    try (HookWatch hooks = new HookWatch(kube, release, time)) {
      ask(act, release, settings.hookTimeout().plus(BEYOND_HOOKS), hooks::look);
    }
  }

  /** Helm's own "upgrade --install" forgets the kubeconfig in helm-java, so we decide. */
  private Act act(Release release) {
    Optional<Deployed> newest = storage.newestNow(release.namespace(), release.name());
    if (newest.isEmpty()) {
      return Act.INSTALL;
    }
    String status = newest.get().status();
    if (List.of("deployed", "failed", "superseded").contains(status)) {
      return Act.UPGRADE;
    }
    throw new Failure(
        Failure.Kind.REFUSED,
        "release " + release.qualifiedName() + " is " + status + " in Helm's records",
        Unfinished.is(status)
            ? "another Helm works on it, or died doing so: wait for it, or say --heal"
            : "helm uninstall it, then resume");
  }

  private void requireCluster(String what) {
    KubeApi.Answer answer = kube.answers();
    if (!answer.ready() || !Files.isRegularFile(settings.kubeconfig())) {
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "release " + what + ": the API server does not answer: " + answer.because(),
          "see why kube-apiserver does not run, then resume");
    }
  }

  private String ask(Act act, Release release, Duration wall, Runnable meanwhile)
      throws InterruptedException {
    try (TimeSource.Work work = act == Act.RENDER ? time.working("helm template") : () -> {}) {
      HelmReply reply = asked(act, release, settings.kubeconfig(), wall, meanwhile);
      if (!reply.ok()) {
        throw failed(release, reply);
      }
      return reply.text();
    }
  }

  private static Failure failed(Release release, HelmReply reply) {
    return HelmFailures.of(release, reply.text(), new Redaction(ReleaseValues.of(release)));
  }

  private HelmReply asked(
      Act act, Release release, Path kubeconfig, Duration wall, Runnable meanwhile)
      throws InterruptedException {
    Chart chart = find(release.chart());
    List<String> values = release.values().stream().map(ValuesDocument::yaml).toList();
    return helm.ask(
        values,
        wall,
        meanwhile,
        files ->
            new HelmRequest(
                act,
                chart.location(),
                release.name(),
                release.namespace(),
                files,
                kubeconfig.toString(),
                kubernetesVersion(act),
                (int) settings.hookTimeout().toSeconds()));
  }

  private String kubernetesVersion(Act act) {
    if (act != Act.RENDER || kube.adopted().isEmpty()) {
      return settings.kubernetesVersion();
    }
    KubeApi.Answer answer = kube.answers();
    return answer.ready() ? answer.because() : settings.kubernetesVersion();
  }

  @Override
  public Optional<Unfinished> unfinished(String namespace, String name) {
    return storage.unfinished(namespace, name);
  }

  @Override
  public void heal(String namespace, String name) {
    requireCluster(namespace + "/" + name);
    storage.removeUnfinished(namespace, name);
  }

  /** Removes a release with its objects; no release of that name is as good. */
  public void uninstall(String namespace, String name) throws InterruptedException {
    requireCluster(namespace + "/" + name);
    if (storage.newestNow(namespace, name).isEmpty()) {
      return;
    }
    try (TimeSource.Work work = time.working("helm uninstall " + name)) {
      HelmReply reply =
          helm.ask(
              List.of(),
              settings.hookTimeout().plus(BEYOND_HOOKS),
              () -> {},
              files ->
                  new HelmRequest(
                      Act.UNINSTALL,
                      "",
                      name,
                      namespace,
                      files,
                      settings.kubeconfig().toString(),
                      "",
                      (int) settings.hookTimeout().toSeconds()));
      if (!reply.ok()) {
        throw HelmFailures.of(
            "release " + namespace + "/" + name, reply.text(), new Redaction(Map.of()));
      }
    }
  }

  /** The process that runs Helm, for tests that look whether it is gone. */
  Optional<Long> childProcess() {
    return helm.pid();
  }

  @Override
  public void close() {
    helm.close();
    shelf.close();
  }
}
