package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartAdditions;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.ClusterContract;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.ReleasePreview;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Releases that change their objects after Helm has rendered them, on either API server. */
abstract class PostRenderContract extends ClusterContract {
  private static final Place AT = new Place("helmfile.yaml", 12);
  private static final String TEMPLATES =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: patched
      data:
        key: {{ .Values.key | quote }}
        namespace: {{ (lookup "v1" "Namespace" "" "default").metadata | default dict | dig "name" "none" }}
        rule: "{{ "{{" }} $labels.pod {{ "}}" }}"
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: hooked
        annotations: {helm.sh/hook: pre-install}
      """;

  private JHelmCharts charts;
  private String namespace;

  @BeforeEach
  void connect(TestInfo test) throws Exception {
    chart("tested", "key: default\n", TEMPLATES);
    chart("added", "word: none\n", configMap("added", "word: {{ .Values.word }}"));
    charts = new JHelmCharts(ChartsContract.settings(folder), kube, new SystemTimeSource());
    namespace = namespace("r-", test);
  }

  @AfterEach
  void disconnect() {
    charts.close();
  }

  private void chart(String name, String values, String templates) throws Exception {
    Path chart = folder.resolve("charts/" + name);
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(
        chart.resolve("Chart.yaml"), "apiVersion: v2\nname: " + name + "\nversion: 1.0.0\n");
    Files.writeString(chart.resolve("values.yaml"), values);
    Files.writeString(chart.resolve("templates/all.yaml"), templates);
  }

  private static String configMap(String name, String data) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "
        + name
        + "}\ndata: {"
        + data
        + "}\n";
  }

  private static PostRender patch(String yaml) {
    return new PostRender(
        "",
        List.of(new PostRender.Entry("patches", "patch: |\n" + yaml.indent(2), AT)),
        true,
        true);
  }

  private Release release(String values, PostRender... steps) {
    return SampleCharts.release("tested", namespace, "1.0.0", values).rendered(List.of(steps));
  }

  private Map<String, Object> data(String name) {
    KubeObject found =
        kube.get(new KubeObject.Ref("v1", "ConfigMap", namespace, name)).orElseThrow();
    return Manifest.map(found.fields().get("data"));
  }

  @Test
  void whatIsInstalledIsPatchedWithTheClusterInSightAndNothingIsRenderedTwice() throws Exception {
    charts.install(release("key: a\n", patch(configMap("patched", "more: added"))));

    assertEquals(
        Map.of("key", "a", "namespace", "default", "rule", "{{ $labels.pod }}", "more", "added"),
        data("patched"));
    assertEquals("tested", charts.deployed(namespace, "tested").orElseThrow().chart());
  }

  @Test
  void aHookStaysAHookAndIsPatchedToo() throws Exception {
    charts.install(release("", patch(configMap("hooked", "by: us"))));

    assertEquals(Map.of("by", "us"), data("hooked"));
    assertEquals(
        List.of("patched"),
        charts.deployed(namespace, "tested").orElseThrow().objects().stream()
            .map(KubeObject.Ref::name)
            .toList());
  }

  @Test
  void asItIsWantedItChangesNothingAndAnotherPatchIsTold() throws Exception {
    Release first = release("", patch(configMap("patched", "more: added")));
    charts.install(first);

    assertTrue(charts.preview(first).changesNothing());
    ReleasePreview other = charts.preview(release("", patch(configMap("patched", "more: b"))));

    assertEquals(
        List.of(new ReleasePreview.FieldChange("data.more", "added", "b")),
        other.objects().getFirst().fields());
    charts.install(release("", patch(configMap("patched", "more: b"))));
    assertEquals("b", data("patched").get("more"));
  }

  @Test
  void aChartThatIsAddedIsInstalledWithItAndCanBeSwitchedOff() throws Exception {
    ChartRef added = ChartRef.oci("oci://charts.example/added", "1.0.0");
    ChartRef chart =
        ChartRef.oci("oci://charts.example/tested", "1.0.0")
            .with(ChartAdditions.of(List.of(new ChartAdditions.Dependency(added, "word"))));

    charts.install(
        SampleCharts.release("tested", namespace, chart, "word: {word: given}\n")
            .rendered(List.of(patch(configMap("added", "more: added")))));

    assertEquals(Map.of("word", "given", "more", "added"), data("added"));
    charts.install(SampleCharts.release("tested", namespace, chart, "word: {enabled: false}\n"));
    assertTrue(kube.get(new KubeObject.Ref("v1", "ConfigMap", namespace, "added")).isEmpty());
  }

  @Test
  void aPatchThatDoesNotFitIsNamedWithItsLine() {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> charts.install(release("", patch(configMap("elsewhere", "more: added")))));

    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.what().contains("helmfile.yaml:12: no resource matches"), failure.what());
    assertTrue(charts.deployed(namespace, "tested").isEmpty());
  }
}
