package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Release;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.kube.TestCluster;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The upstream charts of a bootstrap, installed in order on either API server. */
class UpstreamChartsTest {
  private static final List<Release> RELEASES =
      List.of(
          SampleCharts.release("cilium", "kube-system", "1.18.5"),
          SampleCharts.release("coredns", "kube-system", "1.45.0"),
          SampleCharts.release("spegel", "kube-system", "0.7.4"),
          SampleCharts.release(
              "cert-manager",
              "cert-manager",
              "v1.19.2",
              // Nobody runs the check's Job here.
              "crds: {enabled: true}\nstartupapicheck: {enabled: false}\n"),
          SampleCharts.release("external-secrets", "external-secrets", "1.2.0"),
          SampleCharts.release("flux-operator", "flux-system", "0.36.0"),
          SampleCharts.release(
              "flux-instance",
              "flux-system",
              "0.36.0",
              "instance: {distribution: {version: 2.x}}"));

  @TempDir Path folder;

  @Test
  void theyInstallOnARealApiServer() throws Exception {
    SampleCharts.upstream();
    try (TestCluster cluster = TestCluster.real()) {
      install(cluster);
    }
  }

  @Test
  void theyInstallOnTheEmbeddedApiServer() throws Exception {
    SampleCharts.upstream();
    try (TestCluster cluster = TestCluster.embedded()) {
      install(cluster);
    }
  }

  private void install(TestCluster cluster) throws Exception {
    Path upstream = SampleCharts.upstream();
    Path file = folder.resolve("kubeconfig");
    HelmSettings settings = Workplaces.of(folder, upstream);
    try (Fanout fanout = new Fanout();
        Fabric8KubeApi kube = new Fabric8KubeApi(file, new SystemTimeSource(), fanout);
        JHelmCharts charts = new JHelmCharts(settings, kube, new SystemTimeSource())) {
      kube.adopt(cluster.kubeconfig());
      Release crds = SampleCharts.release("prometheus-operator-crds", "observability", "24.0.1");
      kube.applyAll(charts.crds(crds));
      for (Release release : RELEASES) {
        charts.install(release);
        Deployed helm = deployed(charts, kube, release);
        assertEquals(charts.valuesDigest(release), helm.valuesDigest(), release.name());
        assertFalse(helm.objects().isEmpty(), release.name());
        for (KubeObject.Ref ref : helm.objects()) {
          assertTrue(kube.get(ref).isPresent(), release.name() + " put " + ref);
        }
      }
      assertEquals(
          7,
          kube.listOnce("v1", "Secret", "", Map.of("owner", "helm", "status", "deployed")).size());
    }
  }

  private static Deployed deployed(JHelmCharts charts, Fabric8KubeApi kube, Release release)
      throws InterruptedException {
    for (int look = 0; look < 50; look++) {
      long seen = kube.changes().version();
      var helm = charts.deployed(release.namespace(), release.name());
      if (helm.isPresent() && helm.get().status().equals("deployed")) {
        return helm.get();
      }
      kube.changes().await(seen, Duration.ofMillis(200));
    }
    throw new AssertionError(release + " is not deployed");
  }
}
