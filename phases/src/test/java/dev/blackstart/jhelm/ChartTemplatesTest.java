package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.world.KubeObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a chart amounts to for who renders it without installing it. */
class ChartTemplatesTest {
  private static final Release RELEASE =
      new Release(
          "web",
          "apps",
          ChartRef.oci("oci://x/tested", "1.0.0"),
          List.of(new ValuesDocument("values", "hook: true")),
          List.of(),
          List.of(),
          List.of(),
          new Place("test", 1));

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    TestChart.write(folder, "1.0.0");
    Path chart = folder.resolve("tested");
    Files.createDirectories(chart.resolve("crds"));
    Files.writeString(
        chart.resolve("crds/webs.yaml"),
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: webs.example.org}
        """);
    Files.createDirectories(chart.resolve("charts/part/templates"));
    Files.writeString(
        chart.resolve("charts/part/Chart.yaml"), "apiVersion: v2\nname: part\nversion: 2.0.0\n");
    Files.writeString(
        chart.resolve("charts/part/templates/test.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: asks, annotations: {"helm.sh/hook": test, "helm.sh/hook-weight": "-3"}}
        spec: {containers: [{name: main, image: "a:1"}]}
        """);
  }

  private JHelmCharts charts() {
    return Workplaces.charts(Workplaces.of(folder, folder));
  }

  private static List<String> named(List<KubeObject> objects) {
    return objects.stream().map(each -> each.kind() + " " + each.name()).sorted().toList();
  }

  @Test
  void hooksAreAmongItWithTheirAnnotations() throws Exception {
    try (JHelmCharts charts = charts()) {
      List<KubeObject> all = charts.template(RELEASE, true);
      assertEquals(
          List.of(
              "ClusterRole apps",
              "ConfigMap web",
              "CustomResourceDefinition webs.example.org",
              "Job web-hook",
              "Pod asks"),
          named(all));
      KubeObject job =
          all.stream().filter(each -> each.kind().equals("Job")).findFirst().orElseThrow();
      assertEquals(
          "post-install,post-upgrade",
          job.text("metadata", "annotations", "helm.sh/hook"),
          job.toString());
      assertEquals(
          "before-hook-creation",
          job.text("metadata", "annotations", "helm.sh/hook-delete-policy"));
      assertEquals(4, charts.template(RELEASE, false).size());
      assertEquals(List.of("ClusterRole apps", "ConfigMap web"), named(charts.render(RELEASE)));
      try (Stream<Path> left = Files.list(folder.resolve("work"))) {
        assertEquals(List.of(), left.filter(each -> Files.exists(each.resolve("chart"))).toList());
      }
    }
  }

  @Test
  void itIsWhatHelmItselfPrints() throws Exception {
    String assets = System.getenv("KUBEBUILDER_ASSETS");
    Assumptions.assumeTrue(
        assets != null && Files.isExecutable(Path.of(assets, "helm")),
        "KUBEBUILDER_ASSETS names no folder with helm");
    Path values = Files.writeString(folder.resolve("values.yaml"), "hook: true");
    Path printed = folder.resolve("printed.yaml");
    Process helm =
        new ProcessBuilder(
                Path.of(assets, "helm").toString(),
                "template",
                "web",
                folder.resolve("tested").toString(),
                "--namespace=apps",
                "--include-crds",
                "--values=" + values)
            .redirectOutput(printed.toFile())
            .start();
    assertEquals(true, helm.waitFor(60, TimeUnit.SECONDS));
    try (JHelmCharts charts = charts()) {
      assertEquals(
          named(ChartCrds.objects(Files.readString(printed), "helm template")),
          named(charts.template(RELEASE, true)));
    }
  }
}
