package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no cluster: finding charts, rendering them, their CRDs. */
class JHelmChartsTest {
  @TempDir Path folder;
  private JHelmCharts charts;

  private JHelmCharts charts(Path... mirrors) {
    charts = Workplaces.charts(Workplaces.of(folder, mirrors));
    return charts;
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    if (charts != null) {
      charts.close();
      if (Files.isDirectory(folder.resolve("work"))) {
        try (var left = Files.list(folder.resolve("work"))) {
          assertEquals(List.of(), left.toList());
        }
      }
    }
  }

  @Test
  void aChartIsFoundAsFolderByNameAndVersion() {
    Chart chart =
        charts(SampleCharts.STAND_INS).find(ChartRef.oci("oci://x/cert-manager", "1.19.2"));
    assertEquals("cert-manager", chart.name());
    assertEquals("v1.19.2", chart.version());
    assertTrue(chart.digest().matches("[0-9a-f]{64}"), chart.digest());
  }

  @Test
  void aChartIsFoundAsArchiveWithAndWithoutV() {
    Path upstream = SampleCharts.upstream();
    JHelmCharts helm = charts(folder, upstream);
    Chart with = helm.find(ChartRef.oci("oci://x/cert-manager", "v1.19.2"));
    Chart without = helm.find(ChartRef.oci("oci://x/cert-manager", "1.19.2"));
    assertEquals(with, without);
    assertEquals(upstream.resolve("cert-manager-v1.19.2.tgz").toString(), with.location());
  }

  @Test
  void aChartThatIsNowhereSaysWhereItWasLookedFor() {
    JHelmCharts helm = charts(SampleCharts.STAND_INS, folder);
    Failure failure =
        assertThrows(
            Failure.class, () -> helm.find(ChartRef.oci("oci://ghcr.io/x/nothing", "1.2.3")));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(
        "chart nothing 1.2.3 (oci://ghcr.io/x/nothing) is nowhere: looked in %s, %s, not on the network, which is off here"
            .formatted(SampleCharts.STAND_INS, folder),
        failure.what());
    assertEquals(
        "put nothing-1.2.3.tgz into a folder and name it with --charts DIR", failure.remedy());
  }

  @Test
  void aChartWithoutVersionIsRefused() {
    JHelmCharts helm = charts(SampleCharts.STAND_INS);
    Failure failure =
        assertThrows(Failure.class, () -> helm.find(ChartRef.oci("oci://x/cilium", "")));
    assertTrue(failure.what().contains("no version"), failure.what());
  }

  @Test
  void aReleaseIsRenderedWithItsValuesLaterOnesWinning() {
    JHelmCharts helm = charts(SampleCharts.upstream());
    Release release =
        SampleCharts.release(
            "coredns", "kube-system", "1.45.0", "replicaCount: 2\n", "replicaCount: 3\n");
    KubeObject deployment =
        helm.render(release).stream()
            .filter(object -> object.kind().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    assertEquals(3, deployment.number("spec", "replicas"));
    assertEquals("kube-system", deployment.namespace());
  }

  @Test
  void aChartThatLooksObjectsUpIsRenderedWithoutACluster() {
    JHelmCharts helm = charts(SampleCharts.upstream());
    List<KubeObject> objects = helm.render(SampleCharts.release("cilium", "kube-system", "1.18.5"));
    assertTrue(
        objects.stream()
            .anyMatch(object -> object.ref().toString().equals("DaemonSet kube-system/cilium")));
  }

  @Test
  void crdsComeFromTemplatesWhenValuesAskForThem() {
    JHelmCharts helm = charts(SampleCharts.upstream());
    assertEquals(
        List.of(), helm.crds(SampleCharts.release("cert-manager", "cert-manager", "v1.19.2")));
    Set<String> names =
        names(
            helm.crds(
                SampleCharts.release(
                    "cert-manager", "cert-manager", "v1.19.2", "crds: {enabled: true}\n")));
    assertEquals(6, names.size());
    assertTrue(names.contains("certificates.cert-manager.io"), names.toString());
  }

  @Test
  void crdsComeFromTheCrdsFolderOfAChartAndItsSubCharts() {
    JHelmCharts helm = charts(SampleCharts.upstream());
    Release release = SampleCharts.release("prometheus-operator-crds", "observability", "24.0.1");
    assertTrue(names(helm.crds(release)).contains("servicemonitors.monitoring.coreos.com"));
    Release stack = SampleCharts.release("kube-prometheus-stack", "observability", "77.14.0");
    assertTrue(names(helm.crds(stack)).contains("servicemonitors.monitoring.coreos.com"));
    Release without =
        SampleCharts.release(
            "kube-prometheus-stack", "observability", "77.14.0", "crds: {enabled: false}\n");
    assertEquals(Set.of(), names(helm.crds(without)));
  }

  @Test
  void ownCrdsAreReadFromTheFilesWhateverTheValuesSay() {
    JHelmCharts helm = charts(SampleCharts.upstream());
    assertTrue(
        helm.ownCrds(ChartRef.oci("oci://x/cert-manager", "v1.19.2"))
            .contains("certificates.cert-manager.io"));
    assertTrue(
        helm.ownCrds(ChartRef.oci("oci://x/external-secrets", "1.2.0"))
            .contains("clustersecretstores.external-secrets.io"));
    assertEquals(List.of(), helm.ownCrds(ChartRef.oci("oci://x/coredns", "1.45.0")));
  }

  @Test
  void aChartSaysWhichKubernetesItIsFor() {
    JHelmCharts helm = charts(SampleCharts.upstream());
    assertEquals(
        ">= 1.22.0-0", helm.find(ChartRef.oci("oci://x/cert-manager", "v1.19.2")).kubernetes());
    assertEquals("", helm.find(ChartRef.oci("oci://x/coredns", "1.45.0")).kubernetes());
  }

  @Test
  void aChartThatRefusesItsValuesSaysWhy() {
    JHelmCharts helm = charts(SampleCharts.upstream());
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                helm.render(
                    SampleCharts.release(
                        "cert-manager",
                        "cert-manager",
                        "v1.19.2",
                        "notAKey: 1\nprometheus: {podmonitor: {enabled: true}}\n")));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.what().startsWith("release cert-manager/cert-manager: "), failure.what());
    assertTrue(failure.what().contains("notAKey"), failure.what());
    assertEquals(1, failure.what().lines().count());
  }

  @Test
  void everyUpstreamChartRenders() {
    Path upstream = SampleCharts.upstream();
    JHelmCharts helm = charts(upstream);
    for (String chart :
        List.of(
            "cilium-1.18.5",
            "coredns-1.45.0",
            "spegel-0.7.4",
            "cert-manager-v1.19.2",
            "external-secrets-1.2.0",
            "flux-operator-0.36.0",
            "flux-instance-0.36.0",
            "keda-2.17.2",
            "cloudnative-pg-0.26.1")) {
      int dash = chart.replaceFirst("-v?[0-9].*", "").length();
      Release release =
          SampleCharts.release(chart.substring(0, dash), "some", chart.substring(dash + 1));
      assertFalse(helm.render(release).isEmpty(), chart);
    }
  }

  private static Set<String> names(List<KubeObject> objects) {
    return objects.stream().map(KubeObject::name).collect(Collectors.toSet());
  }
}
