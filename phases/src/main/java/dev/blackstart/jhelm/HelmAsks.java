package dev.blackstart.jhelm;

import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.jhelm.HelmRequest.Act;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is asked of Helm about releases, and what its answers mean. */
final class HelmAsks {
  private static final Duration RENDERING = Duration.ofSeconds(60);
  private static final Duration BEYOND_HOOKS = Duration.ofMinutes(2);

  private final HelmSettings settings;
  private final KubeApi kube;
  private final TimeSource time;
  private final WarmHelm helm;

  HelmAsks(HelmSettings settings, KubeApi kube, TimeSource time, WarmHelm helm) {
    this.settings = settings;
    this.kube = kube;
    this.time = time;
    this.helm = helm;
  }

  /** How long an act with hooks may take. */
  Duration longest() {
    return settings.hookTimeout().plus(BEYOND_HOOKS);
  }

  /** What Helm makes of its templates. */
  String templated(Release release, String chart) {
    try {
      return ask(Act.RENDER, release, chart, RENDERING, () -> {});
    } catch (InterruptedException e) {
      throw HelmFailures.interrupted(release, e);
    }
  }

  /** The record Helm would write. */
  byte[] recorded(Act act, Release release, String chart) {
    Kubeconfig cluster =
        kube.adopted().orElseThrow(() -> new IllegalStateException("it answers, so it is adopted"));
    try (ReadingCluster reading = new ReadingCluster(cluster, settings.work());
        TimeSource.Work work = time.working("helm diff")) {
      HelmReply reply = asked(act, release, chart, reading.kubeconfig(), RENDERING, () -> {});
      return reading.written().orElseThrow(() -> failed(release, reply));
    } catch (InterruptedException e) {
      throw HelmFailures.interrupted(release, e);
    } catch (IOException e) {
      throw HelmFailures.uncompared(release, e);
    }
  }

  void requireCluster(String what) {
    KubeApi.Answer answer = kube.answers();
    if (!answer.ready() || !Files.isRegularFile(settings.kubeconfig())) {
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "release " + what + ": the API server does not answer: " + answer.because(),
          "see why kube-apiserver does not run, then resume");
    }
  }

  String ask(Act act, Release release, String chart, Duration wall, Runnable meanwhile)
      throws InterruptedException {
    try (TimeSource.Work work = act == Act.RENDER ? time.working("helm template") : () -> {}) {
      HelmReply reply = asked(act, release, chart, settings.kubeconfig(), wall, meanwhile);
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
      Act act, Release release, String chart, Path kubeconfig, Duration wall, Runnable meanwhile)
      throws InterruptedException {
    List<String> values = release.values().stream().map(ValuesDocument::yaml).toList();
    return helm.ask(
        values,
        wall,
        meanwhile,
        files ->
            new HelmRequest(
                act,
                chart,
                release.name(),
                release.namespace(),
                files,
                kubeconfig.toString(),
                kubernetesVersion(act),
                (int) settings.hookTimeout().toSeconds()));
  }

  /** The version charts are told. */
  String kubernetesVersion(Act act) {
    if (act != Act.RENDER || kube.adopted().isEmpty()) {
      return settings.kubernetesVersion();
    }
    KubeApi.Answer answer = kube.answers();
    return answer.ready() ? answer.because() : settings.kubernetesVersion();
  }

  /** Removes a release with its objects. */
  void uninstall(String namespace, String name) throws InterruptedException {
    try (TimeSource.Work work = time.working("helm uninstall " + name)) {
      HelmReply reply =
          helm.ask(
              List.of(),
              longest(),
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
}
