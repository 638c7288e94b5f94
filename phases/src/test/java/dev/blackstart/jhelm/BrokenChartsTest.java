package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a chart or its values, as the operator is told: one line and a remedy. */
class BrokenChartsTest {
  private static final String VALUES = "replicas: many\nmode: loud\n";

  @TempDir Path folder;
  private JHelmCharts charts;

  @BeforeEach
  void open() {
    charts =
        new JHelmCharts(ChartsContract.settings(folder), new NoCluster(), new SystemTimeSource());
  }

  @AfterEach
  void close() {
    charts.close();
  }

  private void chart(String metadata, String file, String content) throws IOException {
    Path chart = Files.createDirectories(folder.resolve("charts/broken/templates"));
    Files.writeString(
        chart.resolveSibling("Chart.yaml"),
        "apiVersion: v2\nname: broken\nversion: 1.0.0\n" + metadata);
    Files.writeString(folder.resolve("charts/broken").resolve(file), content);
  }

  private Failure failure() {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> charts.render(SampleCharts.release("broken", "apps", "1.0.0", VALUES)));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(1, failure.what().lines().count());
    assertEquals(1, failure.remedy().lines().count());
    assertFalse(failure.remedy().isBlank());
    return failure;
  }

  private void assertTold(String what) {
    Failure failure = failure();
    assertTrue(failure.what().startsWith("release apps/broken: "), failure.what());
    assertTrue(failure.what().contains(what), failure.what());
  }

  @Test
  void aTemplateThatBreaksIsToldWithFileAndLine() throws Exception {
    chart("", "templates/x.yaml", "kind: ConfigMap\ndata:\n  k: {{ .Values.a.b.c }}\n");
    assertTold("broken/templates/x.yaml:3:");
    chart("", "templates/x.yaml", "a: b\nc: {{ if }}\n");
    assertTold("broken/templates/x.yaml:2");
    chart("", "templates/x.yaml", "k: {{ required \"host is needed\" .Values.host }}\n");
    assertTold("host is needed");
    String remedy = failure().remedy();
    assertTrue(remedy.contains("correct them"), remedy);
    assertTrue(remedy.contains("(they come from "), remedy);
  }

  @Test
  void aTemplateThatMakesNoYamlIsToldWithItsFile() throws Exception {
    chart("", "templates/x.yaml", "kind: ConfigMap\nmetadata:\n  name: x\n bad: y\n");
    assertTold("broken/templates/x.yaml");
  }

  @Test
  void valuesTheSchemaRefusesAreToldEach() throws Exception {
    chart("", "templates/x.yaml", "");
    chart(
        "",
        "values.schema.json",
        """
        {"type": "object", "required": ["name"],
         "properties": {"replicas": {"type": "integer"}, "mode": {"enum": ["x", "y"]}}}
        """);
    assertTold("missing property 'name'");
    assertTold("'/replicas': got string, want integer");
    assertTold("'/mode': value must be one of 'x', 'y'");
    assertTrue(failure().remedy().contains("values.schema.json"));
  }

  @Test
  void aChartWithoutItsDependenciesIsTold() throws Exception {
    chart(
        "dependencies:\n- {name: common, version: 1.2.3, repository: 'https://charts.example'}\n",
        "templates/x.yaml",
        "");
    Failure failure = failure();
    assertTrue(failure.what().contains("/broken lacks its dependency common 1.2.3: "));
    assertTrue(failure.remedy().startsWith("put common-1.2.3.tgz into a folder"));
  }

  @Test
  void aChartForAnotherKubernetesIsTold() throws Exception {
    chart("kubeVersion: '>=1.99'\n", "templates/x.yaml", "");
    assertTold("chart requires kubeVersion: >=1.99");
  }
}
