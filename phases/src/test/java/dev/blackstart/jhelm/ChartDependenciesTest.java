package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts in folders that lack what they depend on; Helm itself says what comes of them. */
class ChartDependenciesTest {
  private static final String REPOSITORY = "https://charts.example.org";

  @TempDir Path folder;
  private JHelmCharts charts;

  @BeforeEach
  void open() throws IOException {
    charts =
        new JHelmCharts(ChartsContract.settings(folder), new NoCluster(), new SystemTimeSource());
    Files.createDirectories(folder.resolve("charts"));
    for (String version : List.of("1.0.0", "1.4.0", "2.0.0")) {
      archive("lib", version);
    }
  }

  @AfterEach
  void close() {
    charts.close();
  }

  /** A chart whose one object names it, its version and what it was told. */
  private static void write(Path chart, String version, String more) throws IOException {
    String name = chart.getFileName().toString();
    Files.createDirectories(chart.resolve("templates"));
    Files.createDirectories(chart.resolve("crds"));
    Files.writeString(
        chart.resolve("Chart.yaml"),
        "apiVersion: v2\nname: " + name + "\nversion: " + version + "\n" + more);
    Files.writeString(chart.resolve("values.yaml"), "said: nothing\nexports: {shared: {out: 7}}\n");
    Files.writeString(
        chart.resolve("templates/x.yaml"),
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ .Chart.Name }}}
        data: {version: "{{ .Chart.Version }}", said: "{{ .Values.said }}", out: "{{ .Values.out }}"}
        """);
    Files.writeString(
        chart.resolve("crds/x.yaml"),
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
            + "metadata: {name: "
            + name
            + ".example.org}\n");
  }

  private void archive(String name, String version) throws IOException {
    Path chart = folder.resolve("made").resolve(version).resolve(name);
    write(chart, version, "");
    Files.write(
        folder.resolve("charts/" + name + "-" + version + ".tgz"),
        ChartArchive.packed(name, ChartFiles.folder(chart)));
  }

  private Path own(String dependencies) throws IOException {
    Path chart = folder.resolve("own");
    write(chart, "0.1.0", "dependencies:\n" + dependencies);
    return chart;
  }

  private static String wants(String version, String more) {
    return "- {name: lib, repository: \"%s\", version: \"%s\"%s}\n"
        .formatted(REPOSITORY, version, more);
  }

  private static ChartRef ref(Path chart) {
    return new ChartRef(chart.toString(), "", "");
  }

  private Release release(Path chart, String values) {
    return SampleCharts.release("own", "apps", ref(chart), values);
  }

  /** The data of the ConfigMaps, by their names. */
  private Map<String, Object> rendered(Path chart, String values) {
    Map<String, Object> data = new TreeMap<>();
    for (KubeObject object : charts.render(release(chart, values))) {
      data.put(object.name(), object.fields().get("data"));
    }
    return data;
  }

  private Object version(Path chart) {
    return ((Map<?, ?>) rendered(chart, "").get("lib")).get("version");
  }

  private void assertRefused(Path chart, String what, String remedy) {
    Failure failure = assertThrows(Failure.class, () -> charts.find(ref(chart)));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(1, failure.what().lines().count());
    assertTrue(failure.what().contains(what), failure.what());
    assertTrue(failure.remedy().contains(remedy), failure.remedy());
  }

  @Test
  void theNewestInTheRangeIsTakenWithoutALock() throws Exception {
    Path own = own(wants("^1.0.0", ""));
    assertEquals("1.4.0", version(own));
    assertEquals(List.of(new ChartRef("lib", REPOSITORY, "1.4.0")), charts.find(ref(own)).parts());
    assertEquals("2.0.0", version(own(wants("*", ""))));
  }

  @Test
  void theLockDecides() throws Exception {
    Path own = own(wants("^1.0.0", ""));
    Path lock = own.resolve("Chart.lock");
    Files.writeString(
        lock, "dependencies:\n- {name: lib, repository: \"" + REPOSITORY + "\", version: 1.0.0}\n");
    assertEquals("1.0.0", version(own));
    Files.writeString(lock, Files.readString(lock).replace("1.0.0", "2.0.0"));
    assertRefused(own, "Chart.lock says lib 2.0.0, and Chart.yaml wants lib ^1.0.0", "update");
  }

  @Test
  void whatTheChartHoldsIsNotFetched() throws Exception {
    Path own = own(wants("^1.0.0", ""));
    Files.createDirectories(own.resolve("charts"));
    Files.copy(folder.resolve("charts/lib-1.0.0.tgz"), own.resolve("charts/lib-1.0.0.tgz"));
    Chart chart = charts.find(ref(own));
    assertEquals("1.0.0", version(own));
    assertEquals(own.toString(), chart.location());
    assertEquals(List.of(), chart.parts());
  }

  @Test
  void aliasConditionTagsAndImportedValuesAreHelmsAndTheirCrdsComeAlong() throws Exception {
    Path own =
        own(
            wants("1.0.0", ", condition: lib.enabled")
                + wants("1.0.0", ", alias: second, tags: [more], import-values: [shared]"));
    String off = "lib: {enabled: false}\ntags: {more: false}\n";
    assertEquals(List.of("own"), List.copyOf(rendered(own, off).keySet()));
    assertEquals(
        List.of("own.example.org"),
        charts.crds(release(own, off)).stream().map(KubeObject::name).toList());
    Map<String, Object> on =
        rendered(own, "lib: {enabled: false}\ntags: {more: true}\nsecond: {said: hello}\n");
    assertEquals(List.of("own", "second"), List.copyOf(on.keySet()));
    assertEquals("hello", ((Map<?, ?>) on.get("second")).get("said"));
    assertEquals("7", ((Map<?, ?>) on.get("own")).get("out"));
    assertEquals(
        List.of("own.example.org", "lib.example.org"),
        charts.crds(release(own, "")).stream().map(KubeObject::name).toList());
  }

  @Test
  void aFolderBesideTheChartIsADependencyWithItsOwn() throws Exception {
    write(folder.resolve("parts/inner"), "0.2.0", "dependencies:\n" + wants("~1.0", ""));
    Path own = own("- {name: inner, repository: \"file://../parts/inner\", version: 0.2.0}\n");
    assertEquals(List.of("inner", "lib", "own"), List.copyOf(rendered(own, "").keySet()));
    String before = charts.find(ref(own)).digest();
    Files.writeString(folder.resolve("parts/inner/values.yaml"), "said: more\n");
    assertNotEquals(before, charts.find(ref(own)).digest());
    assertEquals(
        "more", ((Map<?, ?>) rendered(own, "").get("inner")).get("said"), "no copy is kept");
  }

  @Test
  void whatCannotBeHadIsToldWithTheChartThatWantsIt() throws Exception {
    assertRefused(
        own(wants("3.0.0", "")),
        "lacks its dependency lib 3.0.0: chart lib 3.0.0 (https://charts.example.org) is nowhere",
        "put lib-3.0.0.tgz into a folder and name it with --charts DIR");
    assertRefused(own(wants("^3", "")), "lacks its dependency lib ^3: ", "--charts DIR");
    assertRefused(
        own("- {name: lib, version: 1.0.0}\n"), "of which it names no repository", "charts folder");
    assertRefused(
        own("- {name: lib, version: 1.0.0, repository: \"@nowhere-known\"}\n"),
        "from the repository nowhere-known, which is not among Helm's",
        "helm repo add nowhere-known URL");
    assertRefused(
        own("- {name: lib, version: 1.0.0, repository: \"file://../none\"}\n"),
        "there is no chart",
        "correct the path");
    assertRefused(
        own("- {name: own, version: 0.1.0, repository: \"file://../own\"}\n"),
        "which needs itself",
        "take one of the dependencies out");
  }

  @Test
  void aDependencyDoesNotLeadOutOfTheRepository() throws Exception {
    Path repository = folder.resolve("repository");
    write(folder.resolve("outside"), "1.0.0", "");
    write(
        repository.resolve("own"),
        "0.1.0",
        "dependencies:\n- {name: outside, version: 1.0.0, repository: \"file://../../outside\"}\n");
    HelmSettings settings = ChartsContract.settings(folder);
    try (JHelmCharts within =
        new JHelmCharts(
            new HelmSettings(
                settings.mirrors(),
                false,
                repository,
                settings.kubeconfig(),
                settings.work(),
                settings.kubernetesVersion(),
                settings.hookTimeout()),
            new NoCluster(),
            new SystemTimeSource())) {
      Failure failure =
          assertThrows(Failure.class, () -> within.find(ref(repository.resolve("own"))));
      assertTrue(failure.what().endsWith("which leads out of the repository"), failure.what());
    }
  }

  @Test
  void aChartWhoseMetadataIsNoYamlIsToldWithItsLine() throws Exception {
    assertRefused(own("[]\n"), "Chart.yaml:6", "correct the chart");
  }

  @Test
  void whatHelmignoreNamesIsNoPartOfAChart() throws Exception {
    Path own = own("- {name: lib, version: 1.0.0, repository: \"" + REPOSITORY + "\"}\n");
    String before = charts.find(ref(own)).digest();
    Files.writeString(own.resolve(".helmignore"), "*.bak\nsecret/\n/top.txt\n");
    String ignoring = charts.find(ref(own)).digest();
    assertNotEquals(before, ignoring);
    Files.writeString(own.resolve("templates/x.bak"), "{{ broken");
    Files.createDirectories(own.resolve("secret/deep"));
    Files.writeString(own.resolve("secret/deep/key"), "x");
    Files.writeString(own.resolve("top.txt"), "x");
    assertEquals(ignoring, charts.find(ref(own)).digest());
    Files.writeString(own.resolve("templates/top.txt"), "x");
    assertNotEquals(ignoring, charts.find(ref(own)).digest());
  }
}
