package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.Release;
import dev.blackstart.repository.helmfile.HelmfileReader;
import dev.blackstart.repository.helmfile.TemplateWorld;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.world.KubeObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases whose charts helmfile makes anew: what it renders stands in {@code expected}. */
class ChartifiedTest {
  private static final Path CORPUS =
      SampleCharts.ROOT.resolve("phases/src/test/resources/chartified");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"forced", "patched", "added"})
  void theObjectsAreThoseOfHelmfile(String name) throws Exception {
    Findings findings = new Findings();
    Release release =
        new HelmfileReader(
                new RepositoryFiles(CORPUS),
                new TemplateWorld(Map.of(), Optional.empty()),
                findings)
            .read("helmfile.yaml", "default").getFirst().releases().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    assertEquals(List.of(), findings.all());

    try (JHelmCharts charts = charts()) {
      Stream<KubeObject> ours =
          Stream.concat(charts.render(release).stream(), charts.crds(release).stream());
      String expected = Files.readString(CORPUS.resolve("expected/" + name + ".yaml"));
      assertEquals(byName(ChartCrds.objects(expected, name).stream()), byName(ours));
    }
  }

  private JHelmCharts charts() {
    return Workplaces.charts(Workplaces.inside(CORPUS, folder));
  }

  private static Map<String, Map<String, Object>> byName(Stream<KubeObject> objects) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    objects.forEach(object -> all.put(object.kind() + " " + object.name(), object.fields()));
    return all;
  }
}
