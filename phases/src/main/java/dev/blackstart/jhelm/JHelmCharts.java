package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.jhelm.HelmRequest.Act;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.ReleasePreview;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Charts by Helm 3 in a child JVM; its release storage is read through the Kubernetes API. */
public final class JHelmCharts implements Charts {
  private final HelmSettings settings;
  private final KubeApi kube;
  private final TimeSource time;
  private final HelmAsks asks;
  private final ChartShelf shelf;
  private final ReleaseStorage storage;
  private final WarmHelm helm;
  private final ReleaseDefinitions definitions;
  private final PostRenders postRenders;

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
    this.helm = new WarmHelm(settings.work(), settings.manager());
    this.asks = new HelmAsks(settings, kube, time, helm);
    this.shelf = new ChartShelf(settings, time, kept);
    this.definitions =
        new ReleaseDefinitions(
            shelf, kept, () -> asks.kubernetesVersion(Act.RENDER), this::templated);
    this.postRenders = new PostRenders(shelf, settings.work());
    this.storage = new ReleaseStorage(kube);
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
    return undamaged(
        release.chart(),
        () ->
            PostRenders.has(release)
                ? postRenders.of(release, templated(release)).crds()
                : definitions.of(release));
  }

  @Override
  public List<KubeObject> crdOutlines(Release release) {
    return PostRenders.has(release)
        ? crds(release)
        : undamaged(release.chart(), () -> definitions.outlines(release));
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

  @Override
  public List<KubeObject> template(Release release, boolean bundled) {
    return undamaged(
        release.chart(),
        () -> {
          List<KubeObject> all = new ArrayList<>();
          if (bundled) {
            ChartFiles files = shelf.files(release.chart());
            all.addAll(ChartCrds.bundled(files, ReleaseValues.of(release)));
          }
          String text = postRenders.templated(release, asks::templated);
          all.addAll(ChartCrds.objects(text, release.chart().toString()));
          return all;
        });
  }

  private static <T> T undamaged(ChartRef chart, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (YamlProblem problem) {
      throw HelmFailures.damaged(chart, problem);
    }
  }

  private String rendered(Release release) {
    String text = templated(release);
    return PostRenders.has(release) ? postRenders.of(release, text).text() : text;
  }

  private String templated(Release release) {
    return PostRenders.has(release)
        ? postRenders.templated(release, asks::templated)
        : asks.templated(release, location(release));
  }

  private String location(Release release) {
    return find(release.chart()).location();
  }

  @Override
  public ReleasePreview preview(Release release) {
    asks.requireCluster(release.qualifiedName());
    Redaction redaction = new Redaction(ReleaseValues.of(release));
    return new ReleasePreviews(storage, redaction, valuesDigest(release))
        .of(release, () -> render(release), () -> upgraded(release));
  }

  /** What an upgrade would put into the cluster, with its lookups and its APIs. */
  private List<KubeObject> upgraded(Release release) {
    byte[] record = asks.recorded(Act.UPGRADE, release, location(release));
    try {
      return PostRenders.has(release)
          ? postRenders.of(release, ReleaseRecord.rendered(record)).objects()
          : ReleaseRecord.manifest(record);
    } catch (YamlProblem problem) {
      throw HelmFailures.damaged(release.chart(), problem);
    } catch (IOException e) {
      throw HelmFailures.uncompared(release, e);
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
    asks.requireCluster(release.qualifiedName());
    Act act = act(release);
    try (HookWatch hooks = new HookWatch(kube, release, time);
        PostRenders.Packed chart = packed(act, release)) {
      asks.ask(act, release, chart.location(), asks.longest(), hooks::look);
    }
  }

  private PostRenders.Packed packed(Act act, Release release) {
    return PostRenders.has(release)
        ? undamaged(
            release.chart(),
            () ->
                postRenders.packed(
                    release, chart -> asks.recorded(act, release, chart), () -> templated(release)))
        : new PostRenders.Packed(location(release), Optional.empty());
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

  @Override
  public Optional<Unfinished> unfinished(String namespace, String name) {
    return storage.unfinished(namespace, name);
  }

  @Override
  public void heal(String namespace, String name) {
    asks.requireCluster(namespace + "/" + name);
    storage.removeUnfinished(namespace, name);
  }

  /** Removes a release with its objects; no release of that name is as good. */
  public void uninstall(String namespace, String name) throws InterruptedException {
    asks.requireCluster(namespace + "/" + name);
    if (storage.newestNow(namespace, name).isEmpty()) {
      return;
    }
    asks.uninstall(namespace, name);
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
