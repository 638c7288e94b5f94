package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.blackstart.cluster.Release;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.KubeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptReadingsTest {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  @TempDir Path folder;

  private KeptReadings kept() {
    return KeptReadings.in(folder.resolve("kept"), text -> !text.contains("canary"));
  }

  private JHelmCharts charts() {
    return new JHelmCharts(
        ChartsContract.settings(folder), new NoCluster(), new SystemTimeSource(), kept());
  }

  @Test
  void definitionsThatOneProcessRenderedAreThereForTheNextWithoutHelm() throws Exception {
    TestChart.write(folder.resolve("charts"), "1.0.0");
    Files.writeString(
        folder.resolve("charts/tested/templates/crd.yaml"),
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: {{ .Values.key }}s.tested.example
        """);
    Release release = SampleCharts.release("tested", "some", "1.0.0");
    List<KubeObject> rendered;
    try (JHelmCharts first = charts()) {
      rendered = first.crds(release);
      assertEquals("defaults.tested.example", rendered.getFirst().name());
    }
    try (JHelmCharts second = charts()) {
      assertEquals(rendered, second.crds(release));
      assertTrue(second.childProcess().isEmpty(), "Helm was started");
    }
  }

  @Test
  void anArchiveIsReadOnceAndAnotherOfItsNameAnew() throws Exception {
    TestChart.write(folder.resolve("newer"), "1.0.0");
    Release release = SampleCharts.release("tested", "some", "1.0.0");
    Path archive = Files.createDirectories(folder.resolve("charts")).resolve("tested-1.0.0.tgz");
    Files.write(archive, packed(release));
    String first = digest(release);
    assertEquals(first, digest(release));
    assertEquals(1, files().size());
    Files.writeString(folder.resolve("newer/tested/values.yaml"), "other: true\n");
    Files.delete(archive);
    Files.write(archive, packed(release));
    assertFalse(digest(release).equals(first));
    assertEquals(2, files().size());
  }

  private byte[] packed(Release release) throws Exception {
    try (JHelmCharts charts = charts()) {
      return ChartArchive.of(charts.find(release.chart()));
    }
  }

  private String digest(Release release) throws Exception {
    try (JHelmCharts charts = charts()) {
      return charts.find(release.chart()).digest();
    }
  }

  @Test
  void whatHoldsASecretIsNotKept() throws IOException {
    kept().keep("some", List.of("a canary sings"));
    assertTrue(kept().find("some", TEXTS).isEmpty());
    assertFalse(Files.exists(folder.resolve("kept")));
  }

  @Test
  void aFileThatWasCutShortIsAsGoodAsNone() throws IOException {
    kept().keep("some", List.of("text"));
    assertEquals(List.of("text"), kept().find("some", TEXTS).orElseThrow());
    Files.writeString(files().getFirst(), "[\"te");
    assertTrue(kept().find("some", TEXTS).isEmpty());
  }

  @Test
  void nobodyElseCanReadIt() throws IOException {
    kept().keep("some", List.of("text"));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("kept"))));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())));
  }

  @Test
  void theOldestMakeRoom() throws IOException {
    for (int i = 0; i < 301; i++) {
      kept().keep("reading-" + i, List.of("text"));
    }
    assertEquals(201, files().size());
    assertTrue(kept().find("reading-300", TEXTS).isPresent());
  }

  @Test
  void aFolderThatCannotBeWrittenToKeepsNothing() throws IOException {
    Files.writeString(folder.resolve("kept"), "a file");
    kept().keep("some", List.of("text"));
    assertTrue(kept().find("some", TEXTS).isEmpty());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      return files.toList();
    }
  }
}
